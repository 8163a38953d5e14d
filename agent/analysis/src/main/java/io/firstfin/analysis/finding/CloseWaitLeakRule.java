package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connections that were seen waiting for our close, and that our code never closed. */
final class CloseWaitLeakRule implements Rule {

    private static final int SHOWN = 3;

    @Override
    public Stream<Finding> findings(Model model) {
        List<WaitingClose> leaks = model.ports().waiting().stream()
                .filter(wait -> !wait.closed())
                .sorted(Comparator.comparingLong(WaitingClose::count).reversed())
                .toList();
        long count = leaks.stream().mapToLong(WaitingClose::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        Duration longest = leaks.stream()
                .map(WaitingClose::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long untold = leaks.stream().mapToLong(WaitingClose::untold).sum();
        String statement = FindingText.were(count, "connection") + " in CLOSE_WAIT and had no close in the"
                + " recording, the longest for " + Figures.span(longest) + " when last looked at:"
                + " the peer had closed, our code had not." + kinds(leaks, count) + untold(untold);
        return Stream.of(new Finding(
                FindingId.CLOSE_WAIT_LEAK,
                Severity.WARNING,
                statement,
                evidence(leaks, count, untold, longest).values(),
                List.of(
                        "Close when a read returns the end of the stream: this is always our code.",
                        "No kernel setting closes for us: where SO_KEEPALIVE is set, its probes may end"
                                + " CLOSE_WAIT after hours, and the descriptor stays open.")));
    }

    private static String kinds(List<WaitingClose> leaks, long count) {
        long more = leaks.stream().skip(SHOWN).mapToLong(WaitingClose::count).sum();
        return leaks.stream().limit(SHOWN).map(wait -> " " + kind(wait, count)).collect(Collectors.joining())
                + (more == 0
                        ? ""
                        : " " + Figures.count(more) + " of them were of "
                                + Figures.count(leaks.size() - SHOWN, "other kind") + ".");
    }

    /** {@code 14 of them led to 10.0.0.7:8080, opened in shop.Feed.open:12 by OkHttp 4.12.0.} */
    private static String kind(WaitingClose wait, long all) {
        String which = all == 1 ? "It" : wait.count() == all ? "All" : Figures.count(wait.count()) + " of them";
        String where = wait.openedBy().isEmpty() ? " at a call site that was not recorded" : " in " + wait.openedBy();
        String program = wait.program().isEmpty() ? "" : " by " + wait.program();
        Role role = wait.destination().role();
        if (role == Role.UNKNOWN) {
            boolean known = !wait.openedBy().isEmpty();
            return which + (all == 1 || wait.count() == 1 ? " was" : " were")
                    + (known
                            ? " opened" + where + program
                            : " open before it was recorded where, or left without an event")
                    + ".";
        }
        return which + (role == Role.SERVER ? " came to " : " led to ")
                + wait.destination().label() + (role == Role.SERVER ? ", accepted" : ", opened")
                + where + program + ".";
    }

    private static String untold(long untold) {
        return untold == 0
                ? ""
                : " Of all these " + Figures.count(untold) + " had no event of" + (untold == 1 ? " its" : " their")
                        + " own: counted when last looked at.";
    }

    private static Evidence evidence(List<WaitingClose> leaks, long count, long untold, Duration longest) {
        Evidence evidence = new Evidence().with("connections", count);
        if (untold > 0) {
            evidence.with("withoutEvent", untold);
        }
        evidence.millis("longestCloseWaitMillis", longest);
        WaitingClose most = leaks.stream()
                .filter(wait -> !wait.openedBy().isEmpty())
                .findFirst()
                .orElse(leaks.get(0));
        if (most.destination().role() != Role.UNKNOWN) {
            evidence.with("destination", most.destination().label());
        }
        return most.openedBy().isEmpty()
                ? evidence
                : evidence.with("opener", most.openedBy()).with("openedThere", most.count());
    }
}
