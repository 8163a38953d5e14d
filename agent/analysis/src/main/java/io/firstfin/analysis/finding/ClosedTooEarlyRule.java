package io.firstfin.analysis.finding;

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
 * A reset ended connections after our FIN: the peer sent something that nobody was there to read, or dropped what we had
 * sent.
 */
final class ClosedTooEarlyRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return Resets.bySite(
                model, CloseGroup::closedTooEarly, Mark.CLOSED_TOO_EARLY, cause -> afterOurFin(model, cause));
    }

    private static Finding afterOurFin(Model model, Cause cause) {
        Predicate<CloseGroup> early = group -> group.closedTooEarly() && cause.concerns(group.destination());
        WhyClosed why = WhyClosed.of(model, early);
        long ours = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.LOCAL);
        long peers = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.REMOTE);
        String statement = cause.connectionsWere() + " reset after our FIN ("
                + Figures.percent(Resets.part(model, cause)) + " of all): we closed before the peer was finished."
                + sender(
                        ours,
                        "ours: the peer sent data after our close. It lost that data, and may have lost what it"
                                + " had not read yet")
                + sender(peers, "the peer's: it may not have read all that we sent")
                + sender(cause.count() - ours - peers, "of unknown origin: what was sent last may be lost")
                + " Nobody keeps TIME_WAIT."
                + cause.where("closed") + why.sentence() + cause.byDestination();
        return new Finding(
                FindingId.CLOSED_TOO_EARLY,
                model.share(CloseGroup::closedTooEarly) >= Thresholds.RESETS ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("resets", cause.count())
                        .with("closedPercent", 100 * Resets.part(model, cause))
                        .with("resetsOurs", ours)
                        .with("resetsOfPeer", peers)
                        .destination(cause)
                        .with("destinationResets", cause.affected().get(0).count())
                        .site("closer", cause.site())
                        .why(why),
                advice(cause.worst().role(), Resets.isHttp(model, early), peers),
                cause);
    }

    private static String sender(long count, String whose) {
        return count == 0 ? "" : " " + Figures.count(count, "reset") + (count == 1 ? " was " : " were ") + whose + ".";
    }

    private static List<String> advice(Role role, boolean http, long peers) {
        List<String> advice = new ArrayList<>();
        if (role == Role.SERVER) {
            advice.add(
                    http
                            ? "Read the request to its end before you answer and close: else the peer may lose the answer."
                            : "Read what the peer sends to its end before you close: else it may lose what you sent last.");
        } else {
            advice.add("Wait longer for the peer, or read " + (http ? "its answer" : "what it sends")
                    + " to the end, before you close.");
            advice.add("Look for a time-out, a cancel or an interrupt where they were closed: each one costs the peer"
                    + " its work, and us a connection.");
        }
        if (peers > 0) {
            advice.add("Where the reset was the peer's, look there too: it closed with our data unread or with"
                    + " SO_LINGER 0, or it died.");
        }
        return List.copyOf(advice);
    }
}
