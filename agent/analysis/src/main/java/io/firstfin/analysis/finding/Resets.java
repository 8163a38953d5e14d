package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the findings on resets have in common. */
final class Resets {

    private Resets() {}

    static Stream<Finding> bySite(
            Model model, Predicate<CloseGroup> which, Mark mark, Function<Cause, Finding> finding) {
        return ShownFindings.of(
                Causes.ofCloses(model, which, Causes.acts(Act.CLOSE, mark)).stream(), "call site", finding);
    }

    /** Whether an HTTP client or server that FirstFin knows used any of them. */
    static boolean isHttp(Model model, Predicate<CloseGroup> which) {
        return model.connections().closes().stream()
                .filter(which)
                .anyMatch(group -> !group.why().program().isEmpty());
    }

    static Evidence evidence(Cause cause) {
        return new Evidence()
                .with("resets", cause.count())
                .destination(cause)
                .with("destinationResets", cause.affected().get(0).count());
    }

    /** The part of all closes, from 0 to 1. */
    static double part(Model model, Cause cause) {
        return (double) cause.count() / model.closed();
    }
}
