package io.firstfin.tracer.record;

import io.firstfin.tracer.jdk.JdkFileChannels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdk.jfr.Recording;

/**
 * The file that the command line made and locked, where it wants the recording. It is opened at the
 * start, so that the command line can remove its name: a file without a name stays behind after
 * nobody, whoever ends first. The lock tells whether the command line still lives: the kernel takes
 * it from it however it ends.
 */
final class RecordingOutput implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private RecordingOutput(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the file, and never makes one: where there is none, there is no command line either.
     *
     * @param file null where there is none
     */
    static RecordingOutput open(Path file) throws IOException {
        return new RecordingOutput(
                file,
                file == null
                        ? null
                        : JdkFileChannels.uninterruptible(
                                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
    }

    /**
     * Runs the steps of the end once, so that the JVM loads their classes now. When the recording ends, the
     * application may have used up the metaspace.
     */
    void rehearseEnd() {
        abandoned();
        if (file != null) {
            remove(file.resolveSibling(file.getFileName() + ".none"));
        }
    }

    /** Whether the command line has ended; false where that cannot be known. */
    boolean abandoned() {
        if (channel == null) {
            return false;
        }
        try (FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException notKnown) {
            return false;
        }
    }

    /** Writes what was recorded. */
    void write(Recording recording) throws IOException {
        if (channel == null) {
            throw new IOException("no file was named for it");
        }
        RecordingSpace.requireForCopy(file, recording.getSize());
        channel.truncate(0);
        // neither is closed: a lock of ours on the file would end with it
        OutputStream out = Channels.newOutputStream(channel);
        try (InputStream content = recording.getStream(null, null)) {
            if (content != null) {
                content.transferTo(out);
            }
        }
    }

    /** Removes the file's name, if it still has one: nobody will fetch it. */
    void remove() {
        if (file != null) {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException notOurs) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // nothing is written any more, so that nothing is lost
            return;
        }
    }
}
