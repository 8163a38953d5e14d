package io.firstfin.tracer.correlate;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
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
 * there was nothing: early enough to see a state before its ports are used again.
 */
public final class Settler implements Runnable {

    private static final int BOUND = 65_536;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PATIENCE_NANOS = 2_000_000L;

    /** A recording has started for good by then. */
    private static final long STARTING_MILLIS = 500;

    /** By then absence is sure: see {@link KernelView#isAbsenceSure}. */
    private static final long SOON_MILLIS = 100;

    private final Supplier<SocketTable> opener;
    private final BooleanSupplier early;
    private final CloseObserver observer;
    private final Consumer<Throwable> errors;
    private final long startingMillis;
    private final Queue<Connection> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final WaitingLines waiting = new WaitingLines();
    private final PortUse ports = new PortUse();
    private final Pace pace = new Pace();

    /** Taken up for the round that is under way. */
    private final Queue<Pending> inHand = new ArrayDeque<>();

    /** Guards what is in hand and what waits, but is not held while a source is opened or read. */
    private final Object guard = new Object();

    /** Threads that wait for all to be told, and those of them that can wait no longer. */
    private final AtomicInteger hurrying = new AtomicInteger();

    private final AtomicInteger leaving = new AtomicInteger();
    private SocketTable source;
    private long lost;
    private volatile long longestDelay;
    private volatile Thread thread;
    private volatile boolean stopped;

    /**
     * @param opener the kernel's table; opened when there is a first connection to look at
     * @param early whether to open it before that, so that the first ones need not wait
     * @param observer told of what is settled here
     */
    public Settler(
            Supplier<SocketTable> opener,
            BooleanSupplier early,
            CloseObserver observer,
            Consumer<Throwable> errors) {
        this(opener, early, observer, errors, STARTING_MILLIS);
    }

