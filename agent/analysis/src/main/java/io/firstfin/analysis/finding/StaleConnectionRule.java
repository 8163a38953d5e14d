package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.SentAfterFin.Range;
import java.util.List;
import java.util.stream.Stream;

/** A client of ours used connections again that the peer had closed in order while they were idle: a stale pool. */
final class StaleConnectionRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                Causes.ofCounted(model, group -> group.sentAfterFin().stale(), Causes.acts(Act.CLOSE, Mark.STALE))
                        .stream(),
                "call site",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        SentAfterFin all = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .map(CloseGroup::sentAfterFin)
                .reduce(SentAfterFin.NONE, SentAfterFin::plus);
        Range quiet = idleTime(all);
        String statement = cause.connectionsWere() + " used again after the peer had closed "
                + (cause.count() == 1 ? "it." : "them.") + idle(quiet) + lost(all)
                + cause.where("closed") + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("connections", all.stale())
                .with("lost", all.staleLost())
                .destination(cause)
                .with("destinationConnections", cause.affected().get(0).count());
        if (quiet.isKnown()) {
            evidence.millis("shortestIdleMillis", quiet.shortest()).millis("longestIdleMillis", quiet.longest());
        }
        if (all.after().isKnown()) {
            evidence.millis("shortestSentAfterMillis", all.after().shortest())
                    .millis("longestSentAfterMillis", all.after().longest());
        }
        return new Finding(
                FindingId.STALE_CONNECTION,
                all.staleLost() >= Thresholds.LOST * model.closed() && all.staleLost() > 0
                        ? Severity.WARNING
                        : Severity.INFO,
                statement,
                evidence.site("closer", cause.site()),
                List.of(
                        quiet.isKnown()
                                ? "Let the pool give up connections before they have been idle for "
                                        + Figures.span(quiet.shortest()) + ": then the peer closes them."
                                : "Let the pool give up idle connections sooner than the peer does.",
                        "Or raise the idle limit of the peer, or of the balancer before it, above that of the pool.",
                        "A pool that tests a connection before each use finds most of these, and costs a round trip."),
                cause);
    }

    /**
     * A peer that says farewell right before its FIN, as TLS does by close_notify and PostgreSQL by its last error, hides
     * how long they were idle.
     */
    private static Range idleTime(SentAfterFin all) {
        return all.quiet().shortest().compareTo(PeerEnds.IDLE) < 0 ? Range.NONE : all.quiet();
    }

    private static String idle(Range quiet) {
        return quiet.isKnown() ? " It closed after " + Figures.between(quiet) + " without data." : "";
    }

    private static String lost(SentAfterFin all) {
        if (all.staleLost() == 0) {
            return " That was noticed before a request was sent, and cost a new connection.";
        }
        String when = all.after().isKnown() ? ", " + Figures.between(all.after()) + " later," : "";
        String what = " What we sent" + when + " was answered by a reset and is lost";
        return what + (all.staleLost() == all.stale() ? "." : ": " + Figures.count(all.staleLost(), "time") + ".");
    }
}
