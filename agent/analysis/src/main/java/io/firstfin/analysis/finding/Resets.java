package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Role;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the findings on resets have in common. */
final class Resets {

    /** Reasons by which an HTTP client closes after the last response, which both sides know to be the last. */
    private static final Set<String> ANNOUNCED = Set.of("RESPONSE_SAID_CLOSE", "REQUEST_SAID_CLOSE", "HTTP_1_0");

    private Resets() {}

    /** Whether our FIN came before the peer was finished, so that a reset answered it. */
    static boolean isTooEarly(CloseGroup group) {
        return group.closedTooEarly() && !isRefusal(group) && !endedAsAnnounced(group);
    }

    /** The last response was read before: all that still crossed our FIN, or the peer's, is a farewell. */
    static boolean endedAsAnnounced(CloseGroup group) {
        return group.role() == Role.CLIENT && ANNOUNCED.contains(group.why().reason());
    }

    /** Nobody wants the rest of the answer by which a proxy refuses to connect. */
    static boolean isRefusal(CloseGroup group) {
        return group.why().reason().equals(Why.PROXY_REFUSED);
    }

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
