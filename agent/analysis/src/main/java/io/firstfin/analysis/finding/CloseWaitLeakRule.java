package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.WaitingClose;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Connections that were seen waiting for our close, and that our code never closed. */
final class CloseWaitLeakRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        List<WaitingClose> leaks = model.ports().waiting().stream()
                .filter(wait -> !wait.closed()).toList();
        long count = leaks.stream().mapToLong(WaitingClose::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        Duration longest = leaks.stream().map(WaitingClose::longest)
                .max(Comparator.naturalOrder()).orElseThrow();
        Optional<WaitingClose> most = leaks.stream().filter(wait -> !wait.openedBy().isEmpty())
                .max(Comparator.comparingLong(WaitingClose::count));
        String statement = Say.were(count, "connection") + " in CLOSE_WAIT and had no close in the"
                + " recording, the longest for " + Figures.span(longest) + " when last looked at:"
                + " the peer had closed, our code had not."
                + most.map(CloseWaitLeakRule::opener).orElse("");
        Evidence evidence = new Evidence().with("connections", count)
                .millis("longestCloseWaitMillis", longest);
        most.ifPresent(wait -> evidence.with("opener", wait.openedBy())
                .with("openedThere", wait.count()));
        return Stream.of(new Finding(FindingId.CLOSE_WAIT_LEAK, Severity.WARNING, statement,
                evidence.values(),
                List.of("Close when a read returns the end of the stream: this is always our code.",
                        "No kernel setting closes for us: where SO_KEEPALIVE is set, its probes may end"
                                + " CLOSE_WAIT after hours, and the descriptor stays open.")));
    }

    private static String opener(WaitingClose wait) {
        return " " + Figures.count(wait.count()) + " of them were opened in " + wait.openedBy()
                + (wait.httpClient().isEmpty() ? "" : " by " + wait.httpClient()) + ".";
    }
}
