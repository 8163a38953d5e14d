package io.firstfin.cli.record;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.message.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The file in the JVM's own /tmp where it leaves a recording for us to fetch. It is there, empty and locked by us, from
 * the start: the JVM never makes it, and once the lock is gone knows that we are.
 *
 * <p>Folder and file stay open here. They outlive the JVM, whose /proc/PID/root does not; and once the agent has opened
 * the file, too, its name is removed, so that it is gone with the last of the two processes, however they end.
 */
public final class TargetTemp implements AutoCloseable {
    private static final Path TMP = Path.of("tmp");
    private static final Pattern OURS = Pattern.compile("firstfin-\\d+-[0-9a-f-]{36}\\.jfr");
    /** Between its making and our lock on it there is a moment. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final SecureDirectoryStream<Path> folder;
    private final Path name;
    private FileChannel file;

    private TargetTemp(SecureDirectoryStream<Path> folder, Path name) {
        this.folder = folder;
        this.name = name;
    }

    /** Makes the file, which nobody but the JVM's user can read. */
    public static TargetTemp in(JvmProcess jvm) {
        try {
            removeForgotten(jvm.root());
            TargetTemp temp = new TargetTemp(
                    openFolder(jvm.root()), Path.of("firstfin-" + jvm.pid() + "-" + UUID.randomUUID() + ".jfr"));
            try {
                temp.make(jvm);
                return temp;
            } catch (IOException e) {
                temp.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Failure(
                    "cannot make a file in /tmp of process " + jvm.pid() + " (" + e.getMessage()
                            + "): see that there is room and that it is writable",
                    e);
        }
    }

    String seenByTheJvm() {
        return "/tmp/" + name;
    }

    /** What the JVM wrote so far; closing it closes nothing of ours. */
    InputStream content() throws IOException {
        file.position(0);
        return new FilterInputStream(Channels.newInputStream(file)) {
            @Override
            public void close() {
                // our lock on the file would end with it
            }
        };
    }

    /** Whether the JVM wrote nothing so far. */
    boolean isEmpty() {
        try {
            return file.size() == 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Removes the name of the file, which stays open here and in the JVM. */
    void removeName() {
        try {
            folder.deleteFile(name);
        } catch (IOException gone) {
            // removed already, or with its container
            return;
        }
    }

    @Override
    public void close() {
        removeName();
        try (FileChannel ours = file;
                SecureDirectoryStream<Path> open = folder) {
            file = null;
        } catch (IOException e) {
            // the JVM has ended and its container with it
            return;
        }
    }

    private void make(JvmProcess jvm) throws IOException {
        Path path = jvm.root().resolve(TMP).resolve(name);
        // also when we are told to end at once
        path.toFile().deleteOnExit();
        file = (FileChannel) folder.newByteChannel(
                name,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        giveTo(jvm, path);
        file.lock();
    }

    /** Where both were killed before the JVM had opened the file, its name stayed, and nobody is left to ask. */
    private static void removeForgotten(Path root) {
        try (SecureDirectoryStream<Path> tmp = openFolder(root)) {
            for (Path file : tmp) {
                Path name = file.getFileName();
                if (OURS.matcher(name.toString()).matches() && isForgotten(tmp, name)) {
                    tmp.deleteFile(name);
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            // whatever is wrong with the folder, the file that is needed now will tell
            return;
        }
    }

    private static boolean isForgotten(SecureDirectoryStream<Path> tmp, Path name) throws IOException {
        BasicFileAttributes file = tmp.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        boolean old = file.lastModifiedTime().toInstant().isBefore(Instant.now().minus(FORGOTTEN));
        if (!file.isRegularFile() || file.size() > 0 || !old) {
            return false;
        }
        try (FileChannel open =
                (FileChannel) tmp.newByteChannel(name, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            return open.tryLock() != null;
        }
    }

    private static SecureDirectoryStream<Path> openFolder(Path root) throws IOException {
        if (Files.isSymbolicLink(root.resolve(TMP))) {
            throw new IOException("/tmp is a symbolic link, which could lead anywhere");
        }
        try (SecureDirectoryStream<Path> top = (SecureDirectoryStream<Path>) Files.newDirectoryStream(root)) {
            return top.newDirectoryStream(TMP, LinkOption.NOFOLLOW_LINKS);
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
