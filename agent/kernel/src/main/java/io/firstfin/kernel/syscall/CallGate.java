package io.firstfin.kernel.syscall;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the native calls under way, so that what they run on is freed only when none is. The count
 * is spread over cells a cache line apart: threads that call at once do not slow each other.
 */
final class CallGate {
    private static final int CELLS = 16;
    private static final int STRIDE = 16; // ints in a cache line of 64 bytes

    private final AtomicIntegerArray inside = new AtomicIntegerArray(CELLS * STRIDE);
    private volatile boolean open;

    /** The ticket to {@link #leave} with; -1 when the gate is shut. */
    int enter() {
        int cell = (System.identityHashCode(Thread.currentThread()) & (CELLS - 1)) * STRIDE;
        // First the count, then the look: who shuts the gate first shuts it and then counts.
        inside.incrementAndGet(cell);
        if (open) {
            return cell;
        }
        inside.decrementAndGet(cell);
        return -1;
    }

    void leave(int ticket) {
        inside.decrementAndGet(ticket);
    }

    void open() {
        open = true;
    }

    /** Lets nobody in any more, and waits for those inside; false when some stay too long. */
    boolean shut(long waitNanos) {
        open = false;
        long start = System.nanoTime();
        for (int cell = 0; cell < CELLS * STRIDE; cell += STRIDE) {
            while (inside.get(cell) != 0) {
                if (System.nanoTime() - start > waitNanos) {
                    return false;
                }
                Thread.yield();
            }
        }
        return true;
    }
}
