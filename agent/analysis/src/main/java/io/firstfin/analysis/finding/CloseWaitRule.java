package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Our code closed a second or more after the peer had: CLOSE_WAIT all the while. */
final class CloseWaitRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        CloseWaits waits = model.connections().closes().stream()
                .map(CloseGroup::closeWaits)
                .reduce(CloseWaits.NONE, CloseWaits::plus);
        if (waits.overdue() == 0) {
            return Stream.empty();
        }
        Optional<SiteShare> closer = model.sites().busiest(Act.CLOSE, Mark.OVERDUE);
        String statement = FindingText.were(waits.overdue(), "connection")
                + " in CLOSE_WAIT for 1 s or longer, the longest for "
                + Figures.span(waits.longest()) + ": the peer had closed, our code had not."
                + FindingText.where("closed", closer);
        return Stream.of(new Finding(
                FindingId.LONG_CLOSE_WAIT,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("connections", waits.overdue())
                        .millis("longestCloseWaitMillis", waits.longest())
                        .site("closer", closer)
                        .values(),
                List.of(
                        "Close when a read returns the end of the stream: this is always our code.",
                        "For pooled connections, let the pool evict those the peer has closed.")));
    }
}
