package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.DestroyedSocketFeed;
import io.firstfin.tracer.base.Pause;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.SettledClose;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.verdict.AbsentSocketRules;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Settlement;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the kernel about each connection after its close, on a thread of its own.
 *
 * <p>Application threads add to a bounded queue. This thread takes in rounds what they have added: see
 * {@link SettlerSleep} for when.
 */
public final class Settler implements Runnable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PATIENCE_NANOS = 2_000_000L;

    /** A recording has started for good by then. */
    private static final long STARTING_MILLIS = 500;

    /** By then absence is sure: see {@link KernelSample#isAbsenceSure}. */
    private static final long SOON_MILLIS = 100;

    /** A peer that does not read or does not close may keep a close so for longer than anybody records. */
    private static final Set<TcpState> UNDER_WAY = EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2);

    private final Supplier<SocketTable> opener;
    private final Supplier<DestroyedSocketFeed> feed;
    private final BooleanSupplier early;
    private final Sinks sinks;
    private final Consumer<Throwable> errors;
    private final long startingMillis;
    private final Backlog backlog;
    private final SettlementFinder finder = new SettlementFinder();
    private final SettlerDutyCycle dutyCycle = new SettlerDutyCycle();

    /** Threads that wait until all is reported, and those of them that can wait no longer. */
    private final AtomicInteger hurrying = new AtomicInteger();

    private final AtomicInteger leaving = new AtomicInteger();
    private final SettlerSleep sleep = new SettlerSleep();

    private SocketTable source;
    private boolean doubtful;
    private volatile long longestDelay;
    private volatile boolean stopped;

    /**
     * @param opener the kernel's table; opened when there is a first connection to look at
     * @param feed the sockets that the kernel frees; gives null while the kernel does not report them
     * @param early whether to open it before that, so that the first ones need not wait
     * @param observer hears of what is settled here
     */
    public Settler(
            Supplier<SocketTable> opener,
            Supplier<DestroyedSocketFeed> feed,
            BooleanSupplier early,
            CloseObserver observer,
            Sinks sinks,
            Consumer<Throwable> errors) {
        this(opener, feed, early, observer, sinks, errors, STARTING_MILLIS);
    }

    /** @param startingMillis how long a settlement that no sink wants is kept, in case one comes to want it */
    Settler(
            Supplier<SocketTable> opener,
            Supplier<DestroyedSocketFeed> feed,
            BooleanSupplier early,
            CloseObserver observer,
            Sinks sinks,
            Consumer<Throwable> errors,
            long startingMillis) {
        this.opener = opener;
        this.feed = feed;
        this.early = early;
        this.sinks = sinks;
        this.backlog = new Backlog(observer, errors);
        this.errors = errors;
        this.startingMillis = startingMillis;
    }

    /** Takes a connection whose descriptor is gone; called on application threads. */
    public void offer(Connection connection) {
        backlog.offer(connection);
        sleep.offered(connection.closing().isClear());
    }

    /** Begins a round now, as when a recording starts: it may open the kernel's table. */
    public void wake() {
        sleep.wake();
    }

    /** Connections whose kernel state is still to be asked. */
    public long unsettled() {
        return backlog.unsettled();
    }

    /** Sockets that the kernel freed lately, and whose last counts are kept. */
    public int freedSockets() {
        return finder.freedSockets();
    }

    /** Connections that were never asked about, because too many were waiting. */
    public long dropped() {
        return backlog.dropped();
    }

    /** The longest time from a close to the first look at the kernel's table for it. */
    public long longestDelayNanos() {
        return longestDelay;
    }

    /**
     * Lets the looks that come soon be taken, then looks at everything a last time, without waiting for
     * what is still on its way, and reports it. When the time is over before that, as where reading the
     * kernel's table takes long, the rest is reported as it is known. Afterwards nothing is left.
     */
    public void settleNow(long timeoutMillis) {
        long begin = System.nanoTime();
        hurrying.incrementAndGet();
        try {
            await(begin, Math.min(SOON_MILLIS, timeoutMillis / 2), backlog::isEmpty);
            await(begin, timeoutMillis / 2, backlog::hasNothingSoon);
            leaving.incrementAndGet();
            try {
                await(begin, timeoutMillis, backlog::isEmpty);
                backlog.settleWithout(pending -> reportUnasked(pending, "the kernel was not asked in time"));
            } finally {
                leaving.decrementAndGet();
            }
        } finally {
            hurrying.decrementAndGet();
        }
    }

    private void await(long begin, long millis, BooleanSupplier reached) {
        sleep.wake();
        while (!reached.getAsBoolean() && System.nanoTime() - begin < millis * NANOS_PER_MILLI) {
            Pause.onOtherThread(PATIENCE_NANOS);
        }
    }

    private boolean isLeaving() {
        return leaving.get() > 0;
    }

    public void stop() {
        stopped = true;
        sleep.wake();
    }

    @Override
    public void run() {
        while (!stopped) {
            SettlerSleep.Round round = SettlerSleep.Round.CALM;
            try {
                round = round();
            } catch (Throwable e) {
                errors.accept(e);
            }
            long rest = dutyCycle.rest();
            if (hurrying.get() > 0) {
                Pause.onOwnThread(SettlerDutyCycle.BUSY_NANOS);
                continue;
            }
            if (round != SettlerSleep.Round.IDLE || rest > SettlerDutyCycle.BUSY_NANOS) {
                Pause.onOwnThread(rest);
            }
            sleep.after(round, backlog.nanosToNextSample());
        }
    }

    private SettlerSleep.Round round() {
        sleep.beginRound();
        prepare();
        // before the table is read: what it shows must not be older than the closes it is asked about
        List<Endpoints> due = backlog.takeDue(isLeaving());
        boolean anyFreed = takeInFreed();
        if (due == null) {
            return anyFreed ? SettlerSleep.Round.CALM : SettlerSleep.Round.IDLE;
        }
        doubtful = false;
        try {
            SocketTable view = sinks.wantsSettlements() ? read(due) : null;
            backlog.settleAll(pending -> isToBeAskedAgain(pending, view));
        } catch (Throwable e) {
            errors.accept(e);
            backlog.settleAll(this::waitsForAnotherTry);
        }
        return doubtful ? SettlerSleep.Round.DOUBTFUL : SettlerSleep.Round.CALM;
    }

    private void prepare() {
        try {
            if (early.getAsBoolean()) {
                open();
            }
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    /** Whether the kernel freed a socket since the last round, as far as it reports them. */
    private boolean takeInFreed() {
        try {
            return finder.takeIn(feed.get());
        } catch (Throwable e) {
            errors.accept(e);
            return true;
        }
    }

    private SocketTable read(List<Endpoints> due) throws IOException {
        SocketTable kernel = open();
        dutyCycle.begin(kernel.source());
        return due.isEmpty() ? kernel : kernel.viewOf(due);
    }

    private SocketTable open() {
        SocketTable opened = opener.get();
        if (opened != source) {
            source = opened;
            dutyCycle.forget();
        }
        return opened;
    }

    /** The table could not be read or asked, as where no descriptor is left to open it. */
    private boolean waitsForAnotherTry(UnsettledClose pending) {
        pending.postpone();
        if (!isLeaving() && backlog.keep(pending)) {
            return true;
        }
        reportUnasked(pending, "the kernel could not be asked");
        return false;
    }

    private boolean isKept(UnsettledClose pending, KernelSample view) {
        doubtful |= view.isToBeSeenAgainSoon();
        return view.isToBeSeenAgainSoon() ? backlog.keepShortly(pending) : backlog.keep(pending);
    }

    private static boolean isClear(Settlement settlement) {
        return settlement.verdict().proven() && settlement.state() != TcpState.FIN_WAIT1;
    }

    private static long cookie(KernelSample view) {
        SocketRow ours = view.ours();
        return ours != null && ours.state() == TcpState.TIME_WAIT ? ours.cookie() : -1;
    }

    /**
     * A recording that starts switches its events on one by one: who wants the Close may want the
     * settlement a moment later.
     */
    private boolean isPostponed(UnsettledClose pending) {
        pending.postpone();
        return !isLeaving() && pending.ageMillis() < startingMillis && backlog.keep(pending);
    }

    private boolean isToBeAskedAgain(UnsettledClose pending, SocketTable kernel) {
        if (pending.endpoints() == null) {
            return false;
        }
        if (kernel == null) {
            return isPostponed(pending);
        }
        doubtful |= pending.samples() == 0 && !pending.connection().closing().isClear();
        try {
            if (pending.isEndingAloneOpen()) {
                switch (finder.endedInOrder(pending)) {
                    case YES:
                        return false;
                    case UNKNOWN:
                        pending.postpone();
                        return !isLeaving() && backlog.keep(pending);
                    default:
                        pending.doubtEnding();
                }
            }
            if (kernel.source() == SocketTable.Source.NONE) {
                reportUnasked(pending, "there is no table of sockets to ask");
                return false;
            }
            KernelSample view = finder.sample(pending, kernel);
            Connection connection = pending.connection();
            Settlement settlement = finder.settle(pending, view);
            if (pending.samples() == 0) {
                longestDelay = Math.max(longestDelay, view.ageMillis() * NANOS_PER_MILLI);
            }
            pending.sampled();
            SettledClose answer = new SettledClose(connection, settlement, view, kernel.source());
            if (!settlement.settled() && !isLeaving() && isKept(pending, view)) {
                doubtful |= !isClear(settlement);
                pending.keepAnswer(answer);
                if (UNDER_WAY.contains(settlement.state()) && pending.isReportDue(view.ageMillis())) {
                    sinks.settled(answer);
                }
                return true;
            }
            sinks.settled(answer);
            if (!connection.closing().isEndingAloneOpen()) {
                backlog.observe(observer -> observer.settled(connection, settlement.timeWait(), cookie(view)));
            }
        } catch (IOException e) {
            errors.accept(e);
            return waitsForAnotherTry(pending);
        } catch (Throwable e) {
            errors.accept(e);
            reportUnasked(pending, "the kernel could not be asked");
        }
        return false;
    }

    /**
     * Reports a close that the kernel cannot be asked about any more: with the last answer, though it was not
     * final, or else with what the close proved.
     */
    private void reportUnasked(UnsettledClose pending, String why) {
        if (pending.endpoints() == null || pending.isEndingAloneOpen()) {
            return;
        }
        SettledClose last = pending.lastAnswer();
        if (last == null) {
            KernelSample nothing = new KernelSample(
                    null, null, false, pending.samples(), pending.ageMillis(), false, false, null, false);
            Settlement settlement = AbsentSocketRules.ofAReusedPort(pending.verdict(), nothing, why);
            last = new SettledClose(pending.connection(), settlement, nothing, SocketTable.Source.NONE);
        }
        sinks.settled(last);
    }
}
