package io.firstfin.kernel.syscall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of our own for JNA to unpack its library into. JNA deletes the library once it is loaded,
 * but leaves it, in part, where there was no room for all of it; we leave nothing.
 */
final class UnpackFolder implements AutoCloseable {
    private final Path folder;

    /** Makes it below another. */
    UnpackFolder(String parent) {
        try {
            folder = Files.createTempDirectory(Path.of(parent), ".firstfin-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() {
        try {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            // an empty folder in a temporary directory, at worst
            return;
        }
    }
}
