package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.recording.Connections.Sample;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** What one JVM's files tell of ports: a door to those who count each kind of event. */
final class JvmPorts {

    private final JvmFacts facts;
    private final Connections connections;
    private final CallSiteFinder sites;
    private final BudgetSeries budgets = new BudgetSeries();
    private final TimeWaitLooks looks = new TimeWaitLooks();
    private final Exhaustions exhaustions = new Exhaustions();
    private final WaitingCloses waiting = new WaitingCloses();
    private final AcceptQueueLooks acceptQueues = new AcceptQueueLooks();
    private final FinWaits finWaits = new FinWaits();
    private final UnreleasedChannels unreleased = new UnreleasedChannels();
    private final RedirectedConnections redirects = new RedirectedConnections();
    private final PortConflicts conflicts = new PortConflicts();
    private final TimeWaitBegins begins;
    private Optional<TimeWaitMoments> moments = Optional.empty();
    private Set<BudgetSeries.Key> followed = Set.of();

    JvmPorts(JvmFacts facts, Connections connections, CallSiteFinder sites) {
        this.facts = facts;
        this.connections = connections;
        this.sites = sites;
        this.begins = new TimeWaitBegins(connections);
    }

    /** An event of the first reading. */
    void read(String name, RecordedEvent event) {
        switch (name) {
            case "firstfin.PortBudget" ->
                PortCounts.side(event).ifPresent(side -> {
                    budgets.add(side, event);
                    looks.budget(side, event);
                });
            case "firstfin.KernelCounters" -> looks.counters(event);
            case "firstfin.PortExhaustion" -> exhaustions.add(event);
            case "firstfin.PortInUse" -> conflicts.inUse(event);
            case "firstfin.CloseWait" -> waiting.add(event);
            case "firstfin.AcceptQueue" -> acceptQueues.add(event);
            case "firstfin.FinWait" -> finWaits.waiting(event);
            case "firstfin.UnreleasedChannel" -> unreleased.add(event);
            case "firstfin.HalfClose" -> finWaits.halfClose(event, sites.of(event.getStackTrace()));
            case "firstfin.HttpExchange" -> redirects.exchange(event);
            case "firstfin.KernelState" -> {
                finWaits.afterClose(event);
                begins.afterClose(event);
            }
            default -> {}
        }
    }

    /**
     * Between the two readings: now it is known for which moments TIME_WAIT is to be charged, and
     * which budgets are the fullest.
     */
    void endOfFirstReading() {
        followed = budgets.fullest();
        moments = Optional.of(new TimeWaitMoments(looks, facts.windows()));
    }

    /**
     * An event on a budget in the second reading.
     *
     * @param jvm its place among the model's JVMs
     * @param courses what the kernel showed over time, of all JVMs
     */
    void readAgain(int jvm, RecordedEvent event, BudgetTally courses) {
        Destination destination = PortCounts.destination(event).in(facts.network());
        PortCount look = PortCounts.of(event);
        if (event.getEventType().getName().equals("firstfin.PortExhaustion")) {
            if (Exhaustions.isContradicted(event)) {
                return;
            }
            PortSide side = Exhaustions.atBind(event) ? PortSide.BIND : PortSide.CLIENT;
            courses.exhausted(jvm, side, destination, look, Exhaustions.failures(event));
        } else {
            PortCounts.side(event)
                    .filter(side -> followed.contains(BudgetSeries.Key.of(side, event)))
                    .ifPresent(side -> courses.look(jvm, side, destination, look));
        }
    }

    /** Whether a connect that found no port free failed although many were. */
    boolean wereFree(RecordedEvent connect) {
        return exhaustions.contradict(connect);
    }

    /** Connects of the second reading that met their own port. */
    PortConflicts conflicts() {
        return conflicts;
    }

    /** A close of the second reading, with the stack of its own or the sample of it. */
    void close(RecordedEvent event, ClosedConnection closed, CallSite site, Optional<Sample> sample) {
        String connection = Fields.text(event, "connection");
        Destination destination = closed.group().destination();
        waiting.led(connection, destination);
        finWaits.close(connection, destination, event);
        redirects.close(connection, closed);
        Sample told =
                event.getStackTrace() != null ? new Sample(site, 1) : sample.orElse(new Sample(CallSite.UNKNOWN, 0));
        unreleased.close(connection, told.site());
        moments.orElseThrow().close(event, closed, begins.of(connection, event.getEndTime()), told);
    }

    /** A connect or accept of the second reading whose close is in no file. */
    void staysOpen(RecordedEvent event, Destination destination) {
        String connection = Fields.text(event, "connection");
        waiting.led(connection, destination);
        finWaits.staysOpen(connection, destination, facts.end());
        moments.orElseThrow().staysOpen(event);
    }

    /** @param jvm its place among the model's JVMs */
    Ports ports(int jvm, Sources sources) {
        String network = facts.network();
        List<TimeWaitCensus> timeWait = moments.orElseThrow().all(jvm, sources);
        return new Ports(
                budgets.budgets(jvm, network),
                exhaustions.all(jvm, network),
                waiting.all(network, connections),
                finWaits.all(),
                timeWait,
                redirects.all(),
                acceptQueues.all(jvm, network),
                unreleased.all(),
                conflicts.conflicts(jvm, network, sources),
                conflicts.selfConnects());
    }

    long notKept() {
        return budgets.notKept()
                + exhaustions.notKept()
                + waiting.notKept()
                + finWaits.notKept()
                + acceptQueues.notKept()
                + redirects.notKept()
                + unreleased.notKept()
                + begins.notKept()
                + conflicts.notKept()
                + moments.map(TimeWaitMoments::notKept).orElse(0L);
    }
}
