package io.firstfin.kernel.syscall;

import io.firstfin.kernel.disk.FreeSpace;
import io.firstfin.kernel.disk.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds a directory from which a shared library can be loaded: writable, with some room, and not on
 * a file system mounted {@code noexec}. A container with a read-only root often has one left in
 * {@code /dev/shm}.
 */
final class ExecutableTemp {
    /** JNA's library takes 132 KB, and the disk is not ours to fill. */
    private static final long NEEDED = 4L << 20;

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private ExecutableTemp() {}

    /** The first that will do; null when none does. */
    static String find() {
        List<String> mounts = mounts();
        return Stream.of(
                        System.getProperty("jna.tmpdir"),
                        System.getProperty("java.io.tmpdir"),
                        "/tmp",
                        "/var/tmp",
                        "/dev/shm")
                .filter(Objects::nonNull)
                .filter(directory -> Files.isWritable(Path.of(directory)))
                .filter(directory -> FreeSpace.of(Path.of(directory)) >= NEEDED)
                .filter(directory -> !Mounts.isNoexec(realPath(directory), mounts))
                .findFirst()
                .orElse(null);
    }

    private static String realPath(String directory) {
        try {
            return Path.of(directory).toRealPath().toString();
        } catch (IOException e) {
            return directory;
        }
    }

    private static List<String> mounts() {
        try {
            return Files.readAllLines(MOUNTS);
        } catch (IOException e) {
            return List.of();
        }
    }
}
