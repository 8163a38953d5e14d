package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenHttp;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Responses have arrived, and nobody reads them to their end or closes them: their connections are not back in their
 * pools. What was open before the recording began may be closed by now, so that is not counted.
 */
final class UnreadResponsesRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        List<OpenHttp> unread = model.ports().openHttp().stream()
                .filter(open -> open.unread() > 0 && open.unread() <= model.neverClosed(open.destination()::equals))
                .toList();
        List<AffectedDestination> mostFirst =
                AffectedDestination.mostFirst(unread.stream(), OpenHttp::destination, OpenHttp::unread);
        return ShownFindings.of(
                Causes.bySite(model, mostFirst, Causes.acts(Act.CONNECT)).stream()
                        .filter(cause -> cause.count() >= Thresholds.UNREAD_RESPONSES),
                "call site",
                cause -> finding(cause, unread));
    }

    private static Finding finding(Cause cause, List<OpenHttp> unread) {
        List<OpenHttp> concerned = unread.stream()
                .filter(open -> cause.concerns(open.destination()))
                .toList();
        long connections = concerned.stream().mapToLong(OpenHttp::connections).sum();
        Duration longest = concerned.stream()
                .map(OpenHttp::unreadFor)
                .max(Duration::compareTo)
                .orElseThrow();
        String statement = Figures.count(cause.count()) + " of " + Figures.count(connections, "open connection")
                + " to "
                + cause.label() + " hold a response that has arrived, and that was neither read to its end nor closed,"
                + " the longest for " + Figures.span(longest) + ". Until then they are not back in their pool."
                + cause.where("opened") + client(concerned) + cause.byDestination();
        return new Finding(
                FindingId.RESPONSES_NEVER_CLOSED,
                Severity.WARNING,
                statement,
                new Evidence()
                        .destination(cause)
                        .with("responses", cause.count())
                        .with("openConnections", connections)
                        .millis("longestMillis", longest)
                        .site("opener", cause.site()),
                List.of(
                        "Close each response, also after an error: try-with-resources does both.",
                        "A body that is read to its end gives the connection back, too."),
                cause);
    }

    private static String client(List<OpenHttp> concerned) {
        return concerned.stream()
                .map(OpenHttp::client)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> " The client is " + name + ".")
                .orElse("");
    }
}
