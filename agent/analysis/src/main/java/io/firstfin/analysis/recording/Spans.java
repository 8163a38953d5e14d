package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The time that chunks cover together. */
final class Spans {

    private Spans() {}

    /** The time that any of them covers; where they overlap it counts once. */
    static Duration covered(List<Chunk> chunks) {
        return Window.length(windows(chunks));
    }

    /** That time in windows that do not overlap, in order. */
    static List<Window> windows(List<Chunk> chunks) {
        List<Window> windows = new ArrayList<>();
        for (Chunk chunk :
                chunks.stream().sorted(Comparator.comparing(Chunk::start)).toList()) {
            int last = windows.size() - 1;
            Window before = last < 0 ? null : windows.get(last);
            if (before == null || chunk.start().isAfter(before.to())) {
                windows.add(new Window(chunk.start(), chunk.end()));
            } else {
                windows.set(last, new Window(before.from(), later(before.to(), chunk.end())));
            }
        }
        return List.copyOf(windows);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
