package io.firstfin.kernel.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a container may still take of memory, by its control groups: files on a tmpfs count as its
 * memory, and it is killed at the limit, long before such a disk is full.
 */
final class MemoryLimit {
    static final long NONE = Long.MAX_VALUE;

    private final Path groups;

    /** @param groups where control groups are mounted, {@code /sys/fs/cgroup} */
    MemoryLimit(Path groups) {
        this.groups = groups;
    }

    /**
     * Bytes left to a process; {@link #NONE} without a limit or where it cannot be told.
     *
     * @param process its folder in {@code /proc}
     */
    long left(Path process) {
        long left = NONE;
        for (String line : lines(process.resolve("cgroup"))) {
            // 4:memory:/docker/2f0e..., or in version 2 0::/user.slice/...
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && List.of(fields[1].split(",")).contains("memory")) {
                left = Math.min(
                        left,
                        leftIn(
                                groups.resolve("memory"),
                                fields[2],
                                "memory.limit_in_bytes",
                                "memory.usage_in_bytes",
                                "total_inactive_file"));
            } else if (fields.length == 3 && fields[1].isEmpty()) {
                left = Math.min(left, leftIn(groups, fields[2], "memory.max", "memory.current", "inactive_file"));
            }
        }
        return left;
    }

    /** The least along the way up: in a container the way may begin at the container's own group. */
    private static long leftIn(Path top, String group, String limit, String usage, String cache) {
        long left = NONE;
        Path folder = top.resolve("." + group).normalize();
        while (folder.startsWith(top)) {
            long most = number(lines(folder.resolve(limit)), "");
            long used = number(lines(folder.resolve(usage)), "");
            if (most != NONE && used != NONE) {
                long back = number(lines(folder.resolve("memory.stat")), cache + " ");
                left = Math.min(left, Math.max(0, most - used + (back == NONE ? 0 : back)));
            }
            folder = folder.getParent();
        }
        return left;
    }

    /** The number behind the prefix; NONE for none, for {@code max}, and for version 1's "no limit". */
    private static long number(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(NONE);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
