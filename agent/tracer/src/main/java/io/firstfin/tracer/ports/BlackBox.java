package io.firstfin.tracer.ports;

import io.firstfin.tracer.base.Pause;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.DescriptorExhaustion;
import io.firstfin.tracer.sink.PortExhaustion.Call;
import io.firstfin.tracer.sink.PortExhaustion.Failure;
import io.firstfin.tracer.sink.PortInUse.Conflict;
import io.firstfin.tracer.site.CallSite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Reads the kernel's table when a call found no free port, found its port in use, or got no descriptor, on a thread of
 * its own that sleeps until then. The thread that failed leaves a note, of each kind once a second at
 * most; the others that fail meanwhile are counted.
 */
public final class BlackBox implements Runnable {

    private final Consumer<Throwable> errors;
    private final Note<Failure> failures;
    private final Note<Conflict> conflicts;
    private final Note<DescriptorExhaustion.Failure> descriptors;
    private volatile Thread thread;
    private volatile boolean stopped;

    /**
     * Finds out about a failure and reports it, on our thread.
     *
     * @param <T> what was noted of it
     */
    interface Reporter<T> {
        void report(T noted) throws IOException;
    }

    /**
     * The last failure of a kind, until our thread takes it up.
     *
     * @param <T> what is noted of it
     */
    private static final class Note<T> {

        private static final long SECOND = 1_000_000_000L;

        private final AtomicReference<T> last = new AtomicReference<>();
        private final AtomicLong lastNoted = new AtomicLong(System.nanoTime() - SECOND);
        private final AtomicInteger suppressed = new AtomicInteger();
        private final Reporter<T> reporter;

        Note(Reporter<T> reporter) {
            this.reporter = reporter;
        }

        /** Whether a second has passed since the last one; else this one is counted. */
        boolean isDue() {
            long now = System.nanoTime();
            long noted = lastNoted.get();
            boolean due = now - noted >= SECOND && lastNoted.compareAndSet(noted, now);
            if (!due) {
                suppressed.incrementAndGet();
            }
            return due;
        }

        boolean report() throws IOException {
            T noted = last.getAndSet(null);
            if (noted != null) {
                reporter.report(noted);
            }
            return noted != null;
        }
    }

    BlackBox(
            Reporter<Failure> reporter,
            Reporter<Conflict> conflictReporter,
            Reporter<DescriptorExhaustion.Failure> descriptorReporter,
            Consumer<Throwable> errors) {
        this.failures = new Note<>(reporter);
        this.conflicts = new Note<>(conflictReporter);
        this.descriptors = new Note<>(descriptorReporter);
        this.errors = errors;
    }

    /** Called on the thread that failed. */
    void note(Call call, Connection connection, InetSocketAddress asked, String text) {
        if (failures.isDue()) {
            int more = failures.suppressed.getAndSet(0);
            failures.last.set(new Failure(call, connection.api(), asked, text, CallSite.here(), more));
            LockSupport.unpark(thread);
        }
    }

    /** Called on the thread that failed. */
    void noteConflict(Connection connection, String text) {
        if (conflicts.isDue()) {
            int more = conflicts.suppressed.getAndSet(0);
            conflicts.last.set(new Conflict(connection, text, CallSite.here(), more));
            LockSupport.unpark(thread);
        }
    }

    /** Called on the thread that failed, which may be one that accepts in a loop and fails each time. */
    void noteDescriptor(boolean accept, int port, String text) {
        if (descriptors.isDue()) {
            int more = descriptors.suppressed.getAndSet(0);
            descriptors.last.set(new DescriptorExhaustion.Failure(accept, port, text, CallSite.here(), more));
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            try {
                if (!failures.report() & !conflicts.report() & !descriptors.report()) {
                    Pause.onOwnThread();
                }
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
