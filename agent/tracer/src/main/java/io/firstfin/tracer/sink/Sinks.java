package io.firstfin.tracer.sink;

import io.firstfin.tracer.base.Pause;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.Sink.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jdk.jfr.Event;

/**
 * All sinks: what any of them wants, which is one volatile read on threads of the application, and the way of what
 * was found to each of them.
 */
public final class Sinks {

    /** A thread that reports for longer than this is stopped, as by a debugger. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static final long PAUSE_NANOS = 100_000L;

    // made when this class loads, so that no thread of the application has to
    private static final BiFunction<Sink, Void, Event> CONNECTING = (sink, nothing) -> sink.connecting();
    private static final BiFunction<Sink, Void, Event> BINDING = (sink, nothing) -> sink.binding();
    private static final BiFunction<Sink, Connection, Event> CONNECTED = Sink::connected;
    private static final BiFunction<Sink, Connection, Event> CONNECT_FAILED = Sink::connectFailed;
    private static final BiFunction<Sink, Connection, Event> ACCEPTED = Sink::accepted;
    private static final BiFunction<Sink, BindResult, Event> BOUND = Sink::bound;
    private static final BiFunction<Sink, Connection, Event> HALF_CLOSED = Sink::halfClosed;
    private static final BiFunction<Sink, Connection, Event> CLOSED = Sink::closed;
    private static final BiFunction<Sink, ExchangeOfConnection, Event> EXCHANGED = Sink::exchanged;
    private static final BiFunction<Sink, SampledAct, Event> SAMPLED = Sink::sampled;
    private static final Predicate<Sink> WANTS_EXHAUSTIONS = Sink::wantsExhaustions;
    private static final Predicate<Sink> WANTS_PORTS_IN_USE = Sink::wantsPortsInUse;

    private final Consumer<Throwable> errors;
    private volatile Sink[] sinks = {};
    private volatile Level level = Level.OFF;
    private volatile long wantedSince = System.nanoTime();
    private volatile Runnable onStart = () -> {};
    private volatile boolean ended;

    /** The closes that are being reported. A window that ends leaves this counter to those before it. */
    private volatile AtomicInteger reports = new AtomicInteger();

    /** @param errors counts what a sink throws */
    public Sinks(Consumer<Throwable> errors) {
        this.errors = errors;
    }

    /** Adds a sink, 31 at most; while the tracer is put together. */
    public void add(Sink sink) {
        Sink[] more = Arrays.copyOf(sinks, sinks.length + 1);
        more[sinks.length] = sink;
        sinks = more;
    }

    /** Whether any sink wants anything. */
    public boolean isWanted() {
        return level != Level.OFF;
    }

    public boolean isDetailed() {
        return level == Level.DETAILED;
    }

    public Level level() {
        return level;
    }

    /** {@code System.nanoTime()} when something was last wanted after a time in which nothing was. */
    public long wantedSince() {
        return wantedSince;
    }

    /** @param action done each time something is wanted again, by whoever wants it: it must be short */
    public void onStart(Runnable action) {
        onStart = action;
    }

    /** The level of a sink has changed. */
    public synchronized void update() {
        if (ended) {
            return;
        }
        Level wanted = Level.OFF;
        for (Sink sink : sinks) {
            wanted = sink.level().compareTo(wanted) > 0 ? sink.level() : wanted;
        }
        boolean starts = level == Level.OFF && wanted != Level.OFF;
        if (starts) {
            wantedSince = System.nanoTime();
        }
        level = wanted;
        if (starts) {
            onStart.run();
        }
    }

    /** Waits until every close is reported whose report had begun; to be called after {@link #update}. */
    public void endWindow() {
        AtomicInteger before = reports;
        reports = new AtomicInteger();
        long begin = System.nanoTime();
        while (before.get() > 0 && System.nanoTime() - begin < PATIENCE_NANOS) {
            Pause.onOtherThread(PAUSE_NANOS);
        }
    }

    /** The JVM ends: from now on nothing is wanted any more. Waits as {@link #endWindow} does. */
    public void endForGood() {
        ended = true;
        level = Level.OFF;
        endWindow();
    }

    /** Whether a close is being reported at this moment. */
    public boolean isReporting() {
        return reports.get() > 0;
    }

