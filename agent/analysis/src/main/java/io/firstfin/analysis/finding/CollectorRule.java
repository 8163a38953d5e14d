package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Connections that no code closed: the garbage collector did, some time later. */
final class CollectorRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.closed(group -> group.trigger() == Trigger.CLEANER);
        if (count == 0) {
            return Stream.empty();
        }
        Optional<SiteShare> connect = model.sites().busiest(Act.CONNECT, Mark.COLLECTED);
        Optional<SiteShare> opener =
                connect.isPresent() ? connect : model.sites().busiest(Act.ACCEPT, Mark.COLLECTED);
        String where = opener.map(known -> " " + Figures.count(known.count()) + " of them were" + " opened in "
                        + known.site().label() + ".")
                .orElse("");
        String statement = FindingText.were(count, "connection")
                + " closed by the garbage collector because the code forgot to." + where;
        return Stream.of(new Finding(
                FindingId.CLOSED_BY_COLLECTOR,
                Severity.WARNING,
                statement,
                new Evidence().with("connections", count).site("opener", opener).values(),
                List.of(
                        "Close every connection in a try-with-resources block.",
                        "Until the next collection each of them holds a descriptor, a port and a"
                                + " connection of the peer.")));
    }
}
