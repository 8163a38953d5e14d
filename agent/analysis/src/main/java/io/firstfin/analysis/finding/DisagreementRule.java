package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's word after the close differs from the state at its entry. */
final class DisagreementRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.joins().disagreements();
        if (count == 0 || model.closed() == 0) {
            return Stream.empty();
        }
        double part = (double) count / model.closed();
        String statement = "The kernel corrected the verdict of " + Figures.count(count, "close")
                + " (" + Figures.percent(part) + " of all) afterwards: the peer's FIN came between"
                + " the look at the socket and our own. This report counts the corrected verdicts.";
        return Stream.of(new Finding(FindingId.DISAGREEMENT, Severity.INFO, statement,
                new Evidence().with("corrected", count).with("closedPercent", 100 * part)
                        .values(),
                List.of("Nothing has to change.")));
    }
}