    /** @param startingMillis for how long nobody may want the kernel's word and yet come to want it */
    Settler(
            Supplier<SocketTable> opener,
            BooleanSupplier early,
            CloseObserver observer,
            Consumer<Throwable> errors,
            long startingMillis) {
        this.opener = opener;
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

    /** The longest time from a close to the first look at the kernel's table for it. */
    public long longestDelayNanos() {
        return longestDelay;
    }

    /**
     * Lets the looks that come soon be taken, then looks at everything a last time, without waiting for
     * what is still on its way, and tells it. When the time is over before that, as where reading the
     * kernel's table takes long, the rest is told as it is known. Afterwards nothing is left.
     */
    public void settleNow(long timeoutMillis) {
        long begin = System.nanoTime();
        hurrying.incrementAndGet();
        try {
            await(begin, Math.min(SOON_MILLIS, timeoutMillis / 2), this::nothingLeft);
            await(begin, timeoutMillis / 2, this::nothingSoon);
            leaving.incrementAndGet();
            try {
                await(begin, timeoutMillis, this::nothingLeft);
                tellUnasked("the kernel was not asked in time");
            } finally {
                leaving.decrementAndGet();
            }
        } finally {
            hurrying.decrementAndGet();
        }
    }

    private void await(long begin, long millis, BooleanSupplier reached) {
        LockSupport.unpark(thread);
        while (!reached.getAsBoolean() && System.nanoTime() - begin < millis * NANOS_PER_MILLI) {
            LockSupport.parkNanos(PATIENCE_NANOS);
        }
    }

    private boolean nothingLeft() {
        return unsettled() == 0;
    }

    private boolean nothingSoon() {
        synchronized (guard) {
            return queue.isEmpty() && inHand.isEmpty() && waiting.nothingSoon();
        }
    }

    private boolean isLeaving() {
        return leaving.get() > 0;
    }

    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopped) {
            boolean worked = false;
            try {
                worked = round();
            } catch (Throwable e) {
                errors.accept(e);
            }
            long rest = pace.rest(worked);
            // an interrupt is not meant for us, and would keep us from resting
            Thread.interrupted();
            LockSupport.parkNanos(hurrying.get() > 0 ? Pace.BUSY_NANOS : rest);
        }
    }

    private boolean round() {
        if (early.getAsBoolean()) {
            open();
        }
        // first: what a table shows must not be older than the closes it is asked about
        List<Endpoints> due = takeDue();
        if (due == null) {
            return false;
        }
        SocketTable kernel = KernelStates.wanted() ? open() : null;
        if (kernel == null) {
            while (settleNext(null)) {}
            return true;
        }
        pace.begin(kernel.source());
        try {
            SocketTable view = kernel.viewOf(due);
            while (settleNext(view)) {}
        } catch (IOException e) {
            errors.accept(e);
            tryLater();
        }
        return true;
    }

    private SocketTable open() {
        SocketTable opened = opener.get();
        if (opened != source) {
            source = opened;
            pace.forget();
        }
        return opened;
    }

    /** Takes up what is due; null when there is nothing. */
    private List<Endpoints> takeDue() {
        synchronized (guard) {
            takeUp(isLeaving());
            if (inHand.isEmpty()) {
                return null;
            }
            List<Endpoints> ends = new ArrayList<>(inHand.size());
            for (Pending pending : inHand) {
                if (pending.endpoints() != null) {
                    ends.add(pending.endpoints());
                }
            }
            return ends;
        }
    }

    private void takeUp(boolean all) {
        long begun = System.nanoTime();
        for (Connection next = queue.poll(); next != null; next = queue.poll()) {
            Pending pending = new Pending(next);
            ports.enter(pending);
            inHand.add(pending);
            observer.closed(next);
        }
        if (dropped.get() > lost) {
            lost = dropped.get();
            observer.lost();
        }
        observer.toldUpTo(begun);
        waiting.moveDueTo(inHand, all);
    }

    /** False when there is none in hand any more. */
    private boolean settleNext(SocketTable kernel) {
        synchronized (guard) {
            Pending pending = inHand.poll();
            if (pending == null) {
                return false;
            }
            if (!isToBeAskedAgain(pending, kernel)) {
                release(pending);
            }
            return true;
        }
    }

    private void release(Pending pending) {
        ports.leave(pending);
        unsettled.decrementAndGet();
    }

    /** The table could not be read, as where no descriptor is left to open it. */
    private void tryLater() {
        synchronized (guard) {
            for (Pending next = inHand.poll(); next != null; next = inHand.poll()) {
                next.postpone();
                if (isLeaving() || !waiting.add(next)) {
                    Unasked.tell(next, "the kernel could not be asked");
                    release(next);
                }
            }
        }
    }

    private void tellUnasked(String why) {
        synchronized (guard) {
            takeUp(true);
            for (Pending next = inHand.poll(); next != null; next = inHand.poll()) {
                Unasked.tell(next, why);
                release(next);
            }
        }
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
        return !isLeaving() && pending.ageMillis() < startingMillis && waiting.add(pending);
    }

    private boolean isToBeAskedAgain(Pending pending, SocketTable kernel) {
        if (pending.endpoints() == null) {
            return false;
        }
        if (kernel == null) {
            return isPostponed(pending);
        }
        try {
            KernelView view = KernelLook.at(pending, kernel);
            Connection connection = pending.connection();
            Settlement settlement =
                    Settlements.of(Verdicts.of(connection.facts()), view);
            if (pending.looks() == 0) {
                longestDelay = Math.max(longestDelay, view.ageMillis() * NANOS_PER_MILLI);
            }
            pending.looked();
            if (!settlement.settled() && !isLeaving() && waiting.add(pending)) {
                pending.remember(settlement, view, kernel.source());
                return true;
            }
            KernelStates.tell(connection, settlement, view, kernel.source());
            observer.settled(connection, settlement.timeWait(), cookie(view));
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
            Unasked.tell(pending, "the kernel could not be asked");
        }
        return false;
    }
}
