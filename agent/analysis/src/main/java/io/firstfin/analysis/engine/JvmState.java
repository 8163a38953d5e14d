package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.CloseFacts;
import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.ConnectSample;
import io.firstfin.analysis.engine.ConnectionRecord.FinWait2Seen;
import io.firstfin.analysis.engine.ConnectionRecord.HalfClose;
import io.firstfin.analysis.engine.ConnectionRecord.KernelWord;
import io.firstfin.analysis.engine.ConnectionRecord.Opening;
import io.firstfin.analysis.engine.ConnectionRecord.PeerFin;
import io.firstfin.analysis.engine.ConnectionRecord.Sample;
import io.firstfin.analysis.engine.ConnectionRecord.Settled;
import io.firstfin.analysis.engine.ConnectionRecord.Undelivered;
import io.firstfin.analysis.engine.PortSamples.TimeWaitSample;
import io.firstfin.analysis.event.AcceptEvent;
import io.firstfin.analysis.event.AcceptQueueEvent;
import io.firstfin.analysis.event.AgentStatusEvent;
import io.firstfin.analysis.event.BindEvent;
import io.firstfin.analysis.event.CallSiteEvent;
import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.event.ConnectEvent;
import io.firstfin.analysis.event.DescriptorExhaustionEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.FinWaitEvent;
import io.firstfin.analysis.event.HalfCloseEvent;
import io.firstfin.analysis.event.JvmEvent;
import io.firstfin.analysis.event.KernelCountersEvent;
import io.firstfin.analysis.event.KernelSettingsEvent;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.event.PortExhaustionEvent;
import io.firstfin.analysis.event.PortInUseEvent;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.event.UnreleasedChannelEvent;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is known of one JVM: a record of each connection, until there are too many of them; the
 * counts of those whose records are no longer kept; and tables of what happens rarely.
 */
