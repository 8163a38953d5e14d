package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The closes that are still to be settled: those just offered, those in hand, and those that wait to
 * be looked at again. Application threads only add to a queue without locks. The settler takes up what
 * is due and works it off one by one, and whoever cannot wait for it may work off the rest: no lock is
 * held while a source is opened or read.
 */
final class Backlog {

    private static final int BOUND = BoundedTable.CLOSES_TO_SETTLE.most();

    private final CloseObserver observer;
    private final Consumer<Throwable> errors;
    private final Queue<Connection> offered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Queue<UnsettledClose> inHand = new ArrayDeque<>();
    private final SampleSchedule waiting = new SampleSchedule();
    private final LatestOnPorts ports = new LatestOnPorts();
    private long lost;

    Backlog(CloseObserver observer, Consumer<Throwable> errors) {
        this.observer = observer;
        this.errors = errors;
    }

    /** Calls the observer, whose errors end neither the round nor the account of a close. */
    void observe(Consumer<CloseObserver> call) {
        try {
            call.accept(observer);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    void offer(Connection connection) {
        if (unsettled.incrementAndGet() > BOUND) {
            drop();
            return;
        }
        boolean added = false;
        try {
            added = offered.add(connection);
        } finally {
            if (!added) {
                drop();
            }
        }
    }

    private void drop() {
        unsettled.decrementAndGet();
        dropped.incrementAndGet();
    }

    long unsettled() {
        return unsettled.get();
    }

    long dropped() {
        return dropped.get();
    }

    boolean isEmpty() {
        return unsettled() == 0;
    }

    /** Whether all have had the looks that come soon. */
    synchronized boolean hasNothingSoon() {
        return offered.isEmpty() && inHand.isEmpty() && waiting.nothingSoon();
    }

    /**
     * Takes in hand what is due, or all.
     *
     * @return the connections to ask the kernel's table about; null when there is nothing in hand
     */
    synchronized List<Endpoints> takeDue(boolean all) {
        long begun = System.nanoTime();
        for (Connection next = offered.poll(); next != null; next = offered.poll()) {
            if (isTakenInHand(next) && !next.closing().isEndingAloneOpen()) {
                Connection closed = next;
                observe(told -> told.closed(closed));
            }
        }
        if (dropped.get() > lost) {
            lost = dropped.get();
            observe(CloseObserver::lost);
        }
        observe(told -> told.closedUpTo(begun));
        waiting.moveDueTo(inHand, all);
        return inHand.isEmpty() ? null : ends();
    }

    /** How long until one is to be sampled again; {@link Long#MAX_VALUE} where none waits for that. */
    synchronized long nanosToNextSample() {
        return waiting.nanosToNext();
    }

    private boolean isTakenInHand(Connection connection) {
        try {
            UnsettledClose pending = new UnsettledClose(connection);
            ports.enter(pending);
            inHand.add(pending);
            return true;
        } catch (Throwable e) {
            errors.accept(e);
            drop();
            return false;
        }
    }

    private List<Endpoints> ends() {
        List<Endpoints> ends = new ArrayList<>(inHand.size());
        for (UnsettledClose pending : inHand) {
            if (pending.endpoints() != null && !pending.isEndingAloneOpen()) {
                ends.add(pending.endpoints());
            }
        }
        return ends;
    }

    /** @param isKept settles one that is in hand; true when it is to be asked about later */
    void settleAll(Predicate<UnsettledClose> isKept) {
        while (settleNext(isKept)) {
            continue;
        }
    }

    /**
     * Settles all there is. In one go: the settler may come back from reading a table that is older than
     * what is taken in hand here.
     */
    synchronized void settleWithout(Consumer<UnsettledClose> word) {
        takeDue(true);
        settleAll(pending -> {
            word.accept(pending);
            return false;
        });
    }

    /** False when there is none in hand any more. */
    private synchronized boolean settleNext(Predicate<UnsettledClose> isKept) {
        UnsettledClose pending = inHand.poll();
        if (pending == null) {
            return false;
        }
        boolean kept = false;
        try {
            kept = isKept.test(pending);
        } catch (Throwable e) {
            errors.accept(e);
            dropped.incrementAndGet();
        } finally {
            if (!kept) {
                ports.leave(pending);
                unsettled.decrementAndGet();
            }
        }
        return true;
    }

    /** Lets it wait for its next look, while it is being settled; false when there is no such look. */
    boolean keep(UnsettledClose pending) {
        return waiting.add(pending);
    }

    /** The same, for the next round. */
    boolean keepShortly(UnsettledClose pending) {
        return waiting.addShortly(pending);
    }
}
