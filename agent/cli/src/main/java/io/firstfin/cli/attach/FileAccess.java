package io.firstfin.cli.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whether another user could read a file, by the permission bits of it and of every folder above. */
final class FileAccess {
    private static final int READ = 4;
    private static final int SEARCH = 1;

    private FileAccess() {}

    static boolean readable(Path file, int uid, int gid) throws IOException {
        if (uid == 0) {
            return true;
        }
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (!allowed(folder, uid, gid, SEARCH)) {
                return false;
            }
        }
        return allowed(file, uid, gid, READ);
    }

    static int owner(Path file) throws IOException {
        return attribute(file, "uid");
    }

    private static boolean allowed(Path path, int uid, int gid, int wanted) throws IOException {
        int mode = attribute(path, "mode");
        int shift = owner(path) == uid ? 6 : attribute(path, "gid") == gid ? 3 : 0;
        return (mode >> shift & wanted) != 0;
    }

    private static int attribute(Path path, String name) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }
}
