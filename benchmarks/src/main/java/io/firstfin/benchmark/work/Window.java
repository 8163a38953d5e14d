package io.firstfin.benchmark.work;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Repeats one unit of work: first to warm up, then equally long while its use of the process is measured. */
final class Window {

    private Window() {}

    /** One unit of work. */
    interface Unit {
        void run() throws Exception;
    }

    static void atFullSpeed(String millis, Unit unit) throws Exception {
        atRate(millis, 0, unit);
    }

    /** @param perSecond units to begin in each second; 0 for as many as possible */
    static void atRate(String millis, int perSecond, Unit unit) throws Exception {
        long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
        measure(() -> repeat(Long.MAX_VALUE, nanos, perSecond, unit));
    }

    /** At full speed, and the same number of units on a slow machine as on a fast one. */
    static void counted(long units, Unit unit) throws Exception {
        measure(() -> repeat(units, Long.MAX_VALUE, 0, unit));
    }

    /** @param work answers how many units it did */
    private static void measure(Callable<Long> work) throws Exception {
        // loads what measures, which is no part of the work
        new Allocation();
        Usage.now();
        work.call();
        Usage before = Usage.now();
        Allocation allocation = new Allocation();
        long units = work.call();
        allocation.printSince("", units);
        Usage.now().printSince(before, units);
    }

    private static long repeat(long most, long nanos, int perSecond, Unit unit) throws Exception {
        long start = System.nanoTime();
        long units = 0;
        while (units < most && System.nanoTime() - start < nanos) {
            unit.run();
            units++;
            if (perSecond > 0) {
                waitUntil(start + units * TimeUnit.SECONDS.toNanos(1) / perSecond);
            }
        }
        return units;
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
