package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.UnreleasedChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Channels that were closed while registered with a Selector from which nobody selects any more. */
final class UnreleasedChannelRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                model.ports().unreleased().stream()
                        .filter(group -> group.count() > 0)
                        .collect(Collectors.groupingBy(UnreleasedChannel::closedBy))
                        .values()
                        .stream()
                        .sorted(Comparator.comparingLong(UnreleasedChannelRule::count)
                                .reversed()
                                .thenComparing(all -> all.get(0).closedBy())),
                "call site",
                UnreleasedChannelRule::finding);
    }

    private static long count(List<UnreleasedChannel> all) {
        return all.stream().mapToLong(UnreleasedChannel::count).sum();
    }

    private static Finding finding(List<UnreleasedChannel> all) {
        long count = count(all);
        String closedBy = all.get(0).closedBy();
        Duration longest = all.stream()
                .map(UnreleasedChannel::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String statement = FindingText.were(count, "channel") + " closed and not released within 1 s, since"
                + " nobody selected again, the longest for " + Figures.span(longest)
                + ": their descriptors are held."
                + (closedBy.isEmpty() ? "" : (count == 1 ? " It was" : " All were") + " closed in " + closedBy + ".");
        Evidence evidence = new Evidence().with("channels", count).millis("longestMillis", longest);
        if (!closedBy.isEmpty()) {
            evidence.with("closer", closedBy);
        }
        return new Finding(
                FindingId.CLOSED_NOT_RELEASED,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        "Select once more, with selectNow, after the close of a registered channel,"
                                + " or close its Selector.",
                        "With SO_LINGER 0, and for a connect that is pending, even the RST or FIN"
                                + " waits for that select."));
    }
}
