package io.firstfin.benchmark.work;

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
        // loads what measures, which is no part of the work
        new Allocation();
        Usage.now();
        repeat(nanos, perSecond, unit);
        Usage before = Usage.now();
        Allocation allocation = new Allocation();
        long units = repeat(nanos, perSecond, unit);
        allocation.printSince("", units);
        Usage.now().printSince(before, units);
    }

    private static long repeat(long nanos, int perSecond, Unit unit) throws Exception {
        long start = System.nanoTime();
        long units = 0;
        while (System.nanoTime() - start < nanos) {
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
