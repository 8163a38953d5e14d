package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.SiteShare;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Connects failed; one finding for each kind of failure. Want of ports has a rule of its own. */
final class ConnectFailedRule implements Rule {

    private static final double MANY = 0.01;

    @Override
    public Stream<Finding> findings(Model model) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind != FailureKind.NONE && kind != FailureKind.PORTS_EXHAUSTED)
                .flatMap(kind -> finding(model, kind));
    }

    private static Stream<Finding> finding(Model model, FailureKind kind) {
        Predicate<OpenGroup> such = group -> group.failure() == kind;
        long count = model.opened(such);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top = TopDestination.ofOpens(model, such);
        Optional<SiteShare> opener = model.sites().busiest(Act.CONNECT, group ->
                group.destination().equals(top.destination())
                        && group.marks().contains(Mark.FAILED));
        String statement = Figures.count(count, "connect") + " failed (" + kind.words() + ")"
                + top.of(count) + "." + Say.where("attempted", opener);
        boolean many = count >= MANY * model.opened(group -> true)
                && kind != FailureKind.CANCELLED;
        return Stream.of(new Finding(FindingId.CONNECT_FAILED,
                many ? Severity.WARNING : Severity.INFO, statement,
                new Evidence().with("failureKind", kind.name()).with("failures", count)
                        .with("destination", top.destination().label())
                        .with("destinationFailures", top.count())
                        .site("opener", opener).values(),
                List.of(advice(kind))));
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
