package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SO_LINGER 0 was used: no TIME_WAIT, at the price of lost data. */
final class LingerResetRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.closed(group -> group.reset().cause() == Cause.LINGER);
        if (count == 0) {
            return Stream.empty();
        }
        Optional<SiteShare> closer = model.sites().busiest(Act.CLOSE, Mark.RESET_BY_LINGER);
        String statement = FindingText.were(count, "connection") + " closed with SO_LINGER 0 ("
                + Figures.percent((double) count / model.closed()) + " of all): a RST instead of"
                + " a FIN. Data not delivered yet is lost, and the peer sees an error."
                + FindingText.where("closed", closer);
        return Stream.of(new Finding(
                FindingId.RESET_BY_LINGER,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("resets", count)
                        .with("closedPercent", 100.0 * count / model.closed())
                        .site("closer", closer)
                        .values(),
                List.of(
                        "Remove setSoLinger(true, 0) and close in order.",
                        "TIME_WAIT protects the next connection on the same ports from old"
                                + " segments; keep connections alive to have fewer of them.")));
    }
}