    /** Begins the report of a close, unless nothing is wanted; then {@link #endReport} has to follow. */
    public boolean beginReport(Closing closing) {
        AtomicInteger counter = reports;
        counter.incrementAndGet();
        // counted before it is asked what is wanted: a window that ends afterwards waits for this report
        while (counter != reports) {
            counter.decrementAndGet();
            counter = reports;
            counter.incrementAndGet();
        }
        int takers = takers();
        if (takers == 0) {
            counter.decrementAndGet();
            return false;
        }
        closing.beginReport(counter, takers);
        return true;
    }

    /** Ends the report of a close, if one had begun. */
    public void endReport(Closing closing) {
        AtomicInteger counter = closing.endReport();
        if (counter != null) {
            counter.decrementAndGet();
        }
    }

    /** The sinks that take what is found now, a bit each; 0 while nothing is wanted. */
    public int takers() {
        if (level == Level.OFF) {
            return 0;
        }
        int takers = 0;
        Sink[] all = sinks;
        for (int i = 0; i < all.length; i++) {
            takers |= all[i].isFollower() || all[i].level() != Level.OFF ? 1 << i : 0;
        }
        return takers;
    }

    /** See {@link Sink#wantsExit}. */
    public boolean wantsExit() {
        return any(Sink::wantsExit);
    }

    /** See {@link Sink#wantsSettlements}. */
    public boolean wantsSettlements() {
        return any(Sink::wantsSettlements);
    }

    /** See {@link Sink#wantsExhaustions}. */
    public boolean wantsExhaustions() {
        return any(WANTS_EXHAUSTIONS);
    }

    /** See {@link Sink#wantsPortsInUse}. */
    public boolean wantsPortsInUse() {
        return any(WANTS_PORTS_IN_USE);
    }

    private boolean any(Predicate<Sink> wanting) {
        for (Sink sink : sinks) {
            if (wanting.test(sink)) {
                return true;
            }
        }
        return false;
    }

    public Event connecting() {
        return report(takers(), CONNECTING, null);
    }

    public Event connected(Connection connection) {
        return report(takers(), CONNECTED, connection);
    }

    public Event connectFailed(Connection connection) {
        return report(takers(), CONNECT_FAILED, connection);
    }

    public Event accepted(Connection connection) {
        return report(takers(), ACCEPTED, connection);
    }

    public Event binding() {
        return report(takers(), BINDING, null);
    }

    public Event bound(BindResult result) {
        return report(takers(), BOUND, result);
    }

    public void outOfDescriptors(boolean accept, int port, String failure) {
        each(sink -> sink.outOfDescriptors(accept, port, failure));
    }

    public Event halfClosed(Connection connection) {
        return report(takers(), HALF_CLOSED, connection);
    }

    /** To the sinks that wanted it when its report began. */
    public Event closed(Connection connection) {
        return report(connection.closing().takers(), CLOSED, connection);
    }

    public Event exchanged(ExchangeOfConnection answered) {
        return report(takers(), EXCHANGED, answered);
    }

    public Event sampled(SampledAct act) {
        return report(takers(), SAMPLED, act);
    }

    public void settled(SettledClose close) {
        each(sink -> {
            if (sink.wantsSettlements()) {
                sink.settled(close);
            }
        });
    }

    /** Reports a sample, or what was found on a thread of FirstFin; {@code sample} hands it to a sink. */
    public void report(Consumer<SampleSink> sample) {
        each(sink -> {
            SampleSink taker = sink.samples();
            if (taker != null) {
                sample.accept(taker);
            }
        });
    }

    private void each(Consumer<Sink> action) {
        for (Sink sink : sinks) {
            try {
                action.accept(sink);
            } catch (Throwable e) {
                errors.accept(e);
            }
        }
    }

    /** One sink makes an event at most: JFR's. */
    private <T> Event report(int takers, BiFunction<Sink, T, Event> method, T found) {
        Event event = null;
        Sink[] all = sinks;
        for (int i = 0; i < all.length; i++) {
            if ((takers & 1 << i) != 0) {
                try {
                    Event made = method.apply(all[i], found);
                    event = made == null ? event : made;
                } catch (Throwable e) {
                    errors.accept(e);
                }
            }
        }
        return event;
    }
}