final class JvmState implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_GROUPS = 20_000;
    private static final int MAX_CONNECTIONS = 50_000;
    private static final int MAX_SAMPLES = 100_000;
    private static final int MOST_SHARED = 20_000;
    private static final long TIME_WAIT_LASTS =
            Duration.ofSeconds(TimeWaitProjection.SECONDS).toNanos();
    private static final long NEAR = Duration.ofSeconds(1).toNanos();
    private static final int FIRST_STATUS_OF_ERRORS = 400;

    /** Whose TIME_WAIT it was at the peak, told while the records were there. */
    private record Peak(TimeWaitSample sample, TimeWaitLedger ledger) implements Serializable {

        static Peak fuller(Peak one, Peak other) {
            return TimeWaitSample.fuller(one.sample, other.sample) == one.sample ? one : other;
        }
    }

    /** What happened so often, and when last. */
    record Repeated(long count, Instant last) implements Serializable {

        static Repeated plus(Repeated one, Repeated other) {
            return new Repeated(one.count + other.count, one.last.isAfter(other.last) ? one.last : other.last);
        }
    }

    private final int mostRecords;
    final JvmFacts facts;
    final ConnectionTable connections = new ConnectionTable();
    private final List<ConnectionRecord> unnamed = new ArrayList<>();
    final CallSites sites;
    final BoundedMap<BindFailure, Repeated> bindFailures = new BoundedMap<>(MAX_GROUPS, Repeated::plus);
    final BoundedMap<Long, String> openers =
            new BoundedMap<>(MAX_CONNECTIONS, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    final PeerTable peers = new PeerTable();
    final PortSamples portSamples = new PortSamples();
    final OpenHttpSamples openHttp = new OpenHttpSamples();
    final PortFailures portFailures = new PortFailures();
    final DescriptorFailures descriptorFailures = new DescriptorFailures();
    final WaitingCloses waitingCloses = new WaitingCloses();
    final AcceptQueues acceptQueues = new AcceptQueues();
    final UnreleasedChannels unreleased = new UnreleasedChannels();

    final Tally older = new Tally();
    final TimeBins olderTimeline = new TimeBins();
    private final ConnectionSet olderOpened = new ConnectionSet();
    private final ConnectionSet olderClosed = new ConnectionSet();

    private final transient Map<Object, Object> shared = new HashMap<>();
    private Peak olderPeak;
    private int samples;
    private long duplicates;
    private long notKept;

    /**
     * @param mostRecords connections beyond this number are counted, and their records dropped
     * @param reasons why connections were closed, where the agent has proven nothing
     */
    JvmState(String name, int mostRecords, CloseReasons reasons) {
        this.facts = new JvmFacts(name);
        this.mostRecords = mostRecords;
        this.sites = new CallSites(reasons);
    }

    void accept(TracedEvent event) {
        // a chain, for a switch over types needs a newer Java
        if (event instanceof CloseEvent close) {
            close(close);
        } else if (event instanceof KernelStateEvent state) {
            kernelState(state);
        } else if (event instanceof ConnectEvent connect) {
            connect(connect);
        } else if (event instanceof AcceptEvent accept) {
            accept(accept);
        } else if (event instanceof CallSiteEvent sample) {
            sample(sample);
        } else if (event instanceof HalfCloseEvent halfClose) {
            halfClose(halfClose);
        } else if (event instanceof PortBudgetEvent budget) {
            portSamples.add(budget);
            openHttp.add(budget);
        } else if (event instanceof CloseWaitEvent waiting) {
            waitingCloses.add(waiting);
        } else if (event instanceof FinWaitEvent waiting) {
            if (!waiting.openedBy().isEmpty()) {
                openers.add(ConnectionTable.key(waiting.connection()), waiting.openedBy());
            }
        } else if (event instanceof PortExhaustionEvent exhaustion) {
            portFailures.add(exhaustion);
        } else if (event instanceof PortInUseEvent inUse) {
            portFailures.add(inUse);
        } else if (event instanceof DescriptorExhaustionEvent exhaustion) {
            descriptorFailures.add(exhaustion);
        } else if (event instanceof BindEvent bind) {
            bind(bind);
        } else if (event instanceof AcceptQueueEvent queue) {
            acceptQueues.add(queue);
        } else if (event instanceof UnreleasedChannelEvent channel) {
            unreleased.add(channel);
        } else if (event instanceof KernelCountersEvent counters) {
            facts.counters(counters);
        } else if (event instanceof KernelSettingsEvent settings) {
            facts.settings(settings);
        } else if (event instanceof AgentStatusEvent status) {
            facts.status(status);
        } else if (event instanceof JvmEvent jvm) {
            facts.jvm(jvm);
        }
    }

    /** Takes over what another state knows of the same JVM. */
    void addAll(JvmState other) {
        facts.addAll(other.facts);
        other.connections.forEach(theirs -> {
            if (olderOpened.contains(theirs.key) || olderClosed.contains(theirs.key)) {
                duplicates += (theirs.opening().isPresent() ? 1 : 0)
                        + (theirs.closing().isPresent() ? 1 : 0);
            } else {
                duplicates += connections.make(theirs.key).addAll(theirs);
            }
        });
        unnamed.addAll(other.unnamed);
        sites.examples().addAll(other.sites.examples());
        bindFailures.addAll(other.bindFailures);
        openers.addAll(other.openers);
        peers.addAll(other.peers, destination -> destination);
        portSamples.addAll(other.portSamples);
        openHttp.addAll(other.openHttp);
        portFailures.addAll(other.portFailures);
        descriptorFailures.addAll(other.descriptorFailures);
        waitingCloses.addAll(other.waitingCloses);
        acceptQueues.addAll(other.acceptQueues);
        unreleased.addAll(other.unreleased);
        older.addAll(other.older);
        other.olderTimeline.addTo(olderTimeline);
        olderOpened.addAll(other.olderOpened);
        olderClosed.addAll(other.olderClosed);
        olderPeak = olderPeak == null || other.olderPeak == null
                ? olderPeak == null ? other.olderPeak : olderPeak
                : Peak.fuller(olderPeak, other.olderPeak);
        samples += other.samples;
        duplicates += other.duplicates;
        notKept += other.notKept;
        countOlder();
    }

    /** Forgets what was over before a moment, and what was not seen again since. */
    void forgetBefore(Instant moment) {
        long nanos = MomentList.nanos(moment);
        connections.removeIf(one -> !one.isOpen() && one.lastTime() < nanos);
        unnamed.removeIf(one -> one.lastTime() < nanos);
        facts.forgetBefore(moment);
        bindFailures.removeIf(one -> one.last.isBefore(moment));
        portSamples.forgetBefore(moment);
        openHttp.forgetBefore(moment);
        portFailures.forgetBefore(moment);
        descriptorFailures.forgetBefore(moment);
        waitingCloses.forgetBefore(moment);
        acceptQueues.forgetBefore(moment);
        unreleased.forgetBefore(moment);
    }

    /** Hands over all records. */
    void forEach(Consumer<ConnectionRecord> reader) {
        connections.forEach(reader);
        unnamed.forEach(reader);
    }

    /** Whether our code closed a connection, as far as recorded. */
    boolean isClosedByCode(long connection) {
        ConnectionRecord known = connections.get(connection);
        return known != null ? known.isClosedByCode() : olderClosed.contains(connection);
    }

    /** Who closed a connection, as the stack of the close or a sample says. */
    CallSite closedBy(long connection) {
        ConnectionRecord known = connections.get(connection);
        return known == null
                ? CallSite.UNKNOWN
                : known.closing()
                        .filter(Closing::hasStack)
                        .map(Closing::site)
                        .or(() -> known.sample().map(Sample::site))
                        .orElse(CallSite.UNKNOWN);
    }

    /** The moment with most TIME_WAIT; the sum over budgets where these were asked for. */
    Optional<TimeWaitSample> timeWaitPeak() {
        return portSamples.last().isPresent()
                ? portSamples.peak()
                : facts.counters().peak();
    }

    /** When the kernel was last asked. */
    Optional<TimeWaitSample> timeWaitLast() {
        return portSamples.last().or(() -> facts.counters().last());
    }

    /** Whose TIME_WAIT was there when the kernel showed it. */
    TimeWaitLedger ledger(TimeWaitSample sample) {
        return olderPeak != null && olderPeak.sample.equals(sample) ? olderPeak.ledger : ledger(sample.time());
    }

    /** Whose TIME_WAIT was there at a moment, by the records that are kept. */
    TimeWaitLedger ledger(Instant moment) {
        TimeWaitLedger ledger = new TimeWaitLedger(MomentList.nanos(moment));
        forEach(ledger::add);
        return ledger;
    }

    /** Where a connection led; null where neither its open nor its close was recorded. */
    Destination led(long connection) {
        ConnectionRecord known = connections.get(connection);
        if (known == null) {
            return null;
        }
        return known.closing()
                .map(Closing::destination)
                .or(() -> known.opening().map(Opening::destination))
                .orElse(null);
    }

    /** Events that another file held too. */
    long duplicates() {
        return duplicates;
    }

    long notKept() {
        return notKept
                + bindFailures.notKept()
                + openers.notKept()
                + peers.notKept()
                + openHttp.notKept()
                + portFailures.notKept()
                + descriptorFailures.notKept()
                + waitingCloses.notKept()
                + acceptQueues.notKept()
                + unreleased.notKept();
    }

    /** What must be known beyond the records to count them. */
    Tally.Surroundings surroundings() {
        Map<Destination, Boolean> portsWereFree = portFailures.contradicted();
        long end = facts.windows().isEmpty() ? Long.MAX_VALUE : MomentList.nanos(facts.end());
        return new Tally.Surroundings() {
            @Override
            public String openedBy(long connection) {
                String opener = openers.get(connection);
                return opener == null ? "" : opener;
            }

            @Override
            public boolean portsWereFree(Destination destination) {
                return portsWereFree.getOrDefault(PortFailures.withoutSource(destination), false);
            }

            @Override
            public long end() {
                return end;
            }
        };
    }

    private void connect(ConnectEvent event) {
        long time = MomentList.nanos(event.time());
        boolean connected = event.failureKind() == FailureKind.NONE;
        open(
                event.connection(),
                new Opening(
                        time,
                        share(event.ends().destination(Role.CLIENT)),
                        event.ends().key(),
                        event.ends().localPort(),
                        sites.of(event.stack(), event.requestedBy(), time),
                        event.failureKind(),
                        share(event.failure()),
                        event.boundFirst(),
                        connected && (event.selfConnected() || event.ends().areOne()),
                        share(event.host())));
    }

    private void accept(AcceptEvent event) {
        long time = MomentList.nanos(event.time());
        Destination destination = share(event.ends().destination(Role.SERVER));
        addPeer(destination, event.ends());
        open(
                event.connection(),
                new Opening(
                        time,
                        destination,
                        event.ends().key(),
                        event.ends().localPort(),
                        sites.of(event.stack(), time),
                        FailureKind.NONE,
                        "",
                        false,
                        false,
                        ""));
    }

    private void addPeer(Destination server, Ends ends) {
        if (!ends.remoteAddress().isEmpty()) {
            peers.add(server, ends.localAddress(), ends.remoteAddress());
        }
    }

    private void open(String connection, Opening opening) {
        long key = ConnectionTable.key(connection);
        if (connection.isEmpty()) {
            unnamed().add(opening);
        } else if (olderOpened.contains(key)) {
            duplicates++;
        } else {
            duplicates += record(key).add(opening) ? 1 : 0;
        }
    }

    private void close(CloseEvent event) {
        Closing closing = closing(event);
        if (event.role() == Role.SERVER && closing.isByCode()) {
            addPeer(closing.destination(), event.ends());
        }
        long key = ConnectionTable.key(event.connection());
        if (event.connection().isEmpty()) {
            unnamed().add(closing);
        } else if (olderClosed.contains(key)) {
            duplicates++;
        } else {
            duplicates += record(key).add(closing) ? 1 : 0;
        }
    }

    /** A record that holds a close, beside what is known of its connection. This state stays as it is. */
    ConnectionRecord joined(CloseEvent event) {
        long key = ConnectionTable.key(event.connection());
        ConnectionRecord joined = new ConnectionRecord(key);
        ConnectionRecord known = event.connection().isEmpty() ? null : connections.get(key);
        if (known != null) {
            joined.addAll(known);
        }
        joined.add(closing(event));
        return joined;
    }

    private Closing closing(CloseEvent event) {
        long time = MomentList.nanos(event.time());
        CloseFacts facts = new CloseFacts(
                Verdict.atClose(event.closedFirst(), event.proof(), event.ending()),
                event.ending(),
                event.resetBy(),
                event.trigger(),
                why(event),
                event.evidence(),
                event.soLinger(),
                event.lingerSetBy(),
                event.reuseAddress(),
                event.traffic().unreadBytes() > 0,
                event.kernelState().equals("FIN_WAIT2"),
                event.lastStatus() >= FIRST_STATUS_OF_ERRORS,
                event.proxyTarget());
        return new Closing(
                time,
                share(event.ends().destination(event.role())),
                event.ends().key(),
                sites.of(event.stack(), event.requestedBy(), time),
                event.stack().isRecorded(),
                share(facts),
                nanos(event.lifetime()),
                nanos(event.closeWait()),
                nanos(event.peerFin().quietBefore()),
                fin(event),
                event.exchanges());
    }

    /** As the agent has proven it; else by the stack. */
    private Why why(CloseEvent event) {
        Why proven = new Why(
                event.reason().isEmpty() ? Why.UNKNOWN.reason() : event.reason(),
                event.program(),
                Challenge.of(event.role(), event.reason(), event.lastStatus(), event.exchanges()));
        return proven.isKnown()
                ? proven
                : sites.reason(event.stack())
                        .map(rule -> new Why(rule.reason(), event.program()))
                        .orElse(proven);
    }

    private void kernelState(KernelStateEvent event) {
        long key = ConnectionTable.key(event.connection());
        if (event.connection().isEmpty() || olderClosed.contains(key)) {
            notKept++;
            return;
        }
        long time = MomentList.nanos(event.time());
        // without the timer, it began with our close at the earliest
        long began = !event.isTimeWait()
                ? ConnectionRecord.UNKNOWN
                : event.remaining().isNegative() ? 0 : time + event.remaining().toNanos() - TIME_WAIT_LASTS;
        if (event.undelivered() > 0) {
            record(key).add(new Undelivered(time, event.undelivered()));
        }
        if (event.isFinWait2()) {
            record(key).add(new FinWait2Seen(time));
        }
        record(key)
                .add(new KernelWord(
                        time,
                        event.isTimeWait(),
                        began > time - NEAR ? ConnectionRecord.UNKNOWN : began,
                        event.verdict().isPresent() ? time : ConnectionRecord.UNKNOWN,
                        event.verdict().map(this::settled).orElse(null)));
    }

    private Settled settled(KernelStateEvent.Settled word) {
        Verdict verdict = Verdict.settled(word.closedFirst(), word.proof(), word.timeWait());
        boolean toBeExplained = !word.agrees() || verdict.proof() != Proof.PROVEN;
        return share(new Settled(
                verdict,
                word.ending().orElse(null),
                word.resetBy(),
                word.agrees(),
                toBeExplained ? word.evidence() : ""));
    }

    private void sample(CallSiteEvent event) {
        Act act = event.act().orElse(null);
        if (act != Act.CLOSE && act != Act.CONNECT || event.connection().isEmpty()) {
            return;
        }
        if (samples >= MAX_SAMPLES) {
            notKept++;
            return;
        }
        samples++;
        long time = MomentList.nanos(event.time());
        if (act == Act.CLOSE) {
            record(event.connection())
                    .add(new Sample(
                            sites.of(event.stack(), event.requestedBy(), time),
                            event.weight(),
                            sites.reason(event.stack()).orElse(null)));
        } else {
            record(event.connection())
                    .add(new ConnectSample(
                            share(event.ends().destination(Role.CLIENT)),
                            sites.of(event.stack(), event.requestedBy(), time),
                            event.weight()));
        }
    }

    private void halfClose(HalfCloseEvent event) {
        long time = MomentList.nanos(event.time());
        record(event.connection()).add(new HalfClose(time, sites.of(event.stack(), time)));
    }

    private void bind(BindEvent event) {
        if (event.failure().isEmpty()) {
            return;
        }
        BindFailure key = new BindFailure(
                event.localAddress(),
                event.localPort(),
                event.listening(),
                event.reuseAddress(),
                event.failure(),
                event.heldBy(),
                sites.of(event.stack(), MomentList.nanos(event.time())),
                0);
        bindFailures.add(
                key,
                new Repeated(1, event.time()),
                () -> new BindFailure("", 0, key.listening(), key.reuseAddress(), key.failure(), "", key.site(), 0));
    }

    private ConnectionRecord record(String connection) {
        return record(ConnectionTable.key(connection));
    }

    private ConnectionRecord record(long key) {
        ConnectionRecord record = connections.make(key);
        if (connections.size() > mostRecords) {
            countOlder();
            return connections.make(key);
        }
        return record;
    }

    /** A record of its own for an event that does not name its connection. */
    private ConnectionRecord unnamed() {
        countOlder();
        ConnectionRecord record = new ConnectionRecord(0);
        unnamed.add(record);
        notKept++;
        return record;
    }

    /** Counts the older half of the connections, and drops their records, when there are too many. */
    private void countOlder() {
        if (unnamed.size() > mostRecords / 2) {
            unnamed.forEach(one -> older.add(one, surroundings(), olderTimeline));
            unnamed.clear();
        }
        if (connections.size() <= mostRecords) {
            return;
        }
        MomentList times = new MomentList();
        connections.forEach(one -> times.add(one.lastTime()));
        long cut = times.median();
        keepPeak();
        Tally.Surroundings surroundings = surroundings();
        connections.removeIf(one -> {
            if (one.lastTime() > cut || one.isOpen()) {
                return false;
            }
            older.add(one, surroundings, olderTimeline);
            one.opening().ifPresent(opening -> olderOpened.add(one.key));
            if (one.isClosedByCode()) {
                olderClosed.add(one.key);
            }
            return true;
        });
        if (connections.size() > mostRecords / 4 * 3) {
            // connections that stay open fill the table: the oldest of them must go too
            notKept += connections.size();
            connections.removeIf(one -> one.lastTime() <= cut);
            notKept -= connections.size();
        }
    }

    /** Whose TIME_WAIT it was at the peak so far can be told only while the records are there. */
    private void keepPeak() {
        timeWaitPeak()
                .filter(peak -> olderPeak == null || !olderPeak.sample.equals(peak))
                .ifPresent(peak -> olderPeak = new Peak(peak, ledger(peak.time())));
    }

    /** Kept only where our code used the connection after the FIN, for that is rare. */
    private static PeerFin fin(CloseEvent event) {
        PeerFin fin = new PeerFin(
                event.peerFin().thenReset(),
                nanos(event.peerFin().quietBefore()),
                nanos(event.peerFin().sentAfter()));
        boolean used = fin.thenReset()
                || fin.sentAfter() != ConnectionRecord.UNKNOWN
                || event.reason().equals("STALE");
        return used ? fin : null;
    }

    private static long nanos(Duration span) {
        return span.isNegative() ? ConnectionRecord.UNKNOWN : span.toNanos();
    }

    /** The same value as one object for all connections. */
    @SuppressWarnings("unchecked")
    private <T> T share(T value) {
        if (shared.size() >= MOST_SHARED) {
            shared.clear();
        }
        return (T) shared.computeIfAbsent(value, same -> same);
    }
}
