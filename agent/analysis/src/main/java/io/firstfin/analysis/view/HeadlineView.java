package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer first.
 *
 * @param first its first sentence
 * @param lines the others
 * @param tiles its numbers
 */
public record HeadlineView(String first, List<String> lines, List<Tile> tiles) {

    /** A number and what it counts. */
    public record Tile(String number, String what) {}

    public static HeadlineView of(Report report) {
        List<String> lines = report.headline();
        return new HeadlineView(lines.get(0), lines.subList(1, lines.size()), tiles(report.model()));
    }

    private static List<Tile> tiles(Model model) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(Figures.count(model.closed()), "connections closed"));
        if (model.closed() > 0) {
            for (Role role : Role.values()) {
                closedFirst(model, role).ifPresent(tiles::add);
            }
            tiles.add(
                    new Tile(Figures.count(model.closed(CloseGroup::leavesTimeWaitWithUs)), "TIME_WAIT left with us"));
        }
        model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .findFirst()
                .ifPresent(use -> tiles.add(budget(use)));
        return tiles;
    }

    /** Nothing for a role in which nothing was closed. */
    private static Optional<Tile> closedFirst(Model model, Role role) {
        long closed = model.closed(group -> group.role() == role);
        long byUs = model.closed(
                group -> group.role() == role && group.verdict().closedFirst().includesLocal());
        return closed == 0
                ? Optional.empty()
                : Optional.of(new Tile(
                        Figures.percent((double) byUs / closed) + " of " + Figures.count(closed),
                        "closed first by us " + Words.as(role)));
    }

    private static Tile budget(DestinationUse use) {
        String towards = "towards " + use.destination().label();
        if (use.exhausted() > 0) {
            return new Tile(Figures.count(use.exhausted()), "connects without a port " + towards);
        }
        return new Tile(
                use.projectedBudget().isEmpty()
                        ? "unknown"
                        : Figures.percent(use.projectedBudget().getAsDouble()),
                "of the ports " + towards + " would be in TIME_WAIT at this rate");
    }
}
