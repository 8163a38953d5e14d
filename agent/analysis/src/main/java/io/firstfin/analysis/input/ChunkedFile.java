package io.firstfin.analysis.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of chunks, judged by their headers before the JDK reads it: the JDK's reader would wait
 * for the rest of an unfinished chunk instead of saying what is wrong.
 *
 * @param path the file
 * @param chunks the complete chunks
 * @param missing what is wrong with the rest; empty when nothing is
 */
record ChunkedFile(Path path, List<Chunk> chunks, String missing) {

    /** The file, or the reason why not even its first chunk can be read. */
    static ChunkedFile begun(Path path) throws UnreadableRecordingException {
        ChunkedFile file = read(path);
        if (file.chunks.isEmpty()) {
            throw new UnreadableRecordingException("Truncated recording: " + path + " ends "
                    + file.missing + ". If the JVM is still writing it, dump it with"
                    + " \"jcmd PID JFR.dump\"; otherwise copy it again.");
        }
        return file;
    }

    /** The file as far as it goes. */
    static ChunkedFile read(Path path) throws UnreadableRecordingException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            return read(path, channel);
        } catch (IOException e) {
            throw UnreadableRecordingException.notAllowed(path, e);
        }
    }

    boolean isWhole() {
        return missing.isEmpty();
    }

    /** What is missing, in a sentence. */
    String cut() {
        return path + " ends " + missing;
    }

    private static ChunkedFile read(Path path, SeekableByteChannel channel)
            throws IOException, UnreadableRecordingException {
        List<Chunk> chunks = new ArrayList<>();
        long length = channel.size();
        long at = 0;
        while (at < length || chunks.isEmpty()) {
            ByteBuffer header = header(channel, at);
            if (header.limit() == 0) {
                return new ChunkedFile(path, chunks, "before its first byte: it is empty");
            }
            if (!Chunk.hasMagic(header)) {
                if (at == 0) {
                    throw new UnreadableRecordingException("Not a JFR recording: " + path
                            + " does not begin with the bytes FLR. Name a .jfr file"
                            + " (unpack it first if it is compressed).");
                }
                return new ChunkedFile(path, chunks, where(chunks, "at byte " + at));
            }
            if (header.limit() < Chunk.HEADER) {
                return new ChunkedFile(path, chunks, where(chunks, "inside the header"));
            }
            Chunk chunk = Chunk.of(header);
            if (!chunk.finished() || chunk.size() < Chunk.HEADER) {
                return new ChunkedFile(path, chunks, where(chunks, "unfinished by the JVM"));
            }
            if (chunk.size() > length - at) {
                return new ChunkedFile(
                        path, chunks, where(chunks, "after " + (length - at) + " of " + chunk.size() + " bytes"));
            }
            if (!chunk.hasTime()) {
                throw UnreadableRecordingException.damaged(
                        path,
                        "chunk " + (chunks.size() + 1)
                                + " says that it begins at " + chunk.start() + " and lasts "
                                + chunk.duration().toDays() + " days",
                        null);
            }
            chunks.add(chunk);
            at += chunk.size();
        }
        return new ChunkedFile(path, List.copyOf(chunks), "");
    }

    private static String where(List<Chunk> complete, String how) {
        String when = complete.isEmpty()
                ? ""
                : " (complete until " + complete.get(complete.size() - 1).end() + ")";
        return "in chunk " + (complete.size() + 1) + ", " + how + when;
    }

    private static ByteBuffer header(SeekableByteChannel channel, long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Chunk.HEADER);
        channel.position(at);
        while (header.hasRemaining() && channel.read(header) >= 0) {
            continue;
        }
        return header.flip();
    }
}
