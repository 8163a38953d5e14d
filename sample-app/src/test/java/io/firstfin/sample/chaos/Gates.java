package io.firstfin.sample.chaos;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets the two endpoints of a connection go on together. Each counts the gates it has come to. */
final class Gates {
    private static final long PATIENCE_NANOS = 20_000_000;
    private static final long SPIN_NANOS = 200_000;

    private final AtomicInteger mine;
    private final AtomicInteger others;
    private int passed;

    private Gates(AtomicInteger mine, AtomicInteger others) {
        this.mine = mine;
        this.others = others;
    }

    static Gates[] pair() {
        AtomicInteger one = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        return new Gates[] {new Gates(one, other), new Gates(other, one)};
    }

    void pass() {
        passed++;
        mine.incrementAndGet();
        long start = System.nanoTime();
        while (others.get() < passed) {
            long waited = System.nanoTime() - start;
            if (waited > PATIENCE_NANOS) {
                return;
            }
            if (waited > SPIN_NANOS) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Nobody needs to wait for this endpoint any more. */
    void leave() {
        mine.set(Integer.MAX_VALUE / 2);
    }
}
