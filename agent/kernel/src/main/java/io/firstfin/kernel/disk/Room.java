package io.firstfin.kernel.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The room in a folder of a process: on its disk, or in its memory where the disk is a tmpfs. */
public final class Room {
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
    private final Path folder;
    private final Path process;
    private final boolean inMemory;

    /**
     * Looks up once what the folder is on.
     *
     * @param folder as we see it
     * @param seen its path as the process sees it
     * @param process the folder of the process in {@code /proc}
     */
    public Room(Path folder, String seen, Path process) {
        this.folder = folder;
        this.process = process;
        this.inMemory = Mounts.inMemory(seen, mountinfo(process));
    }

    /** In a folder of this process. */
    public static Room in(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return new Room(absolute, absolute.toString(), Path.of("/proc/self"));
    }

    /** Bytes that can be written now. */
    public long free() {
        long disk = FreeSpace.of(folder);
        return inMemory ? Math.min(disk, new MemoryLimit(CONTROL_GROUPS).left(process)) : disk;
    }

    private static List<String> mountinfo(Path process) {
        try {
            return Files.readAllLines(process.resolve("mountinfo"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
