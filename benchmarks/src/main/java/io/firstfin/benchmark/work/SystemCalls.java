package io.firstfin.benchmark.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** Counts the system calls of one thread by strace. */
final class SystemCalls {

    /** Calls for memory and for waiting: how many there are depends on the moment, not on the work. */
    private static final Set<String> LEFT_OUT =
            Set.of("futex", "mmap", "munmap", "mprotect", "madvise", "brk", "sched_yield", "rt_sigreturn", "total");

    private SystemCalls() {}

    /** Work on sockets. */
    interface Task {
        void run() throws IOException;
    }

    /**
     * Runs a task on a thread of its own, and prints how often a unit of work makes each call. Without strace it prints
     * why there are no figures.
     */
    static void print(String name, long units, Task task) throws Exception {
        CompletableFuture<Path> self = new CompletableFuture<>();
        CountDownLatch begin = new CountDownLatch(1);
        FutureTask<Void> counted = new FutureTask<>(() -> {
            self.complete(Path.of("/proc/thread-self").toRealPath());
            begin.await();
            task.run();
            return null;
        });
        new Thread(counted, "counted").start();
        Path summary = Files.createTempFile("firstfin-benchmark", ".strace");
        try (BufferedReader strace = attach(self.get(), summary)) {
            String answer = strace.readLine();
            begin.countDown();
            counted.get();
            // the end of the thread ends strace, and so its output
            while (strace.readLine() != null) {}
            if (answer == null || !answer.endsWith("attached")) {
                System.out.println("skipped: system calls, as strace says " + answer);
            }
            print("calls." + name + ".", units, Files.readAllLines(summary));
        } catch (IOException e) {
            begin.countDown();
            System.out.println("skipped: system calls, as strace does not start: " + e.getMessage());
        } finally {
            Files.delete(summary);
        }
    }

    private static BufferedReader attach(Path thread, Path summary) throws IOException {
        return new ProcessBuilder(
                        "strace",
                        "-c",
                        "-o",
                        summary.toString(),
                        "-p",
                        thread.getFileName().toString())
                .redirectErrorStream(true)
                .start()
                .inputReader();
    }

    /** A line is such as {@code 17.44 0.004398 48 91 clone}, with a number of errors before the name if there are any. */
    private static void print(String prefix, long units, List<String> summary) {
        double all = 0;
        for (String line : summary) {
            String[] columns = line.trim().split(" +");
            String call = columns[columns.length - 1];
            if (columns.length >= 5 && Character.isDigit(columns[0].charAt(0)) && !LEFT_OUT.contains(call)) {
                double perUnit = Math.round(10 * Double.parseDouble(columns[3]) / units) / 10.0;
                all += perUnit;
                Figure.print(prefix + call, perUnit);
            }
        }
        if (all > 0) {
            Figure.print(prefix + "all", all);
        }
    }
}
