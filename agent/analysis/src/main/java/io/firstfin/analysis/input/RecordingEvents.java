package io.firstfin.analysis.input;

import io.firstfin.analysis.event.TracedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads the events of a file, one at a time. */
final class RecordingEvents {

    private final ChunkedFile file;
    private final EventDecoder decoder;
    private boolean anyOfOurs;

    RecordingEvents(ChunkedFile file, Purpose purpose) {
        this.file = file;
        this.decoder = new EventDecoder(purpose);
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
        Path copy = completeChunks();
        try {
            until(copy, found);
        } finally {
            delete(copy);
        }
    }

    /**
     * A copy of the complete chunks of a file that breaks off, for the time of reading them: the JDK's reader would
     * wait for the rest of the one after them.
     */
    private Path completeChunks() throws UnreadableRecordingException {
        try {
            Path copy = Files.createTempFile("firstfin-", ".jfr");
            try {
                copyTo(copy);
            } catch (IOException e) {
                delete(copy);
                throw e;
            }
            return copy;
        } catch (IOException e) {
            throw new UnreadableRecordingException(
                    "Cannot copy the complete part of "
                            + file.path() + " to the temporary directory: " + e.getMessage() + ". Make room"
                            + " there, or name another one with -Djava.io.tmpdir.",
                    e);
        }
    }

    private void copyTo(Path copy) throws IOException {
        long length = file.chunks().stream().mapToLong(Chunk::size).sum();
        try (FileChannel from = FileChannel.open(file.path());
                FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < length) {
                long some = from.transferTo(done, length - done, to);
                if (some <= 0) {
                    throw new IOException("it became shorter meanwhile");
                }
                done += some;
            }
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
