package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.FailureKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Connects failed; one finding for each kind of failure. What concerns ports has rules of its own. */
final class ConnectFailedRule implements Rule {

    private static final double MANY = 0.01;
    private static final Set<FailureKind> OF_OTHERS =
            EnumSet.of(FailureKind.NONE, FailureKind.PORTS_EXHAUSTED, FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION);

    private static final String NARROWED = "Look for a port or a range that the socket was given"
            + " before connect (bind, IP_LOCAL_PORT_RANGE), and for sockets that are bound and never"
            + " connected, which the kernel lists nowhere.";

    @Override
    public Stream<Finding> findings(Model model) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> !OF_OTHERS.contains(kind))
                .flatMap(kind -> finding(model, kind));
    }

    private static Stream<Finding> finding(Model model, FailureKind kind) {
        Predicate<OpenGroup> such = group -> group.failure() == kind;
        long count = model.opened(such);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top = TopDestination.ofOpens(model, such);
        Optional<SiteShare> opener = model.sites()
                .busiest(
                        Act.CONNECT,
                        group -> group.destination().equals(top.destination())
                                && group.marks().contains(Mark.FAILED));
        Optional<PortExhaustion> free = kind != FailureKind.OTHER
                ? Optional.empty()
                : model.ports().exhaustions().stream()
                        .filter(PortExhaustion::isContradicted)
                        .filter(one -> Held.sameEnd(one.destination(), top.destination()))
                        .findFirst();
        String statement = Figures.count(count, "connect") + " failed (" + FindingText.of(kind) + ")"
                + top.of(count) + "."
                + free.map(ConnectFailedRule::free).orElse("") + FindingText.where("attempted", opener);
        boolean many = count >= MANY * model.opened(group -> true) && kind != FailureKind.CANCELLED;
        return Stream.of(new Finding(
                FindingId.CONNECT_FAILED,
                many ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("failureKind", kind.name())
                        .with("failures", count)
                        .with("destination", top.destination().label())
                        .with("destinationFailures", top.count())
                        .site("opener", opener)
                        .values(),
                List.of(free.isPresent() ? NARROWED : advice(kind))));
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
