package io.firstfin.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums up what each destination was used for. */
final class Destinations {

    private final Model model;
    private final Rates rates;

    private Destinations(Model model) {
        this.model = model;
        this.rates = new Rates(model.jvms());
    }

    /** All of them: first where ports ran out, then by the TIME_WAIT that takes ports. */
    static List<DestinationUse> of(Model model) {
        Destinations destinations = new Destinations(model);
        return Stream.concat(model.closes().stream().map(CloseGroup::destination),
                        model.opens().stream().map(OpenGroup::destination))
                .distinct()
                .map(destinations::use)
                .sorted(Comparator.comparingLong(DestinationUse::exhausted).reversed()
                        .thenComparing(Comparator.comparingDouble(
                                Destinations::clientTimeWaits).reversed())
                        .thenComparing(Comparator.comparingLong(DestinationUse::closed).reversed())
                        .thenComparing(use -> use.destination().toString()))
                .toList();
    }

    private DestinationUse use(Destination destination) {
        List<CloseGroup> closes = model.closes().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        List<OpenGroup> opens = model.opens().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        Map<Integer, Long> closed = closed(closes, group -> true);
        Map<Integer, Long> opened = model.opens().isEmpty() ? closed
                : opened(opens, OpenGroup::succeeded);
        Map<Integer, Long> timeWait = closed(closes, CloseGroup::leavesTimeWaitWithUs);
        return new DestinationUse(destination, model.network(destination),
                sum(opened),
                sum(opened(opens, group -> !group.succeeded())),
                sum(opened(opens, group -> group.failure() == FailureKind.PORTS_EXHAUSTED)),
                model.openAtEnd().getOrDefault(destination, 0L),
                sum(closed),
                sum(closed(closes, group -> group.verdict().closedFirst() == Side.LOCAL)),
                sum(timeWait),
                closes.stream().map(CloseGroup::lifetimes)
                        .reduce(Lifetimes.NONE, Lifetimes::plus),
                model.peers().getOrDefault(destination, Peers.NONE),
                rates.perSecond(opened),
                rates.perSecond(timeWait));
    }

    /** How many of these closes are such, by JVM. */
    private static Map<Integer, Long> closed(List<CloseGroup> closes,
            Predicate<CloseGroup> which) {
        return closes.stream().filter(which).collect(Collectors.groupingBy(
                CloseGroup::jvm, Collectors.summingLong(CloseGroup::count)));
    }

    /** How many of these connects and accepts are such, by JVM. */
    private static Map<Integer, Long> opened(List<OpenGroup> opens, Predicate<OpenGroup> which) {
        return opens.stream().filter(which).collect(Collectors.groupingBy(
                OpenGroup::jvm, Collectors.summingLong(OpenGroup::count)));
    }

    private static long sum(Map<Integer, Long> byJvm) {
        return byJvm.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double clientTimeWaits(DestinationUse use) {
        return use.destination().role() == Role.CLIENT ? use.timeWaitPerSecond() : 0;
    }
}
