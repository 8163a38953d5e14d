package io.firstfin.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a destination was used for, and what that costs in local ports.
 *
 * @param destination which
 * @param network the namespace whose ports it takes
 * @param opened connections made or accepted; the closed ones where openings were not recorded
 * @param failed connects that failed
 * @param exhausted of them, those that found no free local port
 * @param stillOpen of those opened, the ones that have no close in the recordings
 * @param closed connections closed
 * @param closedFirstByUs of them, those that we closed first
 * @param timeWaitOurs of them, those that left TIME_WAIT with us by our own FIN
 * @param lifetimes how long the closed ones lived
 * @param peers who connected, to a server port
 * @param opensPerSecond connections opened per second, at the busiest time that was recorded
 * @param timeWaitPerSecond TIME_WAITs made on our side per second, likewise
 */
public record DestinationUse(Destination destination, Network network, long opened, long failed,
        long exhausted, long stillOpen, long closed, long closedFirstByUs, long timeWaitOurs,
        Lifetimes lifetimes, Peers peers, double opensPerSecond, double timeWaitPerSecond) {

    static List<DestinationUse> of(Model model) {
        Rates rates = new Rates(model.jvms());
        return Stream.concat(model.closes().stream().map(CloseGroup::destination),
                        model.opens().stream().map(OpenGroup::destination))
                .distinct()
                .map(destination -> of(model, rates, destination))
                .sorted(Comparator.comparingLong(DestinationUse::exhausted).reversed()
                        .thenComparing(Comparator.comparingDouble(
                                DestinationUse::clientTimeWaits).reversed())
                        .thenComparing(Comparator.comparingLong(DestinationUse::closed).reversed())
                        .thenComparing(use -> use.destination.toString()))
                .toList();
    }

    private static DestinationUse of(Model model, Rates rates, Destination destination) {
        List<CloseGroup> closes = model.closes().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        List<OpenGroup> opens = model.opens().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        long closed = closes.stream().mapToLong(CloseGroup::count).sum();
        long opened = count(opens, OpenGroup::succeeded);
        return new DestinationUse(destination, model.network(destination),
                opened == 0 ? closed : opened,
                count(opens, group -> !group.succeeded()),
                count(opens, group -> group.failure() == FailureKind.PORTS_EXHAUSTED),
                model.openAtEnd().getOrDefault(destination, 0L),
                closed,
                closes.stream().filter(group -> group.verdict().closedFirst() == Side.LOCAL)
                        .mapToLong(CloseGroup::count).sum(),
                closes.stream().filter(CloseGroup::leavesTimeWaitWithUs)
                        .mapToLong(CloseGroup::count).sum(),
                closes.stream().map(CloseGroup::lifetimes)
                        .reduce(Lifetimes.NONE, Lifetimes::plus),
                model.peers().getOrDefault(destination, Peers.NONE),
                rates.perSecond(opened == 0 ? closesByJvm(closes, group -> true)
                        : opensByJvm(opens)),
                rates.perSecond(closesByJvm(closes, CloseGroup::leavesTimeWaitWithUs)));
    }

    private static Map<Integer, Long> closesByJvm(List<CloseGroup> closes,
            Predicate<CloseGroup> which) {
        return closes.stream().filter(which).collect(Collectors.groupingBy(CloseGroup::jvm,
                Collectors.summingLong(CloseGroup::count)));
    }

    private static Map<Integer, Long> opensByJvm(List<OpenGroup> opens) {
        return opens.stream().filter(OpenGroup::succeeded).collect(Collectors.groupingBy(
                OpenGroup::jvm, Collectors.summingLong(OpenGroup::count)));
    }

    private static long count(List<OpenGroup> opens, Predicate<OpenGroup> which) {
        return opens.stream().filter(which).mapToLong(OpenGroup::count).sum();
    }

    private double clientTimeWaits() {
        return destination.role() == Role.CLIENT ? timeWaitPerSecond : 0;
    }

    /** Connects tried, or accepts. */
    public long attempted() {
        return opened + failed;
    }

    /** How many TIME_WAITs would stand on our side if that rate lasted for a minute. */
    public TimeWaitProjection projection() {
        return TimeWaitProjection.of(timeWaitPerSecond(), peers.ways(), network.settings()
                .map(KernelSettings::maxTimeWaitBuckets).orElse(-1));
    }

    /** The local ports towards this destination; empty for a server port or where unknown. */
    public OptionalInt ports() {
        int ports = network.settings().map(KernelSettings::ephemeralPorts).orElse(-1);
        boolean takesPorts = destination.role() == Role.CLIENT && ports > 0;
        return takesPorts ? OptionalInt.of(ports) : OptionalInt.empty();
    }

    /**
     * The part of those ports that our TIME_WAIT would hold if the rate lasted; above 1 they would
     * run out. That they did run out is {@link #exhausted}.
     */
    public OptionalDouble projectedBudget() {
        return ports().isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(projection().sockets() / ports().getAsInt());
    }

    /** Whether the kernel hands those ports out again after a moment. */
    public boolean reused() {
        return network.settings().map(all -> all.reusesTimeWait(destination)).orElse(false);
    }
}
