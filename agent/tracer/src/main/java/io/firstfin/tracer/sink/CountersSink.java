package io.firstfin.tracer.sink;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.base.BoundedMap;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Event;

/**
 * Keeps plain counters and the newest port budgets in memory, without any recording. Off until {@link #turn}.
 *
 * <p>Bounded: what it holds does not grow with the number of connections, and destinations beyond {@value
 * #MOST_DESTINATIONS} are counted in the totals only.
 */
public final class CountersSink implements Sink, SampleSink {

    private static final int MOST_DESTINATIONS = 1_024;

    private static final ClosedFirst[] SIDES = ClosedFirst.values();
    private static final Ending[] ENDINGS = Ending.values();
    private static final Role[] ROLES = Role.values();

    private final LongAdder connects = new LongAdder();
    private final LongAdder accepts = new LongAdder();
    private final LongAdder binds = new LongAdder();
    private final LongAdder failedBinds = new LongAdder();
    private final LongAdder halfCloses = new LongAdder();
    private final LongAdder exchanges = new LongAdder();
    private final LongAdder timeWaits = new LongAdder();
    private final Map<FailureKind, LongAdder> failures = new EnumMap<>(FailureKind.class);
    private final LongAdder[] closes = new LongAdder[SIDES.length * ENDINGS.length * ROLES.length];
    private final BoundedMap<InetSocketAddress, DestinationCounters> destinations = new BoundedMap<>(MOST_DESTINATIONS);
    /** Takes what belongs to no destination; nobody reads it. */
    private final DestinationCounters elsewhere = new DestinationCounters();

    private volatile List<PortBudget> budgets = List.of();
    private volatile int closeWaits = -1;
    private volatile int finWaits = -1;
    private volatile int fullQueues = -1;
    private volatile int unreleased = -1;
    private volatile boolean on;

