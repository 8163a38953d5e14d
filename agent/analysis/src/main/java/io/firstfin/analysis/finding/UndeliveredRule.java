package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Undelivered;
import java.util.List;
import java.util.stream.Stream;

/** Our code closed, and the peer does not take what was sent before: our FIN waits behind it, in FIN_WAIT1. */
final class UndeliveredRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                Causes.ofCounted(model, group -> group.undelivered().count(), Causes.acts(Act.CLOSE, Mark.UNDELIVERED))
                        .stream(),
                "call site",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        Undelivered all = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .map(CloseGroup::undelivered)
                .reduce(Undelivered.NONE, Undelivered::plus);
        String statement = cause.connectionsWere() + " closed with data that the peer has not taken: "
                + Figures.count(all.bytes(), "byte") + ", the longest " + Figures.span(all.longest())
                + " after our close when last sampled. Our FIN waits behind " + (all.bytes() == 1 ? "it" : "them")
                + " (FIN_WAIT1): the peer does not read, or it is not reached."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.UNDELIVERED_DATA,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("connections", all.count())
                        .with("bytes", all.bytes())
                        .millis("longestMillis", all.longest())
                        .destination(cause)
                        .with("destinationConnections", cause.affected().get(0).count())
                        .site("closer", cause.site()),
                List.of(
                        "Look at the peer: it does not read what we sent.",
                        "What it has not taken when the kernel gives up is lost.",
                        "To know that the peer has taken all, read its answer, or the end of its stream after"
                                + " shutdownOutput, before you close."),
                cause);
    }
}
