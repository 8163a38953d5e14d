package io.firstfin.kernel.tcpinfo;

import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few pieces of memory lent to whichever thread comes. Not one per thread, since virtual threads
 * come in millions; and no lock, since these are the host's threads. When all are lent, which takes
 * as many threads in the same microsecond, the next gets a piece of its own.
 */
final class MemoryStripes {
    private static final int STRIPES = 16;

    private final AtomicReferenceArray<NativeMemory> free = new AtomicReferenceArray<>(STRIPES);
    private final SystemCalls calls;
    private final int size;

    MemoryStripes(SystemCalls calls, int size) {
        this.calls = calls;
        this.size = size;
    }

    NativeMemory take() {
        int home = home();
        for (int i = 0; i < STRIPES; i++) {
            int stripe = (home + i) & (STRIPES - 1);
            NativeMemory memory = free.get(stripe);
            if (memory != null && free.compareAndSet(stripe, memory, null)) {
                return memory;
            }
        }
        return calls.allocate(size);
    }

    void giveBack(NativeMemory memory) {
        int home = home();
        for (int i = 0; i < STRIPES; i++) {
            if (free.compareAndSet((home + i) & (STRIPES - 1), null, memory)) {
                return;
            }
        }
    }

    private static int home() {
        return System.identityHashCode(Thread.currentThread()) & (STRIPES - 1);
    }
}
