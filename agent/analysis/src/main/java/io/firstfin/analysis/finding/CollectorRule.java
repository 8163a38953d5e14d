package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.verdict.Trigger;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Connections that no code closed: the garbage collector did, some time later. */
final class CollectorRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Predicate<SiteGroup> openers =
                Causes.acts(Act.CONNECT, Mark.COLLECTED).or(Causes.acts(Act.ACCEPT, Mark.COLLECTED));
        return ShownFindings.of(
                Causes.ofCloses(model, group -> group.trigger() == Trigger.CLEANER, openers).stream(),
                "call site",
                CollectorRule::finding);
    }

    private static Finding finding(Cause cause) {
        String where = cause.site()
                .map(known -> " " + Figures.count(known.count()) + " of them were opened in "
                        + known.site().label() + ".")
                .orElse("");
        String statement = cause.connectionsWere() + " closed by the garbage collector because the code forgot to."
                + where + cause.byDestination();
        return new Finding(
                FindingId.CLOSED_BY_COLLECTOR,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("connections", cause.count())
                        .destination(cause)
                        .site("opener", cause.site()),
                List.of(
                        "Close every connection in a try-with-resources block.",
                        "Until the next collection each of them holds a descriptor, a port and a"
                                + " connection of the peer."),
                cause);
    }
}
