package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import java.util.List;

/**
 * What each destination was used for, and its port budget.
 *
 * @param none what to report where there is none; otherwise empty
 * @param rows the destinations, the most expensive first
 * @param more how many are not shown; empty when all are
 * @param severalSources we connected from several addresses
 * @param anyOpen some connections stayed open
 */
public record DestinationsView(String none, List<Row> rows, String more, boolean severalSources, boolean anyOpen) {

    /**
     * A destination.
     *
     * @param source the address that we connected from; empty when unknown, or where we accepted
     * @param peers how many peers connected to our port; empty where we connected, or where that is unknown
     * @param bars the part of the budget that is used; empty when unknown
     */
    public record Row(
            DestinationUse use,
            String label,
            String source,
            String peers,
            String opened,
            String openNow,
            String closed,
            String firstByUs,
            String timeWait,
            String budget,
            List<Bar> bars) {

        /** Whether we connected to it. */
        public boolean isClient() {
            return use.destination().role() == Role.CLIENT;
        }
    }

    /** What the column of open connections counts. */
    public String openMeans() {
        return "Open: opened meanwhile, and without a close in the recording.";
    }

    /** What the budget is. */
    public String budgetMeans() {
        return "Budget: the part of the local ports towards a destination that our TIME_WAIT would hold if this rate"
                + " lasted 60 s; \"used up\" where connects found none free. A server port has none to run out of.";
    }

    /** @param most so many rows are shown */
    public static DestinationsView of(Model model, int most) {
        List<DestinationUse> uses = model.destinations();
        return new DestinationsView(
                uses.isEmpty() ? "None." : "",
                uses.stream().limit(most).map(DestinationsView::row).toList(),
                Words.more(uses.size(), most),
                uses.stream()
                                .map(use -> use.destination().source())
                                .filter(source -> !source.isEmpty())
                                .distinct()
                                .count()
                        > 1,
                model.stillOpen() > 0);
    }

    private static Row row(DestinationUse use) {
        Role role = use.destination().role();
        return new Row(
                use,
                use.destination().label(),
                role == Role.CLIENT ? use.destination().source() : "",
                role == Role.SERVER && use.peers().addresses() > 0
                        ? Figures.count(use.peers().addresses(), "peer")
                        : "",
                Figures.measured(use.opensPerSecond()),
                Figures.count(use.stillOpen()),
                Figures.count(use.closed()),
                use.closed() == 0 ? "-" : Figures.percent((double) use.closedFirstByUs() / use.closed()),
                Figures.measured(use.timeWaitPerSecond()),
                budget(use),
                use.budgetUsed().stream()
                        .map(used -> Math.min(1, used))
                        .mapToObj(used -> new Bar(used >= 1 ? "full" : "us", 0, used))
                        .toList());
    }

    private static String budget(DestinationUse use) {
        return use.exhausted() > 0
                ? "used up"
                : use.projectedBudget().isPresent()
                        ? Figures.percent(use.projectedBudget().getAsDouble())
                        : "-";
    }
}
