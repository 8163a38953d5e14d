package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Descriptors that were held because code forgot them: of connections that no code closed, so that the garbage collector
 * did, and of channels that were closed while registered with a Selector from which nobody selects any more.
 */
final class ForgottenDescriptorsRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Predicate<SiteGroup> openers =
                Causes.acts(Act.CONNECT, Mark.COLLECTED).or(Causes.acts(Act.ACCEPT, Mark.COLLECTED));
        Stream<List<UnreleasedChannel>> unreleased = model.ports().unreleased().stream()
                .filter(group -> group.count() > 0 && !isOfJdkHttpClient(group))
                .collect(Collectors.groupingBy(UnreleasedChannel::closedBy))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(ForgottenDescriptorsRule::count)
                        .reversed()
                        .thenComparing(all -> all.get(0).closedBy()));
        return Stream.concat(
                ShownFindings.of(
                        Causes.ofCloses(model, group -> group.trigger() == Trigger.CLEANER, openers).stream(),
                        "call site",
                        ForgottenDescriptorsRule::closedByCollector),
                ShownFindings.of(unreleased, "call site", ForgottenDescriptorsRule::notReleased));
    }

    /** That one selects again within 3 s, and no code of the application can make it do so sooner. */
    private static boolean isOfJdkHttpClient(UnreleasedChannel group) {
        return group.httpClient().startsWith("java.net.http ")
                // recordings of older agents name the client only where it closed the channel by itself
                || group.closedBy().startsWith("jdk.internal.net.http.")
                || group.closedBy().endsWith(" java.net.http");
    }

    private static Finding closedByCollector(Cause cause) {
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
                        "Until the next collection each of them holds a descriptor, a port and a connection of the"
                                + " peer."),
                cause);
    }

    private static long count(List<UnreleasedChannel> all) {
        return all.stream().mapToLong(UnreleasedChannel::count).sum();
    }

    private static Finding notReleased(List<UnreleasedChannel> all) {
        long count = count(all);
        String closedBy = all.get(0).closedBy();
        Duration longest = Figures.longest(all.stream().map(UnreleasedChannel::longest));
        String statement = FindingText.were(count, "channel") + " closed and not released within 1 s, since nobody"
                + " selected again, the longest for " + Figures.span(longest)
                + ": their descriptors are held."
                + (closedBy.isEmpty() ? "" : (count == 1 ? " It was" : " All were") + " closed in " + closedBy + ".");
        return new Finding(
                FindingId.CLOSED_NOT_RELEASED,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("channels", count)
                        .millis("longestMillis", longest)
                        .known("closer", closedBy)
                        .values(),
                List.of(
                        "Select once more, with selectNow, after the close of a registered channel, or close its"
                                + " Selector.",
                        "With SO_LINGER 0, and for a connect that is pending, even the RST or FIN waits for that"
                                + " select."));
    }
}
