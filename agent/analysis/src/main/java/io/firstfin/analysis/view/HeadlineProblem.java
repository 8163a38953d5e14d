package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.DescriptorExhaustion;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is wrong, in one line: that local ports ran out; else the destinations that use the most ports, or the most
 * urgent finding where that is about something else.
 */
final class HeadlineProblem {

    private static final String FOUND = "Found first: ";
    private static final Pattern PACKAGE = Pattern.compile("^([a-z_][\\w$]*\\.)+(?=[^(]*\\.)");
    private static final Pattern CLASS = Pattern.compile("^[^(]*\\.");
    private static final Set<FindingId> OF_DESTINATIONS =
            EnumSet.of(FindingId.PORT_BUDGET, FindingId.CONNECTION_PER_REQUEST, FindingId.SHORT_CONNECTIONS);

    /** With a smaller share of its ports in TIME_WAIT no destination is short of them. */
    private static final double PORTS_WORTH_A_LINE = 0.1;

    private HeadlineProblem() {}

    /**
     * Where ports did not run out.
     *
     * @param leading the finding that matters most, and those of the same cause; empty without one
     */
    static String line(Model model, List<Finding> leading) {
        if (leading.isEmpty()) {
            return worst(model);
        }
        Finding first = leading.get(0);
        Finding ofPorts = leading.stream()
                .filter(finding -> finding.id() == FindingId.PORT_BUDGET)
                .findFirst()
                .orElse(first);
        if (!OF_DESTINATIONS.contains(first.id()) || !arePortsTaken(model, first, ofPorts)) {
            return found(first);
        }
        return ofPorts.destinations().size() > 1
                ? several(model, ofPorts)
                : heldOpen(model, ofPorts)
                        .map(effect -> "Worst destination: "
                                + ofPorts.destinations().get(0).destination().label() + "; " + effect)
                        .orElseGet(() -> worst(model));
    }

    /** What was found, with its share where there is room and the sentence has none. */
    private static String found(Finding finding) {
        String sentence = Lines.clause(finding.statement(), Lines.WIDTH - FOUND.length());
        return finding.explains()
                .map(share -> FOUND + sentence.replaceFirst("\\.$", "") + " (" + share.words() + ").")
                .filter(line -> line.length() <= Lines.WIDTH && !sentence.contains("%"))
                .orElse(FOUND + sentence);
    }

    /** Whether so many ports of its worst destination are taken, or would be, that they are worth the line. */
    private static boolean arePortsTaken(Model model, Finding first, Finding ofPorts) {
        return mostHeldOpen(model, ofPorts)
                        // a budget that is found for its growth alone is not what is wrong where something else comes
                        // first
                        .filter(most -> first == ofPorts || most.used().orElse(0) >= PORTS_WORTH_A_LINE)
                        .isPresent()
                || ofPorts.destinations().stream()
                        .limit(1)
                        .anyMatch(worst -> model.destinations().stream()
                                .filter(use -> use.destination().equals(worst.destination()))
                                .anyMatch(use -> use.projectedBudget().orElse(0) >= PORTS_WORTH_A_LINE));
    }

    /** {@code 16 destinations from a.B.c(B.java:7); at worst TIME_WAIT would fill 84 % of the ports.} */
    private static String several(Model model, Finding finding) {
        Destination first = finding.destinations().get(0).destination();
        String begin = Figures.count(finding.destinations().size()) + " destinations";
        String effect = "; "
                + heldOpen(model, finding)
                        .or(() -> model.destinations().stream()
                                .filter(use -> use.destination().equals(first) && use.timeWaitOurs() > 0)
                                .findFirst()
                                .map(use -> "at worst TIME_WAIT would fill "
                                        + (use.projectedBudget().isEmpty()
                                                ? "ports that were not recorded."
                                                : Figures.percent(use.projectedBudget()
                                                                .getAsDouble()) + " of the ports.")))
                        .orElse("most to " + first.label() + ".");
        int room = Lines.WIDTH - begin.length() - effect.length();
        return begin + site(finding, room) + effect;
    }

    /** Where they are opened or closed, as far as there is room: the package is left out first, then the class. */
    private static String site(Finding finding, int room) {
        String from = " from ";
        return Stream.of("closer", "opener")
                .map(finding.evidence()::get)
                .filter(Objects::nonNull)
                .map(place -> place.toString().replaceFirst(" through .*", ""))
                .findFirst()
                .map(place -> Stream.of(
                                place,
                                PACKAGE.matcher(place).replaceFirst(""),
                                CLASS.matcher(place).replaceFirst(""))
                        .filter(name -> from.length() + name.length() <= room)
                        .findFirst()
                        .orElseGet(() -> Lines.shortenLeft(place, room - from.length())))
                .map(from::concat)
                .orElse("");
    }

