package io.firstfin.tracer.diagnose;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.PortWatch.Call;
import io.firstfin.tracer.site.CallSite;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks at the kernel's table when a call found no free port, on a thread of its own that sleeps until
 * then. The thread that failed leaves a note, once a second at most; the others that fail meanwhile are
 * counted.
 */
public final class BlackBox implements Runnable {

    private static final long SECOND = 1_000_000_000L;

    private final Consumer<Failure> teller;
    private final Consumer<Throwable> errors;
    private final AtomicReference<Failure> note = new AtomicReference<>();
    private final AtomicLong lastNoted = new AtomicLong(System.nanoTime() - SECOND);
    private final AtomicInteger suppressed = new AtomicInteger();
    private volatile Thread thread;
    private volatile boolean stopped;

    /**
     * A call that found no free port.
     *
     * @param asked where a connect was to go, or what a bind was to take
     * @param site of the call that failed; null when not known
     * @param suppressed failures before it that left no note
     */
    record Failure(
            Call call,
            String api,
            InetSocketAddress asked,
            String text,
            String site,
            int suppressed) {}

    /** @param teller tells of a failure, on our thread */
    BlackBox(Consumer<Failure> teller, Consumer<Throwable> errors) {
        this.teller = teller;
        this.errors = errors;
    }

    /** Called on the thread that failed. */
    void note(Call call, Connection connection, InetSocketAddress asked, String text) {
        long now = System.nanoTime();
        long last = lastNoted.get();
        if (now - last < SECOND || !lastNoted.compareAndSet(last, now)) {
            suppressed.incrementAndGet();
            return;
        }
        note.set(
                new Failure(
                        call,
                        connection.api(),
                        asked,
                        text,
                        CallSite.here(),
                        suppressed.getAndSet(0)));
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            Failure failure = note.getAndSet(null);
            if (failure == null) {
                LockSupport.park(this);
                continue;
            }
            try {
                teller.accept(failure);
            } catch (Throwable e) {
                errors.accept(e);
            }
        }
    }

    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
