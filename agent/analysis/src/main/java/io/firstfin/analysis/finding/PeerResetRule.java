package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Ending;
import java.util.List;
import java.util.stream.Stream;

/** The peer ended connections by a reset. */
final class PeerResetRule implements Rule {

    private static final double MANY = 0.1;

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.closed(group -> group.ending() == Ending.RESET_BY_PEER);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top = TopDestination.ofCloses(model, group -> group.ending() == Ending.RESET_BY_PEER);
        double part = (double) count / model.closed();
        String statement = FindingText.were(count, "connection") + " reset by the peer ("
                + Figures.percent(part) + " of all)" + top.of(count)
                + ". Nobody keeps TIME_WAIT then.";
        return Stream.of(new Finding(
                FindingId.RESET_BY_PEER,
                part >= MANY ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("resets", count)
                        .with("closedPercent", 100 * part)
                        .with("destination", top.destination().label())
                        .with("destinationResets", top.count())
                        .values(),
                List.of(
                        "Look at the peer: it closed with data unread or with SO_LINGER 0, or it" + " died.",
                        "A balancer or firewall on the way may send the RST, after its idle limit"
                                + " for instance.")));
    }
}
