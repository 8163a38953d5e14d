package io.firstfin.analysis.input;

import io.firstfin.analysis.event.TracedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of a file, one at a time. */
final class RecordingEvents {

    private final ChunkedFile file;
    private final EventDecoder decoder = new EventDecoder();
    private boolean anyOfOurs;

    RecordingEvents(ChunkedFile file) {
        this.file = file;
    }

    /** Whether the agent wrote any of those read. */
    boolean anyOfOurs() {
        return anyOfOurs;
    }

    void forEach(Consumer<TracedEvent> reader) throws UnreadableRecordingException {
        until(event -> {
            reader.accept(event);
            return false;
        });
    }

    /** Hands over the events until one is the one sought. */
    void until(Predicate<TracedEvent> found) throws UnreadableRecordingException {
        if (file.isWhole()) {
            until(file.path(), found);
            return;
        }
        try (CompleteChunks copy = CompleteChunks.of(file)) {
            until(copy.path(), found);
        }
    }

    private void until(Path path, Predicate<TracedEvent> found) throws UnreadableRecordingException {
        try (RecordingFile recording = fromJdk(() -> new RecordingFile(path))) {
            boolean ended = false;
            while (!ended && fromJdk(recording::hasMoreEvents)) {
                Optional<TracedEvent> event = fromJdk(() -> next(recording));
                ended = event.isPresent() && found.test(event.get());
            }
        } catch (IOException | OutOfMemoryError e) {
            throw UnreadableRecordingException.damaged(file.path(), e);
        }
    }

    private Optional<TracedEvent> next(RecordingFile recording) throws IOException {
        RecordedEvent event = recording.readEvent();
        anyOfOurs |= event.getEventType().getName().startsWith(EventDecoder.OURS);
        return decoder.decode(event);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * What the JDK's reader reads. It trusts the file: with a flipped byte it may fail in any way, also when a
     * field is asked for.
     */
    private <T> T fromJdk(Reading<T> reading) throws UnreadableRecordingException {
        try {
            return reading.read();
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            throw UnreadableRecordingException.damaged(file.path(), e);
        }
    }
}
