package io.firstfin.sample.reliability;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that does nothing but wake up each millisecond, and keeps how late it was at the worst: whatever
 * stops the application's threads stops this one, too.
 */
final class LongestGap {
    private static final long STEP_MILLIS = 1;

    private final AtomicLong longestNanos = new AtomicLong();

    void start() {
        Thread thread = new Thread(this::run, "longest gap");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the longest gap since the last call, in nanoseconds. */
    long take() {
        return longestNanos.getAndSet(0);
    }

    private void run() {
        long last = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            long now = System.nanoTime();
            longestNanos.accumulateAndGet(now - last, Math::max);
            last = now;
        }
    }
}
