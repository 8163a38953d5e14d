package io.firstfin.benchmark.work;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * What this process has used since its start: wall time, CPU time, and both CPU time and wake-ups of each thread.
 *
 * @param begin before the threads were read, which takes milliseconds
 * @param end after that
 * @param threads by the kernel's number of the thread
 */
record Usage(Moment begin, Moment end, Map<String, ThreadUsage> threads) {

    /** A process whose CPU time counts as ours, such as one that copies the kernel's trace to a file. */
    private static final Long HELPER = Long.getLong("benchmark.helper");

    private static final String MEASURING = "measuring";

    private static final long PROCESS_STEPS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Wall and CPU time of the process. */
    record Moment(long wallNanos, long cpuNanos) {
        static Moment now() {
            return new Moment(System.nanoTime(), PROCESS.getProcessCpuTime() + helperNanos());
        }
    }

    /** @param wakeUps voluntary context switches: each wait of the thread that ended by a wake-up */
    record ThreadUsage(ThreadKind kind, long cpuNanos, long wakeUps) {}

    /** Reads all threads but the one that reads, which is a thread of its own: the caller's own use stays as it is. */
    static Usage now() throws ExecutionException, InterruptedException {
        FutureTask<Usage> reading = new FutureTask<>(Usage::read);
        new Thread(reading, MEASURING).start();
        return reading.get();
    }

    private static Usage read() throws IOException {
        Moment begin = Moment.now();
        Map<String, ThreadUsage> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm"));
                    if (!name.startsWith(MEASURING)) {
                        threads.put(task.getFileName().toString(), read(ThreadKind.of(name), task));
                    }
                } catch (NoSuchFileException endedMeanwhile) {
                    continue;
                }
            }
        }
        return new Usage(begin, Moment.now(), threads);
    }

    private static ThreadUsage read(ThreadKind kind, Path task) throws IOException {
        String cpuNanos = Files.readString(task.resolve("schedstat")).split(" ")[0];
        String wakeUps = Files.readAllLines(task.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
        return new ThreadUsage(kind, Long.parseLong(cpuNanos), Long.parseLong(wakeUps));
    }

    private static long helperNanos() {
        if (HELPER == null) {
            return 0;
        }
        return ProcessHandle.of(HELPER)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toNanos();
    }

    /**
     * Prints what was used between an earlier moment and this one, divided by the units of work. The JVM reads the CPU
     * time of the process in steps of 10 ms, that of each thread is exact: so the process counts as the sum of its
     * threads, unless it used clearly more, which were threads that ended.
     */
    void printSince(Usage before, long units) {
        Map<ThreadKind, Long> cpu = new EnumMap<>(ThreadKind.class);
        Map<ThreadKind, Long> wakeUps = new EnumMap<>(ThreadKind.class);
        threads.forEach((id, now) -> {
            ThreadUsage then = before.threads.getOrDefault(id, new ThreadUsage(now.kind, 0, 0));
            cpu.merge(now.kind, now.cpuNanos - then.cpuNanos, Long::sum);
            wakeUps.merge(now.kind, now.wakeUps - then.wakeUps, Long::sum);
        });
        long ended = begin.cpuNanos - before.end.cpuNanos - sum(cpu);
        if (ended > PROCESS_STEPS) {
            cpu.merge(ThreadKind.REST, ended, Long::sum);
        }
        Figure.print("wall", begin.wallNanos - before.end.wallNanos, units);
        Figure.print("cpu", sum(cpu), units);
        for (ThreadKind kind : ThreadKind.values()) {
            Figure.print("cpu." + kind, cpu.getOrDefault(kind, 0L), units);
            Figure.print("wakeUps." + kind, wakeUps.getOrDefault(kind, 0L), units);
        }
        cpu.keySet().retainAll(List.of(ThreadKind.SETTLER, ThreadKind.FIRSTFIN, ThreadKind.JFR_PERIODIC));
        Figure.print("cpu.sampling", sum(cpu), units);
    }

    private static long sum(Map<ThreadKind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
