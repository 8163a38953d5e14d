package io.firstfin.kernel.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limits of a process, from {@code /proc/self/limits}. */
public final class ProcLimits {

    /** {@code Max open files            1024                 4096                 files}: the soft limit first. */
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d{1,18}) .*");

    private ProcLimits() {}

    /** How many descriptors this process may have open; -1 when the kernel does not say, or sets no limit. */
    public static long openFiles() {
        try {
            return openFiles(Files.readAllLines(Path.of("/proc/self/limits")));
        } catch (IOException | RuntimeException unknown) {
            return -1;
        }
    }

    static long openFiles(List<String> limits) {
        return limits.stream()
                .map(OPEN_FILES::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .findFirst()
                .orElse(-1);
    }
}
