package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import java.util.List;
import java.util.stream.Stream;

/** What each destination was used for, and its port budget. */
final class DestinationsSection {

    private static final int SHOWN = 20;

    private DestinationsSection() {}

    static String render(Model model) {
        List<DestinationUse> uses = model.destinations();
        if (uses.isEmpty()) {
            return "None.\n";
        }
        boolean severalSources = uses.stream()
                        .map(DestinationUse::destination)
                        .filter(destination -> destination.role() == Role.CLIENT)
                        .map(Destination::source)
                        .distinct()
                        .count()
                > 1;
        boolean anyOpen = model.stillOpen() > 0;
        TextTable table = new TextTable().text("Destination", anyOpen ? 26 : 36).number("Opened/s", 9);
        if (anyOpen) {
            table.number("Open", 7);
        }
        table.number("Closed", 10)
                .number("We first", 8)
                .number("TIME_WAIT/s", 11)
                .number("Budget", 8);
        uses.stream().limit(SHOWN).forEach(use -> table.row(cells(use, severalSources, anyOpen)));
        return table.render()
                + more(uses.size())
                + (anyOpen ? Lines.wrap("", "Open: opened meanwhile, and without a close in the" + " recording.") : "")
                + Lines.wrap(
                        "",
                        "Budget: the part of the local ports towards a destination that"
                                + " our TIME_WAIT would hold if this rate lasted 60 s; \"used up\" where"
                                + " connects found none free. A server port has none to run out of.");
    }

    private static String[] cells(DestinationUse use, boolean withSource, boolean withOpen) {
        Stream<String> first = Stream.of(label(use, withSource), Figures.measured(use.opensPerSecond()));
        Stream<String> open = withOpen ? Stream.of(Figures.count(use.stillOpen())) : Stream.empty();
        Stream<String> last = Stream.of(
                Figures.count(use.closed()),
                use.closed() == 0 ? "-" : Figures.percent((double) use.closedFirstByUs() / use.closed()),
                Figures.measured(use.timeWaitPerSecond()),
                budget(use));
        return Stream.of(first, open, last).flatMap(cells -> cells).toArray(String[]::new);
    }

    private static String budget(DestinationUse use) {
        return use.exhausted() > 0
                ? "used up"
                : use.projectedBudget().isPresent()
                        ? Figures.percent(use.projectedBudget().getAsDouble())
                        : "-";
    }

    private static String label(DestinationUse use, boolean withSource) {
        Destination destination = use.destination();
        return switch (destination.role()) {
            case CLIENT -> destination.label() + (withSource ? " from " + destination.source() : "");
            case SERVER ->
                destination.label() + " (" + Figures.count(use.peers().addresses(), "peer") + ")";
            case UNKNOWN -> destination.label();
        };
    }

    private static String more(int all) {
        return all <= SHOWN ? "" : "and " + Figures.count(all - SHOWN) + " more\n";
    }
}
