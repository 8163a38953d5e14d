package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A destination that a finding is about.
 *
 * @param destination which
 * @param count how much the finding counts of it: connections, connects, closes or sockets
 */
public record AffectedDestination(Destination destination, long count) {

    /** The destinations of what is counted, the one with most of it first. */
    static <T> List<AffectedDestination> mostFirst(
            Stream<T> all, Function<T, Destination> destination, ToLongFunction<T> count) {
        return all.collect(Collectors.groupingBy(destination, Collectors.summingLong(count))).entrySet().stream()
                .map(entry -> new AffectedDestination(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(AffectedDestination::count)
                        .reversed()
                        .thenComparing(one -> one.destination().toString()))
                .toList();
    }

    /** As people write it, with what tells it apart from others of the same address. */
    String nameAmong(List<AffectedDestination> all) {
        List<Destination> alike = all.stream()
                .map(AffectedDestination::destination)
                .filter(other -> other.label().equals(destination.label()))
                .toList();
        boolean sources = alike.stream().map(Destination::source).distinct().count() > 1;
        boolean networks = alike.stream().map(Destination::network).distinct().count() > 1;
        return destination.label()
                + (sources && !destination.source().isEmpty() ? " from " + destination.source() : "")
                + (networks ? " in " + destination.network() : "");
    }
}
