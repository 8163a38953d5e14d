package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.verdict.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is the matter, in one line, where no connect was short of a port: the destination that costs
 * most ports, or the most urgent finding where that is about something else.
 */
final class HeadlineProblem {

    private static final String FOUND = "Found first: ";
    private static final Set<FindingId> OF_DESTINATIONS =
            EnumSet.of(FindingId.PORT_BUDGET, FindingId.CONNECTION_PER_REQUEST, FindingId.SHORT_CONNECTIONS);

    private HeadlineProblem() {}

    /** @param leading the most urgent finding, where one is more than information */
    static String line(Model model, Optional<Finding> leading) {
        return leading.filter(finding -> !OF_DESTINATIONS.contains(finding.id()))
                .map(finding -> FOUND + Lines.clause(finding.statement(), Lines.WIDTH - FOUND.length()))
                .or(() -> leading.filter(finding -> finding.id() == FindingId.PORT_BUDGET)
                        .flatMap(finding -> heldOpen(model, finding)))
                .orElseGet(() -> worst(model));
    }

    /** That open connections hold the ports of the destination that was found, not TIME_WAIT. */
    private static Optional<String> heldOpen(Model model, Finding finding) {
        return model.ports().budgets().stream()
                .filter(budget -> budget.side() == PortSide.CLIENT)
                .filter(budget ->
                        budget.destination().label().equals(finding.evidence().get("destination")))
                .map(PortBudget::fullest)
                .filter(most -> most.isMostlyOpen() && most.capacity() > 0)
                .findFirst()
                .map(most -> "Worst destination: " + finding.evidence().get("destination")
                        + "; open connections hold " + Figures.count(most.open()) + " of "
                        + Figures.count(most.capacity()) + " ports.");
    }

    private static String worst(Model model) {
        return model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .findFirst()
                .map(use -> use.timeWaitOurs() == 0
                        ? "Worst destination: none; no TIME_WAIT of ours was made towards any."
                        : worst(use))
                .orElse("Worst destination: none, nothing was connected to.");
    }

    private static String worst(DestinationUse use) {
        return "Worst destination: " + use.destination().label()
                + (use.projectedBudget().isEmpty()
                        ? ", our " + Figures.measured(use.timeWaitPerSecond())
                                + " TIME_WAIT/s; its port budget was not recorded."
                        : "; at this rate TIME_WAIT would fill "
                                + Figures.percent(use.projectedBudget().getAsDouble())
                                + " of " + Figures.count(use.ports().getAsInt()) + " ports.");
    }
}
