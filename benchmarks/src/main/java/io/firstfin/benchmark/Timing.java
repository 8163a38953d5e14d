package io.firstfin.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Runs one operation over and over: half of the time to warm up, half to measure. What is measured is
 * the CPU time of the one thread that does it: on a machine that others use too, the time on the wall
 * tells more about them.
 */
final class Timing {

    private static final int SLICES = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Timing() {}

    /** An operation on sockets. */
    interface Operation {
        void run() throws IOException;
    }

    /** Prints the median over slices of time, in nanoseconds of CPU for one operation. */
    static void print(int millis, Operation operation) throws IOException {
        print(millis, operation, THREADS::getCurrentThreadCpuTime);
    }

    /** The same in nanoseconds on the wall, for what other threads have a part in. */
    static void printWall(int millis, Operation operation) throws IOException {
        print(millis, operation, System::nanoTime);
    }

    private static void print(int millis, Operation operation, LongSupplier clock) throws IOException {
        long sliceNanos = millis * 1_000_000L / (2 * SLICES);
        for (int i = 0; i < SLICES; i++) {
            slice(sliceNanos, operation, clock);
        }
        double[] nanos = new double[SLICES];
        for (int i = 0; i < SLICES; i++) {
            nanos[i] = slice(sliceNanos, operation, clock);
        }
        Arrays.sort(nanos);
        System.out.println(nanos[SLICES / 2]);
    }

    private static double slice(long nanos, Operation operation, LongSupplier clock) throws IOException {
        long before = clock.getAsLong();
        long start = System.nanoTime();
        long count = 0;
        long now = start;
        while (now - start < nanos) {
            for (int i = 0; i < 16; i++) {
                operation.run();
            }
            count += 16;
            now = System.nanoTime();
        }
        return (double) (clock.getAsLong() - before) / count;
    }
}
