package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.UnreleasedChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Channels that were closed while registered with a Selector from which nobody selects any more. */
final class UnreleasedChannelRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        List<UnreleasedChannel> all = model.ports().unreleased();
        long count = all.stream().mapToLong(UnreleasedChannel::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        Duration longest = all.stream()
                .map(UnreleasedChannel::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<UnreleasedChannel> most = all.stream()
                .filter(group -> !group.closedBy().isEmpty())
                .max(Comparator.comparingLong(UnreleasedChannel::count));
        String statement = FindingText.were(count, "channel") + " closed and not released within 1 s, since"
                + " nobody selected again, the longest for " + Figures.span(longest)
                + ": their descriptors are held."
                + most.map(group -> " "
                                + Figures.count(group.count()) + " of them were closed in "
                                + group.closedBy() + ".")
                        .orElse("");
        Evidence evidence = new Evidence().with("channels", count).millis("longestMillis", longest);
        most.ifPresent(group -> evidence.with("closer", group.closedBy()));
        return Stream.of(new Finding(
                FindingId.CLOSED_NOT_RELEASED,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        "Select once more, with selectNow, after the close of a registered channel,"
                                + " or close its Selector.",
                        "With SO_LINGER 0, and for a connect that is pending, even the RST or FIN"
                                + " waits for that select.")));
    }
}
