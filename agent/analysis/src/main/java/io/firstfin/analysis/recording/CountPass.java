package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.Trigger;
import io.firstfin.analysis.recording.Connections.Sample;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** The second reading of a JVM's files: counts what happened to its connections. */
final class CountPass {

    private final int jvm;
    private final String network;
    private final Connections connections;
    private final CallSiteFinder sites;
    private final Groups groups;
    private final Happenings happenings;
    private final StillOpen stillOpen;
    private final JvmPorts ports;

    /** @param jvm its place among the model's JVMs */
    CountPass(
            int jvm,
            JvmFacts facts,
            Connections connections,
            CallSiteFinder sites,
            Groups groups,
            Happenings happenings,
            JvmPorts ports) {
        this.jvm = jvm;
        this.network = facts.network();
        this.stillOpen = new StillOpen(facts);
        this.connections = connections;
        this.sites = sites;
        this.groups = groups;
        this.happenings = happenings;
        this.ports = ports;
    }

    void read(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "firstfin.Close" -> close(event);
            case "firstfin.Connect" -> connect(event);
            case "firstfin.Accept" -> accept(event);
            case "firstfin.Bind" -> bind(event);
            case "firstfin.CallSite" -> connectSample(event);
            case "firstfin.KernelCounters" ->
                happenings.timeWaitCounted(network, event.getEndTime(), Fields.number(event, "timeWaitSockets"));
            case "firstfin.PortBudget", "firstfin.PortExhaustion" -> ports.readAgain(jvm, event, happenings.budgets());
            default -> {}
        }
    }

    /** To be called after the last event. */
    void end() {
        groups.stillOpen(stillOpen.counts());
        groups.workloads().staying(stillOpen.opens());
    }

    private void close(RecordedEvent event) {
        String connection = Fields.text(event, "connection");
        if (!connections.firstClose(connection)) {
            return;
        }
        Role role = Fields.constant(event, "role", Role.UNKNOWN);
        Destination destination = destination(role, event);
        ClosedConnection closed = ClosedConnection.of(jvm, event, destination, connections.settled(connection));
        groups.close(closed);
        if (closed.group().trigger() == Trigger.EXIT) {
            atExit(closed, connection);
            return;
        }
        happenings.close(closed.group(), event.getEndTime(), connections.wasInTimeWait(connection));
        groups.sources().add(destination);
        groups.workloads().closed(closed.group(), event.getEndTime());
        if (role == Role.SERVER) {
            groups.peers().add(destination, Fields.text(event, "localAddress"), Fields.text(event, "remoteAddress"));
        }
        if (connections.disagreed(connection)) {
            groups.disagreement();
        }
        CallSite site = sites.of(event.getStackTrace());
        Optional<Sample> sampled = connections.takeSample(connection);
        groups.sites().add(Act.CLOSE, destination, closed.marks(), site, 1);
        sampled.ifPresent(sample ->
                groups.sampledSites().add(Act.CLOSE, destination, closed.marks(), sample.site(), sample.weight()));
        ports.close(event, closed, site, sampled);
    }

    /** The kernel closed it: its stack is that of a shutdown hook, and its time is not the load's. */
    private void atExit(ClosedConnection closed, String connection) {
        groups.sources().add(closed.group().destination());
        if (connections.disagreed(connection)) {
            groups.disagreement();
        }
        groups.sites().add(Act.CLOSE, closed.group().destination(), closed.marks(), CallSite.UNKNOWN, 1);
    }

    private void connect(RecordedEvent event) {
        String connection = Fields.text(event, "connection");
        if (!connections.firstOpen(connection)) {
            return;
        }
        String failure = Fields.text(event, "failure");
        FailureKind none = failure.isEmpty() ? FailureKind.NONE : FailureKind.OTHER;
        boolean boundFirst = Fields.flag(event, "boundFirst");
        FailureKind kind = kind(event, none, boundFirst);
        Set<Mark> marks = marks(connection);
        if (boundFirst) {
            marks.add(Mark.BOUND_FIRST);
        }
        if (kind != FailureKind.NONE) {
            marks.add(kind == FailureKind.PORTS_EXHAUSTED ? Mark.PORTS_EXHAUSTED : Mark.FAILED);
        }
        Destination destination = destination(Role.CLIENT, event);
        groups.sources().add(destination);
        groups.open(jvm, destination, kind, boundFirst, failure);
        if (kind == FailureKind.PORTS_EXHAUSTED) {
            groups.workloads().refused(destination, event.getEndTime());
        }
        happenings.open(
                jvm,
                destination,
                kind,
                event.getEndTime(),
                kind == FailureKind.NONE && connections.staysOpen(connection));
        if (kind == FailureKind.NONE) {
            opened(connection, destination, event);
            if (PortConflicts.isSelfConnect(event)) {
                ports.conflicts().selfConnect(destination);
            }
        }
        if (kind == FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION) {
            ports.conflicts().connect(event, destination);
        }
        groups.sites().add(Act.CONNECT, destination, marks, sites.of(event.getStackTrace()), 1);
    }

    /** Older agents took each failure with EADDRNOTAVAIL for a want of ports. */
    private FailureKind kind(RecordedEvent event, FailureKind none, boolean boundFirst) {
        FailureKind kind = Fields.constant(event, "failureKind", none);
        if (kind != FailureKind.PORTS_EXHAUSTED || !ports.wereFree(event)) {
            return kind;
        }
        return boundFirst ? FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION : FailureKind.OTHER;
    }

    private void accept(RecordedEvent event) {
        String connection = Fields.text(event, "connection");
        if (connections.firstOpen(connection)) {
            Destination destination = destination(Role.SERVER, event);
            groups.open(jvm, destination, FailureKind.NONE, false, "");
            happenings.open(jvm, destination, FailureKind.NONE, event.getEndTime(), connections.staysOpen(connection));
            opened(connection, destination, event);
            groups.sites().add(Act.ACCEPT, destination, marks(connection), sites.of(event.getStackTrace()), 1);
        }
    }

    private void opened(String connection, Destination destination, RecordedEvent event) {
        if (connections.staysOpen(connection)) {
            stillOpen.add(destination, event.getEndTime());
            ports.staysOpen(event, destination);
        }
    }

    private void bind(RecordedEvent event) {
        String failure = Fields.text(event, "failure");
        if (!failure.isEmpty()) {
            CallSite site = sites.of(event.getStackTrace());
            groups.bindFailure(event, failure, site);
        }
    }

    private void connectSample(RecordedEvent event) {
        if (Fields.text(event, "act").equals("CONNECT")) {
            groups.sampledSites()
                    .add(
                            Act.CONNECT,
                            destination(Role.CLIENT, event),
                            marks(Fields.text(event, "connection")),
                            sites.of(event.getStackTrace()),
                            Sample.weight(event));
        }
    }

    private Set<Mark> marks(String connection) {
        return connections.isCollected(connection) ? EnumSet.of(Mark.COLLECTED) : EnumSet.noneOf(Mark.class);
    }

    private Destination destination(Role role, RecordedEvent event) {
        return switch (role) {
            case CLIENT ->
                Destination.client(
                        network,
                        Fields.text(event, "localAddress"),
                        Fields.text(event, "remoteAddress"),
                        Fields.integer(event, "remotePort"));
            case SERVER -> Destination.server(network, Fields.integer(event, "localPort"));
            case UNKNOWN -> Destination.unknown(network);
        };
    }
}
