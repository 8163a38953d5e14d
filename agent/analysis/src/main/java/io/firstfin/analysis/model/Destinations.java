package io.firstfin.analysis.model;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums up what each destination was used for. */
final class Destinations {

    private final Model model;
    private final Map<Destination, List<CloseGroup>> closes;
    private final Map<Destination, List<OpenGroup>> opens;
    private final Rates rates;

    private Destinations(Model model) {
        this.model = model;
        this.closes = model.connections().closes().stream().collect(Collectors.groupingBy(CloseGroup::destination));
        this.opens = model.connections().opens().stream().collect(Collectors.groupingBy(OpenGroup::destination));
        this.rates = new Rates(model.recordings().jvms());
    }

    /** All of them: first where ports ran out, then by the TIME_WAIT that takes ports. */
    static List<DestinationUse> of(Model model) {
        Destinations destinations = new Destinations(model);
        return Stream.concat(destinations.closes.keySet().stream(), destinations.opens.keySet().stream())
                .distinct()
                .map(destinations::use)
                .sorted(Comparator.comparingLong(DestinationUse::exhausted)
                        .reversed()
                        .thenComparing(Comparator.comparingDouble(Destinations::clientTimeWaits)
                                .reversed())
                        .thenComparing(
                                Comparator.comparingLong(DestinationUse::closed).reversed())
                        .thenComparing(use -> use.destination().toString()))
                .toList();
    }

    private DestinationUse use(Destination destination) {
        List<CloseGroup> ended = closes.getOrDefault(destination, List.of());
        List<OpenGroup> begun = opens.getOrDefault(destination, List.of());
        Map<Integer, Long> closed = CloseGroup.byJvm(ended, group -> true);
        Map<Integer, Long> opened =
                model.connections().opens().isEmpty() ? closed : OpenGroup.byJvm(begun, OpenGroup::succeeded);
        Map<Integer, Long> timeWait = CloseGroup.byJvm(ended, CloseGroup::leavesTimeWaitWithUs);
        return new DestinationUse(
                destination,
                model.recordings().network(destination),
                sum(opened),
                sum(OpenGroup.byJvm(begun, group -> !group.succeeded())),
                sum(OpenGroup.byJvm(begun, group -> group.failure() == FailureKind.PORTS_EXHAUSTED)),
                model.connections().openAtEnd().getOrDefault(destination, 0L),
                sum(closed),
                sum(CloseGroup.byJvm(ended, group -> group.verdict().closedFirst() == ClosedFirst.LOCAL)),
                sum(timeWait),
                ended.stream().map(CloseGroup::lifetimes).reduce(Lifetimes.NONE, Lifetimes::plus),
                model.connections().peers().getOrDefault(destination, Peers.NONE),
                rates.perSecond(opened),
                rates.perSecond(timeWait));
    }

    private static long sum(Map<Integer, Long> byJvm) {
        return byJvm.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double clientTimeWaits(DestinationUse use) {
        return use.destination().role() == Role.CLIENT ? use.timeWaitPerSecond() : 0;
    }
}