    public CountersSink() {
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, new LongAdder());
        }
        for (int i = 0; i < closes.length; i++) {
            closes[i] = new LongAdder();
        }
    }

    /** How connections were closed. */
    public record CloseKind(Role role, ClosedFirst closedFirst, Ending ending) {

        // written out: on JDK 17 what a record is given keeps its class, and with that our loader, for good
        @Override
        public boolean equals(Object other) {
            return other instanceof CloseKind
                    && role == ((CloseKind) other).role
                    && closedFirst == ((CloseKind) other).closedFirst
                    && ending == ((CloseKind) other).ending;
        }

        @Override
        public int hashCode() {
            return index(role, closedFirst, ending);
        }
    }

    private static final class DestinationCounters {
        private final LongAdder connects = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder portsExhausted = new LongAdder();
        private final LongAdder portsInUse = new LongAdder();
        private final LongAdder closes = new LongAdder();
        private final LongAdder closedFirst = new LongAdder();
        private final LongAdder timeWaits = new LongAdder();
    }

    /**
     * The counters of one destination.
     *
     * @param portsExhausted failed connects that found no free port
     * @param portsInUse failed connects whose port was in use toward the destination
     * @param closedFirst closes in which this JVM was first, by the verdicts at the close
     * @param timeWaits TIME_WAIT sockets that the kernel showed here afterwards
     */
    public record DestinationCounts(
            long connects,
            long failures,
            long portsExhausted,
            long portsInUse,
            long closes,
            long closedFirst,
            long timeWaits) {}

    /**
     * How many there were in the newest sample of each; -1 where there was none yet.
     *
     * @param closeWaits connections that the peer closed a second ago or longer, and we have not
     * @param finWaits connections that we half-closed a second ago or longer, and the peer has not closed
     * @param fullQueues accept queues that hold more than their backlog
     * @param unreleased channels that were closed a second ago or longer and hold their descriptor
     */
    public record Waiting(int closeWaits, int finWaits, int fullQueues, int unreleased) {}

    /**
     * All counters at one moment, since the sink was made.
     *
     * @param closes by the verdicts at the close
     * @param timeWaits closes after which the kernel showed a TIME_WAIT here
     * @param leftOut connections whose destination has no counters of its own, because there are too many
     * @param budgets as they were counted last; empty when they never were
     * @param waiting as it was sampled last
     */
    public record Snapshot(
            long connects,
            Map<FailureKind, Long> failures,
            long accepts,
            long binds,
            long failedBinds,
            long halfCloses,
            long exchanges,
            Map<CloseKind, Long> closes,
            long timeWaits,
            Map<InetSocketAddress, DestinationCounts> destinations,
            long leftOut,
            List<PortBudget> budgets,
            Waiting waiting) {}

    /** Counts from now on, or no longer; {@link Sinks#update} has to follow. */
    public void turn(boolean wanted) {
        on = wanted;
    }

    @Override
    public Level level() {
        return on ? Level.ON : Level.OFF;
    }

    @Override
    public SampleSink samples() {
        return on ? this : null;
    }

    @Override
    public Event connected(Connection connection) {
        connects.increment();
        destination(connection).connects.increment();
        return null;
    }

    @Override
    public Event connectFailed(Connection connection) {
        FailureKind kind = connection.attempt().failureKind();
        failures.get(kind).increment();
        DestinationCounters there = destination(connection);
        there.failures.increment();
        if (kind == FailureKind.PORTS_EXHAUSTED) {
            there.portsExhausted.increment();
        } else if (kind == FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION) {
            there.portsInUse.increment();
        }
        return null;
    }

    @Override
    public Event accepted(Connection connection) {
        accepts.increment();
        return null;
    }

    @Override
    public Event bound(BindResult result) {
        (result.failure() == null ? binds : failedBinds).increment();
        return null;
    }

    @Override
    public Event halfClosed(Connection connection) {
        halfCloses.increment();
        return null;
    }

    @Override
    public Event closed(Connection connection) {
        Closing closing = connection.closing();
        ClosedFirst side = closing.verdict().closedFirst();
        closes[index(connection.role(), side, closing.verdict().ending())].increment();
        DestinationCounters there = destination(connection);
        there.closes.increment();
        if (side == ClosedFirst.LOCAL) {
            there.closedFirst.increment();
        }
        return null;
    }

    @Override
    public Event exchanged(ExchangeOfConnection answered) {
        exchanges.increment();
        return null;
    }

    @Override
    public void settled(SettledClose close) {
        TimeWait timeWait = close.settlement().timeWait();
        if (timeWait == TimeWait.LOCAL || timeWait == TimeWait.BOTH) {
            timeWaits.increment();
            destination(close.connection()).timeWaits.increment();
        }
    }

    @Override
    public void budgets(List<PortBudget> newest) {
        budgets = newest;
    }

    @Override
    public void closeWaits(HangingSample sample, int inAcceptQueues) {
        closeWaits = sample.inAll();
    }

    @Override
    public void finWaits(HangingSample sample) {
        finWaits = sample.inAll();
    }

    @Override
    public void acceptQueues(AcceptQueueSample sample) {
        fullQueues = sample.full();
    }

    @Override
    public void unreleased(UnreleasedSample sample) {
        unreleased = sample.inAll();
    }

    /** {@link #elsewhere} where we accepted it, its destination is not known, or there are too many. */
    private DestinationCounters destination(Connection connection) {
        Endpoints ends = connection.endpoints();
        if (connection.role() == Role.SERVER || ends == null || ends.remote() == null) {
            return elsewhere;
        }
        DestinationCounters there = destinations.getOrMake(
                new InetSocketAddress(ends.remote(), ends.remotePort()), key -> new DestinationCounters());
        return there == null ? elsewhere : there;
    }

    private static int index(Role role, ClosedFirst side, Ending ending) {
        return (role.ordinal() * SIDES.length + side.ordinal()) * ENDINGS.length + ending.ordinal();
    }

    /** The counters as they are now. */
    public Snapshot snapshot() {
        Map<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
        failures.forEach((kind, count) -> failed.put(kind, count.sum()));
        Map<CloseKind, Long> closed = new LinkedHashMap<>();
        for (Role role : ROLES) {
            for (ClosedFirst side : SIDES) {
                for (Ending ending : ENDINGS) {
                    long count = closes[index(role, side, ending)].sum();
                    if (count > 0) {
                        closed.put(new CloseKind(role, side, ending), count);
                    }
                }
            }
        }
        Map<InetSocketAddress, DestinationCounts> there = new LinkedHashMap<>();
        destinations.forEach((destination, counters) -> there.put(
                destination,
                new DestinationCounts(
                        counters.connects.sum(),
                        counters.failures.sum(),
                        counters.portsExhausted.sum(),
                        counters.portsInUse.sum(),
                        counters.closes.sum(),
                        counters.closedFirst.sum(),
                        counters.timeWaits.sum())));
        return new Snapshot(
                connects.sum(),
                failed,
                accepts.sum(),
                binds.sum(),
                failedBinds.sum(),
                halfCloses.sum(),
                exchanges.sum(),
                closed,
                timeWaits.sum(),
                there,
                destinations.leftOut(),
                budgets,
                new Waiting(closeWaits, finWaits, fullQueues, unreleased));
    }
}
