package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our FIN went out, and then a reset ended the connection: the peer sent something that nobody was
 * there to read, or dropped what we had sent.
 */
final class ClosedTooEarlyRule implements Rule {

    private static final double MANY = 0.1;

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.closed(CloseGroup::closedTooEarly);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top = TopDestination.ofCloses(model, CloseGroup::closedTooEarly);
        Optional<SiteShare> closer = model.sites().busiest(Act.CLOSE, Mark.CLOSED_TOO_EARLY);
        WhyClosed why = WhyClosed.of(model, CloseGroup::closedTooEarly);
        double part = (double) count / model.closed();
        long ours = resetBy(model, ResetBy.LOCAL);
        long peers = resetBy(model, ResetBy.REMOTE);
        String statement = FindingText.were(count, "connection") + " reset after our FIN ("
                + Figures.percent(part) + " of all)" + top.of(count)
                + ": we closed before the peer was finished."
                + sender(ours, "ours: data came" + " when nobody was there to read it") + sender(peers, "the peer's")
                + sender(count - ours - peers, "of unknown origin")
                + " What came late is lost, and nobody keeps TIME_WAIT."
                + FindingText.where("closed", closer) + why.sentence();
        Evidence evidence = new Evidence()
                .with("resets", count)
                .with("closedPercent", 100 * part)
                .with("resetsOurs", ours)
                .with("resetsOfPeer", peers)
                .with("destination", top.destination().label())
                .with("destinationResets", top.count())
                .site("closer", closer);
        why.into(evidence);
        return Stream.of(new Finding(
                FindingId.CLOSED_TOO_EARLY,
                part >= MANY ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.values(),
                advice(top.destination().role(), peers)));
    }

    private static long resetBy(Model model, ResetBy side) {
        return model.closed(group -> group.closedTooEarly() && group.reset().by() == side);
    }

    private static String sender(long count, String whose) {
        return count == 0 ? "" : " " + Figures.count(count, "reset") + (count == 1 ? " was " : " were ") + whose + ".";
    }

    private static List<String> advice(Role role, long peers) {
        List<String> advice = new ArrayList<>();
        if (role == Role.SERVER) {
            advice.add(
                    "Read the request to its end before you answer and close: else the peer may lose" + " the answer.");
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
