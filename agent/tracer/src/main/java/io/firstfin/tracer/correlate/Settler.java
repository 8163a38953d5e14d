package io.firstfin.tracer.correlate;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.DestroyedSocketFeed;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import java.io.IOException;
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
 * there was nothing: early enough to see a state before its ports are used again.
 */
public final class Settler implements Runnable {

    private static final int BOUND = 65_536;
    private static final long BUSY_PAUSE = 2_000_000L;
    private static final long IDLE_PAUSE = 20_000_000L;

    /** A recording has started for good by then. */
    private static final long STARTING_MILLIS = 500;

    /** By then absence is sure: see {@link KernelView#isAbsenceSure}. */
    private static final long SOON_MILLIS = 100;

    /** A round is followed by this many times its length of rest: never more than half of a core. */
    private static final int REST = 1;

    /** Reading {@code /proc} takes 100 ms with a full table: then less. */
    private static final int REST_AFTER_PROCFS = 10;

    private final Supplier<SocketTable> opener;
    private final Supplier<DestroyedSocketFeed> feed;
    private final BooleanSupplier early;
    private final CloseObserver observer;
    private final Consumer<Throwable> errors;
    private final long startingMillis;
    private final Queue<Connection> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final WaitingLines waiting = new WaitingLines();
    private final PortUse ports = new PortUse();
    private final Judge judge = new Judge();
    private int rest = REST;
    private long lost;
    private volatile boolean stopped;
    private volatile boolean hurry;

    /**
     * @param opener the kernel's table; opened when there is a first connection to look at
     * @param feed the sockets that the kernel frees; gives null while it does not tell us
     * @param early whether to open it before that, so that the first ones need not wait
     * @param observer told of what is settled here
     */
    public Settler(
            Supplier<SocketTable> opener,
            Supplier<DestroyedSocketFeed> feed,
            BooleanSupplier early,
            CloseObserver observer,
            Consumer<Throwable> errors) {
        this(opener, feed, early, observer, errors, STARTING_MILLIS);
    }

    /** @param startingMillis for how long nobody may want the kernel's word and yet come to want it */
    Settler(
            Supplier<SocketTable> opener,
            Supplier<DestroyedSocketFeed> feed,
            BooleanSupplier early,
            CloseObserver observer,
            Consumer<Throwable> errors,
            long startingMillis) {
        this.opener = opener;
        this.feed = feed;
        this.early = early;
        this.observer = observer;
        this.errors = errors;
        this.startingMillis = startingMillis;
    }

    /** Takes a connection whose descriptor is gone; called on application threads. */
    public void offer(Connection connection) {
        if (unsettled.incrementAndGet() > BOUND) {
            unsettled.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        queue.add(connection);
    }

    /** Connections whose kernel state is still to be asked. */
    public long unsettled() {
        return unsettled.get();
    }

    /** Connections that were never asked about, because too many were waiting. */
    public long dropped() {
        return dropped.get();
    }

    /**
     * Lets the looks that come soon be taken, then looks at everything a last time, without waiting for
     * what is still on its way, and tells it.
     */
    public void settleNow(long timeoutMillis) {
        long begin = System.nanoTime();
        await(begin, Math.min(SOON_MILLIS, timeoutMillis / 2));
        hurry = true;
        await(begin, timeoutMillis);
        hurry = false;
    }

    private void await(long begin, long millis) {
        while (unsettled() > 0 && System.nanoTime() - begin < millis * 1_000_000) {
            LockSupport.parkNanos(BUSY_PAUSE);
        }
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
            long pause = hurry ? 0 : rest * (System.nanoTime() - before);
            LockSupport.parkNanos(Math.max(pause, worked || hurry ? BUSY_PAUSE : IDLE_PAUSE));
        }
    }

    private boolean round() {
        if (early.getAsBoolean()) {
            opener.get();
        }
        List<Pending> due = due();
        judge.takeIn(feed.get());
        if (due.isEmpty()) {
            return false;
        }
        // after they were taken: a snapshot must not be older than the closes it is asked about
        SocketTable kernel = KernelStates.wanted() ? opener.get() : null;
        if (kernel != null) {
            kernel.refresh();
            rest = kernel.source() == SocketTable.Source.PROCFS ? REST_AFTER_PROCFS : REST;
        }
        for (Pending pending : due) {
            if (!isToBeAskedAgain(pending, kernel)) {
                ports.leave(pending);
                unsettled.decrementAndGet();
            }
        }
        return true;
    }

    private List<Pending> due() {
        List<Pending> due = new ArrayList<>();
        long begun = System.nanoTime();
        for (Connection next = queue.poll(); next != null; next = queue.poll()) {
            Pending pending = new Pending(next);
            ports.enter(pending);
            due.add(pending);
            observer.closed(next);
        }
        if (dropped.get() > lost) {
            lost = dropped.get();
            observer.lost();
        }
        observer.toldUpTo(begun);
        waiting.moveDueTo(due, hurry);
        return due;
    }

    private static long cookie(KernelView view) {
        SocketRow ours = view.ours();
        return ours != null && ours.state() == TcpState.TIME_WAIT ? ours.cookie() : -1;
    }

    /**
     * A recording that starts switches its events on one by one: who wants the close told may want the
     * kernel's word a moment later.
     */
    private boolean isPostponed(Pending pending) {
        pending.postpone();
        return !hurry && pending.ageMillis() < startingMillis && waiting.add(pending);
    }

    private boolean isToBeAskedAgain(Pending pending, SocketTable kernel) {
        if (pending.endpoints() == null) {
            return false;
        }
        if (kernel == null) {
            return isPostponed(pending);
        }
        try {
            KernelView view = judge.look(pending, kernel);
            Connection connection = pending.connection();
            Settlement settlement = judge.judge(pending, view);
            pending.looked();
            if (!settlement.settled() && !hurry && waiting.add(pending)) {
                return true;
            }
            KernelStates.tell(connection, settlement, view, kernel.source());
            observer.settled(connection, settlement.timeWait(), cookie(view));
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
        }
        return false;
    }
}
