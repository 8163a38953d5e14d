package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Code closed before it had read all that was received, which resets the connection. */
final class UnreadDataRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.closed(group -> group.reset().cause() == Cause.UNREAD_DATA);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top =
                TopDestination.ofCloses(model, group -> group.reset().cause() == Cause.UNREAD_DATA);
        Optional<SiteShare> closer = model.sites().busiest(Act.CLOSE, Mark.RESET_BY_UNREAD_DATA);
        String statement = FindingText.were(count, "connection") + " closed with received data unread"
                + top.of(count) + ": the kernel sends a RST, and the peer may lose what we sent"
                + " last." + FindingText.where("closed", closer);
        return Stream.of(new Finding(
                FindingId.RESET_BY_UNREAD_DATA,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("resets", count)
                        .with("destination", top.destination().label())
                        .with("destinationResets", top.count())
                        .site("closer", closer)
                        .values(),
                List.of(
                        "Read responses to their end before you close, also after an error.",
                        "An HTTP client whose body is not consumed cannot reuse the connection" + " either.")));
    }
}
