package io.firstfin.tracer.correlate;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Verdict;
import io.firstfin.tracer.connection.Verdicts;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the kernel about each connection after its close, on a thread of its own.
 *
 * <p>Application threads only add to a bounded queue; they never wake this thread, since a wake-up
 * costs more than all the rest of a close. It looks every few milliseconds instead, less often when
 * there was nothing. A connection that is still on its way (FIN_WAIT1, FIN_WAIT2) is looked at again,
 * at growing distances, until it is settled or {@value #LAST_LOOK_MILLIS} ms old.
 */
public final class Settler implements Runnable {

    private static final int QUEUE_BOUND = 65_536;
    private static final int WAITING_BOUND = 16_384;
    private static final long BUSY_PAUSE = 2_000_000L;

    /** A round is followed by this many times its length of rest: reading /proc may take 100 ms. */
    private static final int REST = 10;

    private static final long IDLE_PAUSE = 20_000_000L;
    private static final long[] LOOKS_MILLIS = {5, 50, 500, 2_000, 10_000, 30_000, 59_000};
    private static final long LAST_LOOK_MILLIS = 59_000;

    private final Supplier<SocketTable> opener;
    private final BooleanSupplier early;
    private final Consumer<Throwable> errors;
    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final List<ArrayDeque<Pending>> waiting = new ArrayList<>();
    private volatile int waitingCount;
    private volatile boolean stopped;
    private volatile boolean hurry;

    /**
     * @param opener the kernel's table; opened when there is a first connection to look at
     * @param early whether to open it before that, so that the first ones need not wait
     */
    public Settler(
            Supplier<SocketTable> opener, BooleanSupplier early, Consumer<Throwable> errors) {
        this.opener = opener;
        this.early = early;
        this.errors = errors;
        for (int i = 0; i < LOOKS_MILLIS.length; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    /** A closed connection and how often it was looked at. */
    private record Pending(Connection connection, int looks) {}

    /** Takes a connection whose descriptor is gone; called on application threads. */
    public void offer(Connection connection) {
        if (queued.incrementAndGet() > QUEUE_BOUND) {
            queued.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        queue.add(new Pending(connection, 0));
    }

    /** Connections whose kernel state is still to be asked. */
    public long unsettled() {
        return queued.get() + waitingCount;
    }

    /** Connections that were never asked about, because too many were waiting. */
    public long dropped() {
        return dropped.get();
    }

    /** Looks at everything a last time, without waiting for what is on its way, and tells it. */
    public void settleNow(long timeoutMillis) {
        hurry = true;
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (unsettled() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(BUSY_PAUSE);
        }
        hurry = false;
    }

    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            boolean worked = false;
            long before = System.nanoTime();
            try {
                worked = round();
            } catch (Throwable e) {
                errors.accept(e);
            }
            long rest = hurry ? 0 : REST * (System.nanoTime() - before);
            LockSupport.parkNanos(Math.max(rest, worked || hurry ? BUSY_PAUSE : IDLE_PAUSE));
        }
    }

    private boolean round() {
        if (early.getAsBoolean()) {
            opener.get();
        }
        List<Pending> due = due();
        if (!due.isEmpty()) {
            // after they were taken: a snapshot must not be older than the closes it is asked about
            SocketTable kernel = KernelStates.wanted() ? opener.get() : null;
            if (kernel != null) {
                kernel.refresh();
            }
            due.forEach(pending -> look(pending, kernel));
        }
        return !due.isEmpty();
    }

    private List<Pending> due() {
        List<Pending> due = new ArrayList<>();
        for (Pending next = queue.poll(); next != null; next = queue.poll()) {
            due.add(next);
        }
        long now = System.nanoTime();
        for (int i = 0; i < waiting.size(); i++) {
            ArrayDeque<Pending> line = waiting.get(i);
            while (!line.isEmpty() && (hurry || age(line.peek(), now) >= LOOKS_MILLIS[i])) {
                due.add(line.poll());
            }
        }
        return due;
    }

    private void look(Pending pending, SocketTable kernel) {
        if (pending.looks() == 0) {
            queued.decrementAndGet();
        } else {
            waitingCount--;
        }
        Connection connection = pending.connection();
        Endpoints endpoints = connection.endpoints();
        if (kernel == null || endpoints == null || endpoints.local() == null) {
            return;
        }
        try {
            Verdict verdict = Verdicts.of(connection.facts());
            KernelView view = view(kernel, endpoints, pending);
            Settlement settlement = Settlements.of(verdict, view);
            boolean again =
                    !settlement.settled()
                            && !hurry
                            && pending.looks() < LOOKS_MILLIS.length
                            && waitingCount < WAITING_BOUND;
            if (again) {
                waiting.get(pending.looks()).add(new Pending(connection, pending.looks() + 1));
                waitingCount++;
            } else {
                KernelStates.tell(connection, settlement, view, kernel.source());
            }
        } catch (IOException e) {
            errors.accept(e);
        }
    }

    /** The other end is asked about only where it can be in this namespace, and only if it matters. */
    private static KernelView view(SocketTable kernel, Endpoints endpoints, Pending pending)
            throws IOException {
        SocketRow ours = kernel.find(endpoints);
        boolean local =
                endpoints.remote().isLoopbackAddress()
                        || endpoints.remote().equals(endpoints.local());
        SocketRow peer = local ? kernel.find(endpoints.mirrored()) : null;
        return new KernelView(
                ours, peer, local, pending.looks(), age(pending, System.nanoTime()));
    }

    private static long age(Pending pending, long now) {
        return (now - pending.connection().closedNanos()) / 1_000_000;
    }
}
