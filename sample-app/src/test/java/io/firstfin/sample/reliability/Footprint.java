package io.firstfin.sample.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds once all garbage is collected: open descriptors, threads of the kernel, class loaders but
 * those that JDK 17 makes for methods that reflection calls often, loaded classes with the hidden ones,
 * kilobytes of metaspace in use, kilobytes of objects on the heap.
 */
record Footprint(int descriptors, int threads, int loaders, int classes, int metaspace, int heap) {
    private static final Pattern LOADER = Pattern.compile("(?m)^0x(?!.*DelegatingClassLoader)");
    /** Classes, and bytes of blocks in use. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total = \\d+ +(\\d+) +\\d+ +(\\d+)");

    private static final String STATISTICS = "VM.classloader_stats";
    private static final String FIRSTFIN = "io.firstfin.launcher.ZoneLoader";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int REST_KB = 64;
    /** Objects, and their bytes. What GC.heap_info tells has the buffers of the threads in it, used or not. */
    private static final Pattern OBJECTS = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    /**
     * The same once the class loader of FirstFin is gone: it is collected some time after detach. Empty where it
     * stays.
     */
    static Optional<Footprint> withoutFirstFin(TrialJvm jvm) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Footprint now = of(jvm);
        while (jvm.jcmd(STATISTICS).contains(FIRSTFIN)) {
            if (System.nanoTime() - deadline > 0) {
                return Optional.empty();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            now = of(jvm);
        }
        return Optional.of(now);
    }

    /** The same once the heap shrinks no more: what FirstFin has in hand of the last closes has gone by then. */
    static Footprint atRest(TrialJvm jvm) throws Exception {
        Footprint last = of(jvm);
        Footprint now = last;
        do {
            last = now;
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            now = of(jvm);
        } while (now.heap < last.heap - REST_KB);
        return now;
    }

    static Footprint of(TrialJvm jvm) throws Exception {
        // a loader's classes go with the second collection: the first one clears what refers to it
        jvm.jcmd("GC.run");
        jvm.jcmd("GC.run");
        String heap = jvm.jcmd("GC.class_histogram");
        String stats = jvm.jcmd(STATISTICS);
        return new Footprint(
                entries(jvm.pid(), "fd"),
                entries(jvm.pid(), "task"),
                (int) LOADER.matcher(stats).results().count(),
                number(TOTAL, 1, stats),
                number(TOTAL, 2, stats) / 1024,
                number(OBJECTS, 1, heap) / 1024);
    }

    /** Whether there are no more descriptors, threads and class loaders than before. */
    boolean fits(Footprint before) {
        return descriptors <= before.descriptors && threads <= before.threads && loaders <= before.loaders;
    }

    /** What was added since, for each of the cycles. */
    String growth(Footprint before, int cycles) {
        return String.format(
                Locale.ROOT,
                "descriptors %+d, threads %+d, class loaders %+d;"
                        + " a cycle: %+.1f classes, %+.0f KB of metaspace, %+.0f KB of heap",
                descriptors - before.descriptors,
                threads - before.threads,
                loaders - before.loaders,
                (classes - before.classes) / (double) cycles,
                (metaspace - before.metaspace) / (double) cycles,
                (heap - before.heap) / (double) cycles);
    }

    private static int number(Pattern pattern, int group, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("not understood: " + text);
        }
        return Integer.parseInt(matcher.group(group));
    }

    private static int entries(long pid, String kind) throws Exception {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), kind))) {
            return (int) entries.count();
        }
    }
}
