package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Our FIN went out, and then a reset ended the connection: the peer sent something that nobody was
 * there to read, or dropped what we had sent.
 */
final class ClosedTooEarlyRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                Causes.ofCloses(model, CloseGroup::closedTooEarly, Causes.acts(Act.CLOSE, Mark.CLOSED_TOO_EARLY))
                        .stream(),
                "call site",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        Predicate<CloseGroup> early = group -> group.closedTooEarly() && cause.concerns(group.destination());
        WhyClosed why = WhyClosed.of(model, early);
        double part = (double) cause.count() / model.closed();
        long ours = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.LOCAL);
        long peers = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.REMOTE);
        String statement = cause.connectionsWere() + " reset after our FIN ("
                + Figures.percent(part) + " of all)"
                + ": we closed before the peer was finished."
                + sender(ours, "ours: data came when nobody was there to read it") + sender(peers, "the peer's")
                + sender(cause.count() - ours - peers, "of unknown origin")
                + " What came late is lost, and nobody keeps TIME_WAIT."
                + cause.where("closed") + why.sentence() + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("resets", cause.count())
                .with("closedPercent", 100 * part)
                .with("resetsOurs", ours)
                .with("resetsOfPeer", peers)
                .destination(cause)
                .with("destinationResets", cause.affected().get(0).count())
                .site("closer", cause.site());
        why.into(evidence);
        return new Finding(
                FindingId.CLOSED_TOO_EARLY,
                model.share(CloseGroup::closedTooEarly) >= Thresholds.RESETS ? Severity.WARNING : Severity.INFO,
                statement,
                evidence,
                advice(cause.worst().role(), peers),
                cause);
    }

    private static String sender(long count, String whose) {
        return count == 0 ? "" : " " + Figures.count(count, "reset") + (count == 1 ? " was " : " were ") + whose + ".";
    }

    private static List<String> advice(Role role, long peers) {
        List<String> advice = new ArrayList<>();
        if (role == Role.SERVER) {
            advice.add("Read the request to its end before you answer and close: else the peer may lose the answer.");
        } else {
            advice.add("Wait longer for the peer, or read its answer to the end, before you close.");
            advice.add("Look for a time-out, a cancel or an interrupt where they were closed: each one"
                    + " costs the peer its work, and us a connection.");
        }
        if (peers > 0) {
            advice.add("Where the reset was the peer's, look there too: it closed with our data unread"
                    + " or with SO_LINGER 0, or it died.");
        }
        return List.copyOf(advice);
    }
}
