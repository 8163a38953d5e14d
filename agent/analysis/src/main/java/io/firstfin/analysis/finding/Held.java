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
final class Held {

    private static final double MOST = 0.5;

    private Held() {}

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
        String ours = held.timeWaitOurs() < 0 ? "" : " (" + Figures.count(held.timeWaitOurs()) + " ours)";
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
        known(evidence, "heldEstablished", held.established());
        known(evidence, "heldTimeWait", held.timeWait());
        known(evidence, "heldTimeWaitOurs", held.timeWaitOurs());
        known(evidence, "heldOtherStates", held.otherStates());
        known(evidence, "heldByOtherProcesses", held.otherProcesses());
        known(evidence, "portsFree", held.free());
    }

    /** Whether open connections, not TIME_WAIT, hold most of it. */
    static boolean mostlyOpen(PortCount held) {
        return held.isMostlyOpen();
    }

    /** Whether most of it is not this JVM's. */
    static boolean mostlyOthers(PortCount held) {
        return held.otherProcesses() > MOST * held.held();
    }

    private static String known(long count, String what) {
        return count < 0 ? "" : Figures.count(count) + what;
    }

    private static void known(Evidence evidence, String name, long count) {
        if (count >= 0) {
            evidence.with(name, count);
        }
    }
}
