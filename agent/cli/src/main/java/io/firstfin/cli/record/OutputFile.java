package io.firstfin.cli.record;

import io.firstfin.cli.message.Failure;
import io.firstfin.kernel.disk.FreeSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A file that is either written whole or not at all.
 *
 * <p>Its folder is tried out at once, so that one that is not writable or full is known before the JVM
 * is touched. What is written goes to a file beside it first; closing without {@link #commit} removes
 * that and leaves what was there before.
 */
public final class OutputFile implements AutoCloseable {
    private static final int PROBE_BYTES = 256 * 1024;
    /** As many as the kernel follows. */
    private static final int MOST_LINKS = 40;
    /** A link of root's to what belongs to the user that we act as; only Linux has it. */
    private static final Path SELF = Path.of("/proc/self");

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private final Path file;
    private final Path target;
    private final Path partial;
    private final boolean replace;

    private OutputFile(Path file, Path target, Path partial, boolean replace) {
        this.file = file;
        this.target = target;
        this.partial = partial;
        this.replace = replace;
    }

    public static OutputFile reserve(Path file, boolean replace) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Failure(file + " is a folder or a device: name a file");
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        try {
            Path target = target(file);
            Path partial = target.resolveSibling(".firstfin-" + UUID.randomUUID() + ".part");
            requireFolder(file, target.getParent());
            return new OutputFile(file, target, partial, replace);
        } catch (IOException e) {
            throw new Failure(
                    "cannot write to the folder of " + file + ": name a file in an existing folder you may write to",
                    e);
        }
    }

    /**
     * Writes a file, replacing it whole.
     *
     * @param remedy what to do if it cannot be written
     */
    public static void write(Path file, byte[] content, String remedy) {
        try (OutputFile output = reserve(file, true)) {
            output.commit(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new Failure("cannot write " + file + " (" + e.getMessage() + "): " + remedy, e);
        }
    }

    /** The name a recording gets when the user gave none. */
    public static Path nameFor(long pid, LocalDateTime now) {
        return Path.of("firstfin-" + pid + "-" + STAMP.format(now) + ".jfr");
    }

    /** The name the user gave it. */
    Path file() {
        return file;
    }

    /** What was written so far, without its name. */
    Path partial() {
        return partial;
    }

    /** Fills the file, and does not give it its name yet. */
    void fill(InputStream content) throws IOException {
        partial.toFile().deleteOnExit();
        Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Fills the file and gives it its name in one step. */
    Path commit(InputStream content) throws IOException {
        fill(content);
        return commit();
    }

    /** Gives the file its name. */
    Path commit() throws IOException {
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it was made meanwhile");
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    /** Where a link leads, if it is one that may be followed; else the name itself, and never through it. */
    private static Path target(Path file) throws IOException {
        requireOwnLink(file);
        Path absolute = file.toAbsolutePath();
        return Files.isSymbolicLink(file) && Files.exists(file)
                ? file.toRealPath()
                : absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    /**
     * In a folder that others may write to, somebody else's link would have root replace any file. The
     * kernel's fs.protected_symlinks is about opening, and we rename.
     */
    private static void requireOwnLink(Path file) throws IOException {
        Path link = file.toAbsolutePath();
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(link) && Files.exists(SELF); i++) {
            int owner = uid(link, LinkOption.NOFOLLOW_LINKS);
            if (owner != 0 && owner != uid(SELF)) {
                throw new Failure(file + " is a symbolic link of another user (uid " + owner
                        + "), which could lead anywhere: name another file, or remove it");
            }
            link = link.resolveSibling(Files.readSymbolicLink(link));
        }
    }

    private static int uid(Path path, LinkOption... options) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", options);
    }

    private static void requireFolder(Path file, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (FreeSpace.of(folder) < PROBE_BYTES) {
            throw new Failure(
                    "no room is left in the folder of " + file + ": free some space, or name a file elsewhere");
        }
        FreeSpace.probe(folder, PROBE_BYTES);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // the name says whose it is, and the recording is what counts
            return;
        }
    }

    private static Failure exists(Path file) {
        return new Failure(file + " exists: choose another --output, or add --force to replace it");
    }
}
