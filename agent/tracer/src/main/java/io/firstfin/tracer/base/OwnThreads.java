package io.firstfin.tracer.base;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Our threads: daemons of the system's thread group, so that the application does not come upon them in a
 * group of its own; named so that the kernel shows them apart, which is where their CPU time is read:
 * {@code java.lang.management} would load a good deal into the application.
 */
public final class OwnThreads {

    private static final String PREFIX = "firstfin-";

    private OwnThreads() {}

    /** @param role a few letters: the kernel keeps 15 of a thread's name */
    public static Thread start(String role, Runnable task) {
        Thread thread = new Thread(systemGroup(), task, PREFIX + role, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }

    /** The group above all others. */
    public static ThreadGroup systemGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** CPU time of our running threads in nanoseconds; 0 where {@code /proc} does not tell. */
    public static long cpuNanos() {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                if (read(task, "comm").startsWith(PREFIX)) {
                    String schedstat = read(task, "schedstat");
                    sum += Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
                }
            }
        } catch (IOException | RuntimeException threadEndedOrNoProcfs) {
            return sum;
        }
        return sum;
    }

    /** Not by {@link Files}: that asks of its channel whether it is a socket's, and the JVM loads that class for it. */
    private static String read(Path task, String file) throws IOException {
        try (InputStream in = new FileInputStream(task.resolve(file).toString())) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
