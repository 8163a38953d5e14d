package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The peer had closed and our code had not: CLOSE_WAIT. Our code closed late, or never while the recording ran. The
 * two are told apart.
 */
final class CloseWaitRule implements Rule {

    private static final String CLOSE_AT_END =
            "Close when a read returns the end of the stream: this is always our code.";

    /** What opened them, as far as that is known; the port tells those apart that were opened nobody knows where. */
    private record Opener(Role role, String place, String program, int port) {

        static Opener of(WaitingClose wait) {
            Destination to = wait.destination();
            return new Opener(
                    to.role(), wait.openedBy(), wait.program(), wait.openedBy().isEmpty() ? to.port() : 0);
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Opener, List<WaitingClose>> leaks = model.ports().waiting().stream()
                .filter(wait -> !wait.closed())
                .collect(Collectors.groupingBy(Opener::of));
        joinThoseWithoutCallSite(leaks);
        return Stream.concat(
                ShownFindings.of(
                        leaks.entrySet().stream()
                                .sorted(Comparator.comparingLong((Map.Entry<Opener, List<WaitingClose>> entry) ->
                                                causeOf(entry.getValue()).count())
                                        .reversed()
                                        .thenComparing(entry -> entry.getKey().toString())),
                        "call site",
                        entry -> neverClosed(entry.getKey(), entry.getValue())),
                ShownFindings.of(
                        Causes.ofCounted(
                                model, group -> group.closeWaits().overdue(), Causes.acts(Act.CLOSE, Mark.OVERDUE))
                                .stream(),
                        "call site",
                        cause -> closedLate(model, cause)));
    }

    /**
     * Where stacks are sampled, some connections of a leak have a call site and others have none. Those that led where
     * the ones of a single call site did are of the same leak, as far as anybody can know.
     */
    private static void joinThoseWithoutCallSite(Map<Opener, List<WaitingClose>> leaks) {
        List<Opener> unknown = leaks.keySet().stream()
                .filter(opener -> opener.place.isEmpty() && opener.role != Role.UNKNOWN)
                .toList();
        for (Opener opener : unknown) {
            Set<Destination> led = destinations(leaks.get(opener));
            List<Opener> known = leaks.keySet().stream()
                    .filter(other -> !other.place.isEmpty())
                    .filter(other -> other.role == opener.role && other.program.equals(opener.program))
                    .filter(other -> !Collections.disjoint(destinations(leaks.get(other)), led))
                    .toList();
            if (known.size() == 1 && destinations(leaks.get(known.get(0))).containsAll(led)) {
                List<WaitingClose> all = new ArrayList<>(leaks.get(known.get(0)));
                all.addAll(leaks.remove(opener));
                leaks.put(known.get(0), all);
            }
        }
    }

    private static Set<Destination> destinations(List<WaitingClose> leaks) {
        return leaks.stream().map(WaitingClose::destination).collect(Collectors.toSet());
    }

    private static Cause causeOf(List<WaitingClose> leaks) {
        return Cause.of(leaks, WaitingClose::destination, WaitingClose::count);
    }

    private static Finding neverClosed(Opener opener, List<WaitingClose> leaks) {
        Cause cause = causeOf(leaks);
        Duration longest = Figures.longest(leaks.stream().map(WaitingClose::longest));
        long opened = leaks.stream()
                .filter(leak -> leak.openedBy().equals(opener.place))
                .mapToLong(WaitingClose::count)
                .sum();
        long withoutEvent = leaks.stream().mapToLong(WaitingClose::untold).sum();
        String statement = FindingText.were(cause.count(), "connection") + " in CLOSE_WAIT and had no close in the"
                + " recording, the longest for " + Figures.span(longest) + " when last sampled: the peer had closed,"
                + " our code had not. " + opened(opener, cause, opened) + cause.byDestination()
                + (withoutEvent == 0
                        ? ""
                        : " " + Figures.count(withoutEvent) + " had no event of"
                                + (withoutEvent == 1 ? " its" : " their") + " own: counted when last sampled.");
        Evidence evidence = new Evidence().with("connections", cause.count());
        if (withoutEvent > 0) {
            evidence.with("withoutEvent", withoutEvent);
        }
        evidence.millis("longestCloseWaitMillis", longest);
        if (opener.role != Role.UNKNOWN) {
            evidence.destination(cause);
        }
        if (!opener.place.isEmpty()) {
            evidence.with("opener", opener.place).with("openedThere", opened);
        }
        return new Finding(
                FindingId.CLOSE_WAIT_LEAK,
                Severity.WARNING,
                statement,
                evidence,
                List.of(
                        CLOSE_AT_END,
                        "No kernel setting closes for us: where SO_KEEPALIVE is set, its probes may end CLOSE_WAIT"
                                + " after hours, and the descriptor stays open."),
                cause);
    }

    /** {@code All led to 10.0.0.7:8080, opened in shop.Feed.open:12 by OkHttp 4.12.0.} */
    private static String opened(Opener opener, Cause cause, long there) {
        boolean one = cause.count() == 1;
        if (there < cause.count()) {
            boolean client = opener.role == Role.CLIENT;
            return "All " + (client ? "led to " : "came to ") + cause.label() + "; " + Figures.count(there)
                    + (there == 1 ? " was " : " were ") + (client ? "opened in " : "accepted in ") + opener.place
                    + ", of the others no call site was recorded.";
        }
        String which = one ? "It" : "All";
        String place = opener.place.isEmpty() ? " at a call site that was not recorded" : " in " + opener.place;
        String program = opener.program.isEmpty() ? "" : " by " + opener.program;
        return switch (opener.role) {
            case CLIENT -> which + " led to " + cause.label() + ", opened" + place + program + ".";
            case SERVER -> which + " came to " + cause.label() + ", accepted" + place + program + ".";
            case UNKNOWN ->
                which
                        + (one ? " was" : " were")
                        + (opener.place.isEmpty()
                                ? " open before it was recorded where, or left without an event."
                                : " opened" + place + program + ".");
        };
    }

    private static Finding closedLate(Model model, Cause cause) {
        Duration longest = Figures.longest(model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .map(group -> group.closeWaits().longest()));
        String statement = cause.connectionsWere()
                + " in CLOSE_WAIT for " + FindingText.seconds(Thresholds.CLOSE_WAIT) + " or longer, the longest for "
                + Figures.span(longest) + ": the peer had closed, our code had not."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.LONG_CLOSE_WAIT,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("connections", cause.count())
                        .destination(cause)
                        .millis("longestCloseWaitMillis", longest)
                        .site("closer", cause.site()),
                List.of(CLOSE_AT_END, "For pooled connections, let the pool evict those the peer has closed."),
                cause);
    }
}
