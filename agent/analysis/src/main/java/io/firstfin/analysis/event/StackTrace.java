package io.firstfin.analysis.event;

import java.io.Serializable;
import java.util.List;

/**
 * A stack, the innermost frame first.
 *
 * @param frames its Java frames
 * @param truncated deeper frames are missing
 */
public record StackTrace(List<Frame> frames, boolean truncated) implements Serializable {

    /** The recording holds no stack. */
    public static final StackTrace NONE = new StackTrace(List.of(), false);

    /** @param line 0 where the class file does not tell */
    public record Frame(String className, String method, int line) implements Serializable {}

    /** Whether the recording holds one. */
    public boolean isRecorded() {
        return !frames.isEmpty();
    }
}
