package io.firstfin.analysis.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of a file, one at a time. */
final class Events {

    /** The event by which the JDK names the JVM. */
    static final String JVM = "jdk.JVMInformation";

    /** What the names of the agent's events begin with. */
    static final String OURS = "firstfin.";

    private Events() {}

    static void forEach(ChunkedFile file, Consumer<RecordedEvent> reader) throws UnreadableRecordingException {
        until(file, event -> {
            reader.accept(event);
            return false;
        });
    }

    /** Reads until an event is the one sought. */
    static void until(ChunkedFile file, Predicate<RecordedEvent> found) throws UnreadableRecordingException {
        if (file.isWhole()) {
            until(file.path(), file.path(), found);
            return;
        }
        try (CompleteChunks copy = CompleteChunks.of(file)) {
            until(copy.path(), file.path(), found);
        }
    }

    private static void until(Path file, Path named, Predicate<RecordedEvent> found)
            throws UnreadableRecordingException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                if (found.test(recording.readEvent())) {
                    return;
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // the JDK's reader trusts what it reads: with a flipped byte it may fail in any way, here or
            // when a field is asked for
            throw UnreadableRecordingException.damaged(named, e);
        }
    }
}
