package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel showed on the ports of a budget, in words. */
final class PortUsageText {

    private PortUsageText() {}

    /** The budget towards a destination; the fullest where several sources lead there. */
    static Optional<PortBudget> towards(Destination destination, Model model) {
        return model.ports().budgets().stream()
                .filter(budget -> budget.side() != PortSide.BIND)
                .filter(budget -> sameEnd(budget.destination(), destination))
                .max(Comparator.comparingLong(budget -> budget.fullest().held()));
    }

    /** Whether two lead to the same end of the same network; our own address may be unknown. */
    static boolean sameEnd(Destination one, Destination other) {
        boolean sources = one.source().equals(other.source())
                || one.source().isEmpty()
                || other.source().isEmpty();
        return one.role() == other.role()
                && one.network().equals(other.network())
                && one.address().equals(other.address())
                && one.port() == other.port()
                && sources;
    }

    /** {@code 480 TIME_WAIT (470 ours), 10 ESTABLISHED, 0 in other states; 5 of other processes}. */
    static String words(PortCount held) {
        String ours = held.timeWaitOurs() < 0
                ? ""
                : held.isTimeWaitOfNobody()
                        ? " (none of them closed during this recording: from before it, or another process's)"
                        : " (" + Figures.count(held.timeWaitOurs()) + " ours)";
        String states = Stream.of(
                        known(held.timeWait(), " TIME_WAIT" + ours),
                        known(held.established(), " ESTABLISHED"),
                        known(held.otherStates(), " in other states"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return (states.isEmpty() ? "sockets in states that were not recorded" : states)
                + (held.otherProcesses() <= 0
                        ? ""
                        : "; " + Figures.count(held.otherProcesses()) + " of other processes");
    }

    /** As evidence; what nobody knows is none. */
    static void into(Evidence evidence, PortCount held) {
        evidence.known("heldEstablished", held.established())
                .known("heldTimeWait", held.timeWait())
                .known("heldTimeWaitOurs", held.timeWaitOurs())
                .known("heldOtherStates", held.otherStates())
                .known("heldByOtherProcesses", held.otherProcesses())
                .known("portsFree", held.free());
    }

    /** What the samples showed, to stand behind what a rate would make. */
    static String sentences(PortBudget budget) {
        return " The kernel showed at most " + Figures.count(budget.fullest().held()) + " sockets on these ports: "
                + words(budget.fullest()) + "." + left(budget);
    }

    /** When the last free port would have been taken, as far as that was in sight. */
    static String left(PortBudget budget) {
        return budget.soonest()
                .map(sample -> sample.left().isZero()
                        ? " At one of the samples none was free."
                        : " Had it gone on as before one of the samples, the last free one would have been taken "
                                + Figures.span(sample.left()) + " later.")
                .orElse("");
    }

    /** The part of its ports that was taken at most, from 0 to 1. */
    static double used(PortBudget budget) {
        return budget.fullest().used().orElse(0);
    }

    /** The samples as evidence. */
    static void into(Evidence evidence, PortBudget budget) {
        into(evidence, budget.fullest());
        budget.fullest().used().ifPresent(used -> evidence.with("portsTakenPercent", used * 100));
        budget.soonest().ifPresent(sample -> evidence.millis("millisLeft", sample.left()));
    }

    private static String known(long count, String what) {
        return count < 0 ? "" : Figures.count(count) + what;
    }
}
