package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.SelfConnects;
import io.firstfin.analysis.model.SiteGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connects whose local port is the problem although ports are free: the port is in use towards the destination, or it
 * is the port that they connect to, so that they connect to themselves (RFC 9293, 3.5: a simultaneous open).
 */
final class OwnPortRule implements Rule {

    private static final String TIME_WAIT = "TIME_WAIT";
    private static final String OTHER_PROCESS = "another process";

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Integer, List<PortConflict>> byPort =
                model.ports().conflicts().stream().collect(Collectors.groupingBy(PortConflict::localPort));
        Predicate<SiteGroup> failed = Causes.acts(Act.CONNECT, Mark.FAILED);
        Stream<Finding> inUse = ShownFindings.of(
                byPort.values().stream()
                        .flatMap(conflicts -> Causes.bySite(model, mostFirst(conflicts), failed).stream()
                                .map(cause -> Map.entry(cause, worst(cause, conflicts))))
                        .sorted(Comparator.comparingLong((Map.Entry<Cause, PortConflict> entry) ->
                                        entry.getKey().count())
                                .reversed()
                                .thenComparing(entry -> entry.getValue().toString())),
                "call site",
                entry -> inUse(model, entry.getKey(), entry.getValue()));
        Stream<Cause> selfConnects = model.ports().selfConnects().stream()
                .collect(
                        Collectors.groupingBy(connects -> connects.destination().port()))
                .values()
                .stream()
                .map(all -> withSites(model, all))
                .sorted(Comparator.comparingLong(Cause::count)
                        .reversed()
                        .thenComparing(cause -> cause.worst().port()));
        return Stream.concat(inUse, ShownFindings.of(selfConnects, "port", cause -> selfConnect(model, cause)));
    }

    private static Cause withSites(Model model, List<SelfConnects> all) {
        Cause cause = Cause.of(all, SelfConnects::destination, SelfConnects::count);
        Predicate<SiteGroup> connected = Causes.acts(Act.CONNECT, Mark.SELF_CONNECTED);
        return new Cause(
                cause.affected(),
                model.sites().of(Act.CONNECT, connected.and(group -> cause.concerns(group.destination()))));
    }

    private static List<AffectedDestination> mostFirst(List<PortConflict> conflicts) {
        return AffectedDestination.mostFirst(conflicts.stream(), PortConflict::destination, PortConflict::count);
    }

    private static PortConflict worst(Cause cause, List<PortConflict> conflicts) {
        return conflicts.stream()
                .filter(conflict -> conflict.destination().equals(cause.worst()))
                .max(Comparator.comparingLong(PortConflict::count).thenComparing(PortConflict::toString))
                .orElseThrow();
    }

    /** @param conflict the one that is most frequent */
    private static Finding inUse(Model model, Cause cause, PortConflict conflict) {
        String statement = port(conflict) + " is in use towards " + cause.label() + ": "
                + Figures.count(cause.count(), "connect") + " from it failed with \"Cannot assign requested address\"."
                + " Other ports are of no help to a socket that is bound to this one."
                + (conflict.heldBy().isEmpty() ? "" : " The kernel showed on it: " + conflict.heldBy() + ".")
                + (cause.site().isPresent() ? cause.where("attempted") : failedAt(conflict))
                + cause.byDestination();
        Evidence evidence = new Evidence().destination(cause).with("failures", cause.count());
        if (conflict.localPort() > 0) {
            evidence.with("port", conflict.localPort());
        }
        evidence.with("heldBy", conflict.heldBy()).site("opener", cause.site());
        return new Finding(
                FindingId.PORT_IN_USE, Severity.WARNING, statement, evidence, advice(model, conflict), cause);
    }

    /** Where no stacks were recorded, the line of the first failure is known all the same. */
    private static String failedAt(PortConflict conflict) {
        return conflict.failedAt().isEmpty() ? "" : " The first was attempted in " + conflict.failedAt() + ".";
    }

    private static String port(PortConflict conflict) {
        return conflict.localPort() > 0 ? "Port " + conflict.localPort() : "The port that a socket was bound to";
    }

    private static List<String> advice(Model model, PortConflict conflict) {
        List<String> advice = new ArrayList<>();
        advice.add("Connect without binding to a port: then the kernel finds one that is free.");
        if (conflict.heldBy().startsWith(TIME_WAIT)) {
            advice.add("Where the port must be this one, let the peer close first, or keep the connection: TIME_WAIT"
                    + " holds the port for 60 s after we close first.");
            model.recordings()
                    .network(conflict.destination())
                    .settings()
                    .flatMap(OwnPortRule::reuse)
                    .ifPresent(advice::add);
        } else if (conflict.heldBy().contains(OTHER_PROCESS)) {
            advice.add("Find the other process: \"ss -tnp sport = :" + conflict.localPort() + "\" names it.");
        } else {
            advice.add("Where the port must be this one, close its connection to this destination before the next"
                    + " connect, or use that connection for both.");
        }
        return List.copyOf(advice);
    }

    /** With timestamps {@code tcp_twsk_unique} lets a bound socket have the port, whatever tcp_tw_reuse is. */
    private static Optional<String> reuse(KernelSettings settings) {
        return settings.timestamps() != 0
                ? Optional.empty()
                : Optional.of("net.ipv4.tcp_timestamps is 0: with 1 at both ends, a connect from a bound port takes it"
                        + " over from TIME_WAIT.");
    }

    private static Finding selfConnect(Model model, Cause cause) {
        boolean one = cause.count() == 1;
        String statement = Figures.count(cause.count(), "connect") + " to " + cause.label()
                + " connected to " + (one ? "itself" : "themselves")
                + ": nobody listened there, and the local port was the same one. What is sent on such a connection"
                + " comes back to its sender, and while it is open no server can listen on"
                + " port " + cause.worst().port() + "." + cause.where("made") + cause.byDestination();
        return new Finding(
                FindingId.SELF_CONNECT,
                Severity.WARNING,
                statement,
                new Evidence()
                        .destination(cause)
                        .with("connects", cause.count())
                        .site("opener", cause.site()),
                otherPort(model, cause.worst()),
                cause);
    }

    private static List<String> otherPort(Model model, Destination destination) {
        int port = destination.port();
        List<String> advice = new ArrayList<>();
        model.recordings()
                .network(destination)
                .settings()
                .filter(settings -> settings.isForConnects(port))
                .ifPresent(settings -> advice.add("Let the server listen on a port outside of ip_local_port_range"
                        + " (" + settings.firstPort() + "-"
                        + settings.lastPort() + "), or reserve port " + port
                        + " (ip_local_reserved_ports)."));
        advice.add("After a connect to an address of this machine compare the local address and port with the remote"
                + " ones: where they are equal, close it and try again later.");
        return List.copyOf(advice);
    }
}
