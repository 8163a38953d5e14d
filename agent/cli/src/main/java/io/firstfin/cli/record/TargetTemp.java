package io.firstfin.cli.record;

import io.firstfin.cli.Failure;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The file in the JVM's own /tmp where it leaves a recording for us to fetch. It stands there, empty
 * and locked by us, from the start: the JVM never makes it, and once file or lock are gone knows that
 * we are.
 */
public final class TargetTemp implements AutoCloseable {
    private final Path file;
    private FileChannel locked;

    private TargetTemp(Path file) {
        this.file = file;
    }

    /** Makes the file, which nobody but the JVM's user can read. */
    public static TargetTemp in(JvmProcess jvm) {
        Path folder = jvm.root().resolve("tmp");
        Path file = folder.resolve(
                "firstfin-" + jvm.pid() + "-" + UUID.randomUUID() + ".jfr");
        // also when we are told to end at once
        file.toFile().deleteOnExit();
        TargetTemp temp = new TargetTemp(file);
        try {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException("/tmp is a symbolic link, which could lead anywhere");
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
            giveTo(jvm, file);
            temp.lock();
            return temp;
        } catch (IOException e) {
            temp.close();
            throw new Failure("cannot make a file in /tmp of process " + jvm.pid() + " ("
                    + e.getMessage() + "): see that there is room and that it is writable", e);
        }
    }

    String seenByTheJvm() {
        return "/tmp/" + file.getFileName();
    }

    /** The file as we see it. */
    Path file() {
        return file;
    }

    /** Never follows a link: in a world-writable folder it could lead to a file of ours. */
    InputStream open() throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void lock() throws IOException {
        locked = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        locked.lock();
    }

    @Override
    public void close() {
        try (FileChannel unlocked = locked) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the JVM has ended and its container with it
            return;
        }
    }

    private static void giveTo(JvmProcess jvm, Path file) throws IOException {
        int theirs = jvm.status().map(ProcessStatus::uid).orElse(0);
        Object ours = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!ours.equals(theirs)) {
            Files.setAttribute(file, "unix:uid", theirs, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
