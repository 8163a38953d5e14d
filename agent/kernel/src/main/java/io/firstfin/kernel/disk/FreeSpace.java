package io.firstfin.kernel.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** What can still be written to a folder. */
public final class FreeSpace {
    private FreeSpace() {}

    /**
     * Bytes that a process without privileges can still write there, {@code f_bavail} of
     * {@code statvfs(3)}; of a folder that does not exist, those of the folder it would be made in.
     * 0 when it cannot be told.
     */
    public static long of(Path folder) {
        // Files.getFileStore would look for the mount, and fails for one of another namespace
        return existing(folder).toFile().getUsableSpace();
    }

    /**
     * Writes a file there and deletes it: what {@code statvfs} does not show is found out, such as
     * a quota, a lack of inodes, a missing right.
     *
     * @param bytes how large to make the file
     * @throws IOException the system's reason
     */
    public static void probe(Path folder, int bytes) throws IOException {
        Path file = existing(folder).resolve(".firstfin-" + UUID.randomUUID() + ".probe");
        try {
            // not empty blocks: a file system may keep those for nothing
            byte[] content = new byte[bytes];
            Arrays.fill(content, (byte) '.');
            Files.createFile(file);
            // not through a channel: one fails on a thread that somebody interrupted
            try (OutputStream out = new FileOutputStream(file.toFile())) {
                out.write(content);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath();
        while (!Files.isDirectory(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
