package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.verdict.FailureKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connects failed; a finding for each kind of failure and each cause. What concerns ports has rules of its own. */
final class ConnectFailedRule implements Rule {

    private static final Set<FailureKind> OF_OTHERS =
            EnumSet.of(FailureKind.NONE, FailureKind.PORTS_EXHAUSTED, FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION);

    private static final String NARROWED = "Look for a port or a range that the socket was given before connect (bind,"
            + " IP_LOCAL_PORT_RANGE), and for sockets that are bound and never connected, which the kernel lists"
            + " nowhere.";

    @Override
    public Stream<Finding> findings(Model model) {
        Map<OpenGroup, Destination> reached = reachedInstead(model);
        return Stream.concat(otherAddresses(model, reached), failures(model, reached));
    }

    private static Stream<Finding> failures(Model model, Map<OpenGroup, Destination> reached) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> !OF_OTHERS.contains(kind))
                .flatMap(kind -> ShownFindings.of(
                        Causes.ofConnects(
                                model,
                                group -> group.failure() == kind && !reached.containsKey(group),
                                Causes.acts(Act.CONNECT, Mark.FAILED))
                                .stream(),
                        "call site",
                        cause -> finding(model, kind, cause)));
    }

    /**
     * The refused connects whose name has another address, which accepted: the client went on to it. The address that
     * refused accepted none.
     */
    private static Map<OpenGroup, Destination> reachedInstead(Model model) {
        List<OpenGroup> accepted = model.connections().opens().stream()
                .filter(OpenGroup::succeeded)
                .toList();
        Map<OpenGroup, Destination> reached = new LinkedHashMap<>();
        for (OpenGroup refused : model.connections().opens()) {
            Destination to = refused.destination();
            if (refused.failure() == FailureKind.REFUSED
                    && !refused.host().isEmpty()
                    && accepted.stream().noneMatch(other -> PortUsageText.sameEnd(other.destination(), to))) {
                accepted.stream()
                        .filter(other -> other.jvm() == refused.jvm()
                                && other.host().equals(refused.host())
                                && other.destination().port() == to.port())
                        .findFirst()
                        .ifPresent(other -> reached.put(refused, other.destination()));
            }
        }
        return reached;
    }

    private static Stream<Finding> otherAddresses(Model model, Map<OpenGroup, Destination> reached) {
        Map<String, List<OpenGroup>> byName = reached.keySet().stream()
                .collect(Collectors.groupingBy(OpenGroup::host, TreeMap::new, Collectors.toList()));
        return ShownFindings.of(
                byName.entrySet().stream(),
                "name",
                entry ->
                        Causes.ofConnects(model, entry.getValue()::contains, Causes.acts(Act.CONNECT, Mark.FAILED))
                                .stream()
                                .findFirst()
                                .map(cause -> otherAddress(
                                        entry.getKey(),
                                        cause,
                                        reached.get(entry.getValue().get(0))))
                                .orElseThrow());
    }

    private static Finding otherAddress(String host, Cause cause, Destination other) {
        String refused = cause.worst().addressLabel();
        String accepted = other.addressLabel();
        String statement = host + " leads to " + cause.label() + ", where nobody listens, and then to " + other.label()
                + ", which accepts: " + Figures.count(cause.count(), "connect")
                + (cause.count() == 1 ? " was" : " were") + " refused and tried again there."
                + cause.where("attempted") + cause.byDestination();
        return new Finding(
                FindingId.CONNECT_FAILED,
                Severity.INFO,
                statement,
                new Evidence()
                        .with("failureKind", FailureKind.REFUSED.name())
                        .with("failures", cause.count())
                        .destination(cause)
                        .with("destinationFailures", cause.affected().get(0).count())
                        .with("host", host)
                        .with("accepted", other.label())
                        .site("opener", cause.site()),
                List.of("Connect to " + accepted + " instead of " + host + ", or let the server listen on " + refused
                        + ", too."),
                cause);
    }

    private static Finding finding(Model model, FailureKind kind, Cause cause) {
        long count = cause.count();
        Optional<PortExhaustion> free = kind != FailureKind.OTHER
                ? Optional.empty()
                : model.ports().exhaustions().stream()
                        .filter(PortExhaustion::isContradicted)
                        .filter(one -> PortUsageText.sameEnd(one.destination(), cause.worst()))
                        .findFirst();
        String statement = Figures.count(count, "connect") + " failed (" + FindingText.of(kind) + ")"
                + cause.to() + "."
                + free.map(ConnectFailedRule::free).orElse("") + cause.where("attempted") + cause.byDestination();
        boolean many =
                count >= Thresholds.CONNECTS_FAILED * model.opened(group -> true) && kind != FailureKind.CANCELLED;
        return new Finding(
                FindingId.CONNECT_FAILED,
                many ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("failureKind", kind.name())
                        .with("failures", count)
                        .destination(cause)
                        .with("destinationFailures", cause.affected().get(0).count())
                        .site("opener", cause.site()),
                List.of(free.isPresent() ? NARROWED : advice(kind)),
                cause);
    }

    private static String free(PortExhaustion one) {
        return " The exception says \"Cannot assign requested address\", but the kernel showed "
                + Figures.count(one.held().free()) + " of "
                + Figures.count(one.held().capacity())
                + " local ports free towards it: it is no want of ports.";
    }

    private static String advice(FailureKind kind) {
        return switch (kind) {
            case REFUSED -> "Check that the peer listens there; wait longer before each retry.";
            case TIMED_OUT -> "Check the route, firewalls, and whether the peer's backlog is full.";
            case UNREACHABLE -> "Check the route and the name that led to this address.";
            case RESET -> "Check the peer or the balancer before it: it answers with a reset.";
            case CANCELLED -> "Nothing has to change if the code meant to give up.";
            default -> "Read the exception in the log; it is none of the usual kinds.";
        };
    }
}
