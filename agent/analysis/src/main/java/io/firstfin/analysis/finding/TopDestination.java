package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The destination that has most of something.
 *
 * @param destination which
 * @param count how much of it
 */
record TopDestination(Destination destination, long count) {

    static TopDestination ofCloses(Model model, Predicate<CloseGroup> which) {
        return top(model.connections().closes().stream()
                .filter(which)
                .collect(Collectors.groupingBy(CloseGroup::destination, Collectors.summingLong(CloseGroup::count))));
    }

    static TopDestination ofOpens(Model model, Predicate<OpenGroup> which) {
        return top(model.connections().opens().stream()
                .filter(which)
                .collect(Collectors.groupingBy(OpenGroup::destination, Collectors.summingLong(OpenGroup::count))));
    }

    /** {@code , 12 of them to 10.0.0.7:80}, or without the number when it is all of them. */
    String of(long total) {
        return count == total
                ? " to " + destination.label()
                : ", " + Figures.count(count) + " of them to " + destination.label();
    }

    private static TopDestination top(Map<Destination, Long> counts) {
        Stream<TopDestination> all =
                counts.entrySet().stream().map(entry -> new TopDestination(entry.getKey(), entry.getValue()));
        return all.max(Comparator.comparingLong(TopDestination::count).thenComparing(top -> top.destination.toString()))
                .orElseThrow();
    }
}
