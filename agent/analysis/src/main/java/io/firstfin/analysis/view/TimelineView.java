package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeSeries;
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
 * @param subjects what the charts can show, the most expensive first
 */
public record TimelineView(Timeline timeline, String begin, String step, List<Subject> subjects) {

    private static final int DESTINATIONS = 8;
    private static final int POOLS = 3;

    /**
     * All connections, those to a destination, or a pool of binds before connect.
     *
     * @param place its number, from 0
     * @param connections what happened to them; empty where only ports are known
     * @param capacity the local ports there are; empty where that does not bound it
     * @param counted what the kernel counted in TIME_WAIT in each step; empty where it was not asked
     * @param budget what the kernel showed of their ports; empty where it was not asked
     */
    public record Subject(
            int place,
            String label,
            Optional<TimeSeries> connections,
            OptionalInt capacity,
            List<Integer> counted,
            Optional<BudgetSeries> budget) {}

    public static TimelineView of(Model model) {
        Timeline timeline = model.timeline();
        return new TimelineView(
                timeline,
                timeline.from().truncatedTo(ChronoUnit.SECONDS).toString(),
                Figures.span(timeline.step()),
                subjects(model, timeline));
    }

    private static List<Subject> subjects(Model model, Timeline timeline) {
        List<Subject> subjects = new ArrayList<>();
        Set<Destination> shown = new HashSet<>();
        for (DestinationUse use : model.destinations()) {
            Destination to = use.destination();
            if (shown.size() < DESTINATIONS && timeline.of(to).isPresent()) {
                shown.add(to);
                Optional<BudgetSeries> budget = budgets(timeline, PortSide.CLIENT)
                        .filter(one -> one.destination().equals(to))
                        .findFirst();
                subjects.add(new Subject(
                        subjects.size(), label(to, model), timeline.of(to), use.ports(), List.of(), budget));
            }
        }
        budgets(timeline, PortSide.BIND).limit(POOLS).forEach(pool -> subjects.add(ports(subjects, pool(pool), pool)));
        budgets(timeline, PortSide.CLIENT)
                .filter(one -> !shown.contains(one.destination()))
                .limit(POOLS)
                .forEach(one -> subjects.add(ports(subjects, label(one.destination(), model), one)));
        subjects.add(all(subjects, model, shown));
        return List.copyOf(subjects);
    }

    private static Subject ports(List<Subject> before, String label, BudgetSeries budget) {
        return new Subject(before.size(), label, Optional.empty(), OptionalInt.empty(), List.of(), Optional.of(budget));
    }

    private static Subject all(List<Subject> before, Model model, Set<Destination> shown) {
        Timeline timeline = model.timeline();
        long others = model.destinations().stream()
                .map(DestinationUse::destination)
                .filter(to -> !shown.contains(to))
                .count();
        return new Subject(
                before.size(),
                "all connections"
                        + (others == 0
                                ? ""
                                : ", " + Figures.count(others, "destination") + " without a chart included"),
                Optional.of(timeline.all()),
                OptionalInt.empty(),
                timeline.timeWaitCounted().size() == 1
                        ? timeline.timeWaitCounted().values().iterator().next()
                        : List.of(),
                Optional.empty());
    }

    /** The fullest first; where several JVMs sampled one, it is the same kernel's. */
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
