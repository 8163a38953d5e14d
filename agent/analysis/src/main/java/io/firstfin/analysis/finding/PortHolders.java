package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who holds the ports towards a destination: this JVM's open connections, those that it never closes, or other
 * processes. A budget is of all processes of a network namespace, so that it may be of no concern to this JVM.
 */
final class PortHolders {

    private PortHolders() {}

    /** Whether more of the sockets than {@link Thresholds#HELD_BY_OTHERS} are known as other processes'. */
    static boolean isMostlyOfOthers(PortCount held) {
        return held.otherProcesses() > Thresholds.HELD_BY_OTHERS * held.held();
    }

    /** Whether open connections hold most of the ports, and are not known as other processes'. */
    static boolean isMostlyOpenHere(PortCount held) {
        return held.isMostlyOpen() && !isMostlyOfOthers(held);
    }

    /** Whether this JVM connects there: as its events show, or because some of the sockets are known as its own. */
    static boolean isUsedHere(Destination destination, PortCount held, Model model) {
        Stream<Destination> used = Stream.of(
                        model.connections().opens().stream().map(OpenGroup::destination),
                        model.connections().closes().stream().map(CloseGroup::destination),
                        model.ports().waiting().stream().map(WaitingClose::destination),
                        model.ports().exhaustions().stream().map(PortExhaustion::destination))
                .flatMap(destinations -> destinations);
        return held.timeWaitOurs() > 0
                || held.otherProcesses() >= 0 && held.otherProcesses() < held.held()
                || used.anyMatch(one -> PortUsageText.sameEnd(one, destination));
    }

    /** In one word, for the evidence: LEAK, OPEN_CONNECTIONS, OTHER_PROCESSES or TIME_WAIT. */
    static String word(Destination destination, PortCount held, Model model) {
        if (leak(destination, held, model).isPresent()) {
            return "LEAK";
        }
        if (isMostlyOfOthers(held) || !isUsedHere(destination, held, model)) {
            return "OTHER_PROCESSES";
        }
        return held.isMostlyOpen() ? "OPEN_CONNECTIONS" : "TIME_WAIT";
    }

    /** The connections towards a destination that our code never closes, where those hold half of the ports or more. */
    static Optional<List<WaitingClose>> leak(Destination destination, PortCount held, Model model) {
        List<WaitingClose> leak = model.ports().waiting().stream()
                .filter(wait -> !wait.closed() && wait.destination().role() == Role.CLIENT)
                .filter(wait -> PortUsageText.sameEnd(wait.destination(), destination))
                .toList();
        long count = leak.stream().mapToLong(WaitingClose::count).sum();
        return count > 0 && count >= Thresholds.LEAK_HOLDS * held.held() ? Optional.of(leak) : Optional.empty();
    }
}
