package io.firstfin.sample.support;

import java.util.concurrent.TimeUnit;

/** Counts what happens, for others to wait for. */
public final class Count {
    private static final long PATIENCE_SECONDS = 120;

    private final String what;
    private int count;

    Count(String what) {
        this.what = what;
    }

    synchronized void one() {
        count++;
        notifyAll();
    }

    synchronized void await(int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (count < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("waited for " + wanted + " " + what + ", saw " + count);
            }
            wait(left);
        }
    }
}
