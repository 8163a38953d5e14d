package io.firstfin.kernel.disk;

import java.util.List;

/** What a process has mounted where, by its {@code /proc/PID/mountinfo}. */
public final class Mounts {
    // 36 35 98:0 /root /mount/point rw,noexec,relatime shared:1 - ext4 /dev/sda rw
    private static final int POINT = 4;
    private static final int OPTIONS = 5;

    private Mounts() {}

    /** Whether programs and libraries on the mount that holds this path cannot be run. */
    public static boolean isNoexec(String path, List<String> mountinfo) {
        String[] mount = holder(path, mountinfo);
        return List.of(mount[OPTIONS].split(",")).contains("noexec");
    }

    /** Whether the files on the mount that holds this path are in memory. */
    static boolean inMemory(String path, List<String> mountinfo) {
        List<String> mount = List.of(holder(path, mountinfo));
        int dash = mount.indexOf("-");
        return dash > 0 && dash + 1 < mount.size() && List.of("tmpfs", "ramfs").contains(mount.get(dash + 1));
    }

    /** The longest match, of those the last. */
    private static String[] holder(String path, List<String> mountinfo) {
        String[] holder = {"", "", "", "", "", ""};
        for (String line : mountinfo) {
            String[] fields = line.split(" ");
            if (fields.length > OPTIONS
                    && holds(fields[POINT], path)
                    && fields[POINT].length() >= holder[POINT].length()) {
                holder = fields;
            }
        }
        return holder;
    }

    private static boolean holds(String mountPoint, String path) {
        return mountPoint.equals("/") || path.equals(mountPoint) || path.startsWith(mountPoint + "/");
    }
}
