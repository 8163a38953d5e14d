package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened when.
 *
 * @param begin when the charts begin
 * @param step how long each of their steps is
 * @param subjects what the charts can show, the most telling first
 * @param data the same as numbers, for the script
 */
record TimelineView(String begin, String step, List<Subject> subjects, String data) {

    private static final int DESTINATIONS = 8;
    private static final int POOLS = 3;

    /** All connections, those to a destination, or a pool of binds before connect. */
    record Subject(int place, String label) {}

    static TimelineView of(Model model) {
        Timeline timeline = model.timeline();
        TimelineData data = new TimelineData(timeline);
        List<Subject> subjects = new ArrayList<>();
        Set<Destination> shown = new HashSet<>();
        for (DestinationUse use : model.destinations()) {
            Destination to = use.destination();
            if (shown.size() < DESTINATIONS && timeline.of(to).isPresent()) {
                shown.add(to);
                data.add(
                        add(subjects, label(to, model)),
                        timeline.of(to).orElseThrow(),
                        use.ports(),
                        List.of(),
                        budgets(timeline, PortSide.CLIENT)
                                .filter(budget -> budget.destination().equals(to))
                                .findFirst());
            }
        }
        budgets(timeline, PortSide.BIND).limit(POOLS).forEach(pool -> data.add(add(subjects, pool(pool)), pool));
        budgets(timeline, PortSide.CLIENT)
                .filter(one -> !shown.contains(one.destination()))
                .limit(POOLS)
                .forEach(one -> data.add(add(subjects, label(one.destination(), model)), one));
        long others = model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(to -> !shown.contains(to))
                .count();
        String all = "all connections"
                + (others == 0 ? "" : ", " + Figures.count(others, "destination") + " without a chart included");
        data.add(
                add(subjects, all),
                timeline.all(),
                OptionalInt.empty(),
                timeline.timeWaitCounted().size() == 1
                        ? timeline.timeWaitCounted().values().iterator().next()
                        : List.of(),
                Optional.empty());
        return new TimelineView(
                timeline.from().truncatedTo(ChronoUnit.SECONDS).toString(),
                Figures.span(timeline.step()),
                List.copyOf(subjects),
                data.json());
    }

    private static String add(List<Subject> subjects, String label) {
        subjects.add(new Subject(subjects.size(), label));
        return label;
    }

    /** The fullest first; where several JVMs looked at one, it is the same kernel's. */
    private static Stream<BudgetSeries> budgets(Timeline timeline, PortSide side) {
        return timeline.budgets().stream().filter(budget -> budget.side() == side);
    }

    private static String pool(BudgetSeries pool) {
        String from = pool.destination().source();
        return "binds before connect" + (from.isEmpty() ? "" : " from " + from);
    }

    private static String label(Destination destination, Model model) {
        long alike = model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(other -> other.label().equals(destination.label()))
                .count();
        return alike > 1
                ? destination.label() + " from "
                        + (destination.source().isEmpty() ? destination.network() : destination.source())
                : destination.label();
    }
}