    /** That open connections hold the ports of the worst destination, not TIME_WAIT. */
    private static Optional<String> heldOpen(Model model, Finding finding) {
        return mostHeldOpen(model, finding)
                .map(most -> "open connections hold " + Figures.count(most.open()) + " of "
                        + Figures.count(most.capacity()) + " ports.");
    }

    private static Optional<PortCount> mostHeldOpen(Model model, Finding finding) {
        return model.ports().budgets().stream()
                .filter(budget -> finding.id() == FindingId.PORT_BUDGET && budget.side() == PortSide.CLIENT)
                .filter(budget -> isSameEnd(
                        budget.destination(), finding.destinations().get(0).destination()))
                .map(PortBudget::fullest)
                .filter(most -> most.isMostlyOpen() && most.capacity() > 0)
                .findFirst();
    }

    /** A budget may be recorded without our own address. */
    private static boolean isSameEnd(Destination one, Destination other) {
        return one.label().equals(other.label()) && one.network().equals(other.network());
    }

    private static String worst(Model model) {
        return model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .findFirst()
                .map(use -> "Worst destination: "
                        + (use.timeWaitOurs() == 0 ? "none" : use.destination().label()) + "; " + timeWait(use))
                .orElse("Worst destination: none, nothing was connected to.");
    }

    private static String timeWait(DestinationUse use) {
        if (use.timeWaitOurs() == 0) {
            return "no TIME_WAIT of ours was made towards any.";
        }
        if (use.projectedBudget().orElse(1) < PORTS_WORTH_A_LINE) {
            return "its ports are not short, TIME_WAIT would fill "
                    + Figures.percent(use.projectedBudget().getAsDouble()) + " of them.";
        }
        return use.projectedBudget().isEmpty()
                ? "our " + Figures.measured(use.timeWaitPerSecond()) + " TIME_WAIT/s; its port budget was not recorded."
                : "at this rate TIME_WAIT would fill "
                        + Figures.percent(use.projectedBudget().getAsDouble())
                        + " of " + Figures.count(use.ports().getAsInt()) + " ports.";
    }

    /** That local ports ran out: what failed, where, and how many there are. */
    static Optional<String> outOfPorts(Model model) {
        return atConnect(model).or(() -> atBind(model)).or(() -> told(model));
    }

    /** That no descriptor was left: how many calls failed, and what connections have to do with it. */
    static Optional<String> outOfDescriptors(Model model) {
        return model.connections().descriptorExhaustions().stream()
                .max(Comparator.comparingLong(DescriptorExhaustion::failures))
                .map(most -> "OUT OF DESCRIPTORS: " + Figures.count(most.failures(), "socket")
                        + (most.failures() == 1 ? " was" : " were") + " not made or accepted"
                        + (most.limit() < 0 || most.connections() < 0
                                ? "."
                                : "; connections hold " + Figures.count(most.connections()) + " of "
                                        + Figures.count(most.limit()) + "."));
    }

    private static Optional<String> atConnect(Model model) {
        return model.destinations().stream()
                .filter(use -> use.exhausted() > 0)
                .findFirst()
                .map(use -> "OUT OF LOCAL PORTS: " + Figures.count(use.exhausted()) + " of "
                        + Figures.count(use.attempted()) + " connects to "
                        + use.destination().label() + " found none free"
                        + outOf(use.ports().orElse(0)) + ".");
    }

    private static String outOf(long ports) {
        return ports <= 0 ? "" : ", out of " + Figures.count(ports);
    }

    private static Optional<String> atBind(Model model) {
        long count = model.connections().bindFailures().stream()
                .filter(BindFailure::isExhaustion)
                .mapToLong(BindFailure::count)
                .sum();
        return count == 0 ? Optional.empty() : Optional.of(binds(count));
    }

    /** Where connects and binds were not recorded, the black box tells all the same. */
    private static Optional<String> told(Model model) {
        return model.ports().exhaustions().stream()
                .filter(one -> !one.isContradicted())
                .max(Comparator.comparingLong(PortExhaustion::count))
                .map(most -> most.atBind()
                        ? binds(most.count())
                        : "OUT OF LOCAL PORTS: " + Figures.count(most.count(), "connect") + " to "
                                + most.destination().label() + " found none free"
                                + outOf(most.held().capacity()) + ".");
    }

    private static String binds(long count) {
        return "OUT OF LOCAL PORTS: " + Figures.count(count, "bind") + " of client sockets found none free.";
    }
}
