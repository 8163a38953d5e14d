package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import java.util.List;

/**
 * What each destination was used for, and its port budget.
 *
 * @param more how many are not shown; empty when all are
 */
record DestinationsView(boolean none, List<Row> rows, String more) {

    private static final int SHOWN = 50;

    /** A destination. */
    record Row(
            String label,
            String side,
            String opened,
            String openNow,
            String closed,
            String firstByUs,
            String timeWait,
            String budget,
            List<Bar> bars) {}

    static DestinationsView of(Model model) {
        List<DestinationUse> uses = model.destinations();
        return new DestinationsView(
                uses.isEmpty(),
                uses.stream().limit(SHOWN).map(DestinationsView::row).toList(),
                uses.size() <= SHOWN ? "" : Figures.count(uses.size() - SHOWN));
    }

    private static Row row(DestinationUse use) {
        double used = Math.min(1, use.budgetUsed().orElse(0));
        return new Row(
                use.destination().label(),
                side(use),
                Figures.measured(use.opensPerSecond()),
                Figures.count(use.stillOpen()),
                Figures.count(use.closed()),
                use.closed() == 0 ? "-" : Figures.percent((double) use.closedFirstByUs() / use.closed()),
                Figures.measured(use.timeWaitPerSecond()),
                budget(use),
                use.budgetUsed().isEmpty() ? List.of() : List.of(Bar.of(used >= 1 ? "full" : "us", 0, used)));
    }

    private static String side(DestinationUse use) {
        Destination destination = use.destination();
        return switch (destination.role()) {
            case CLIENT -> "we connect" + (destination.source().isEmpty() ? "" : " from " + destination.source());
            case SERVER -> "we accept from " + Figures.count(use.peers().addresses(), "peer");
            case UNKNOWN -> "";
        };
    }

    private static String budget(DestinationUse use) {
        if (use.exhausted() > 0) {
            return "used up";
        }
        return use.projectedBudget().isPresent() && use.destination().role() == Role.CLIENT
                ? Figures.percent(use.projectedBudget().getAsDouble())
                : "-";
    }
}
