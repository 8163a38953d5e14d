package io.firstfin.analysis.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A copy of the complete chunks of a file that breaks off, for the time of reading them: the JDK's
 * reader would wait for the rest of the one after them.
 */
record CompleteChunks(Path path) implements AutoCloseable {

    static CompleteChunks of(ChunkedFile file) throws UnreadableRecordingException {
        try {
            CompleteChunks copy = new CompleteChunks(Files.createTempFile("firstfin-", ".jfr"));
            copy.fill(file);
            return copy;
        } catch (IOException e) {
            throw new UnreadableRecordingException(
                    "Cannot copy the complete part of "
                            + file.path() + " to the temporary directory: " + e.getMessage() + ". Make room"
                            + " there, or name another one with -Djava.io.tmpdir.",
                    e);
        }
    }

    private void fill(ChunkedFile file) throws IOException {
        long length = file.chunks().stream().mapToLong(Chunk::size).sum();
        try (FileChannel from = FileChannel.open(file.path());
                FileChannel to = FileChannel.open(path, StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < length) {
                long some = from.transferTo(done, length - done, to);
                if (some <= 0) {
                    throw new IOException("it became shorter meanwhile");
                }
                done += some;
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
