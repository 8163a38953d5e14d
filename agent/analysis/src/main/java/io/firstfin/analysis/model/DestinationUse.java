package io.firstfin.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a destination was used for, and what that costs in local ports.
 *
 * @param destination which
 * @param network the namespace whose ports it takes
 * @param opened connections made or accepted; the closed ones where openings were not recorded
 * @param failed connects that failed
 * @param closed connections closed
 * @param closedFirstByUs of them, those that we closed first
 * @param timeWaitOurs of them, those that left TIME_WAIT with us by our own FIN
 * @param lifetimes how long the closed ones lived
 * @param peers how many different addresses connected, for a server port; 0 otherwise
 */
public record DestinationUse(Destination destination, Network network, long opened, long failed,
        long closed, long closedFirstByUs, long timeWaitOurs, Lifetimes lifetimes, int peers) {

    /** How long Linux keeps a TIME_WAIT, in seconds: fixed, no setting changes it. */
    public static final int TIME_WAIT_SECONDS = 60;

    static List<DestinationUse> of(Model model) {
        return Stream.concat(model.closes().stream().map(CloseGroup::destination),
                        model.opens().stream().map(OpenGroup::destination))
                .distinct()
                .map(destination -> of(model, destination))
                .sorted(Comparator.comparingDouble(DestinationUse::clientTimeWaits).reversed()
                        .thenComparing(Comparator.comparingLong(DestinationUse::closed).reversed())
                        .thenComparing(use -> use.destination.toString()))
                .toList();
    }

    private static DestinationUse of(Model model, Destination destination) {
        List<CloseGroup> closes = model.closes().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        List<OpenGroup> opens = model.opens().stream()
                .filter(group -> group.destination().equals(destination)).toList();
        long closed = closes.stream().mapToLong(CloseGroup::count).sum();
        long opened = opens.stream().filter(OpenGroup::succeeded)
                .mapToLong(OpenGroup::count).sum();
        return new DestinationUse(destination, model.network(destination),
                opened == 0 ? closed : opened,
                opens.stream().filter(group -> !group.succeeded())
                        .mapToLong(OpenGroup::count).sum(),
                closed,
                closes.stream().filter(group -> group.verdict().closedFirst() == Side.LOCAL)
                        .mapToLong(CloseGroup::count).sum(),
                closes.stream().filter(CloseGroup::leavesTimeWaitWithUs)
                        .mapToLong(CloseGroup::count).sum(),
                closes.stream().map(CloseGroup::lifetimes)
                        .reduce(Lifetimes.NONE, Lifetimes::plus),
                model.peers().getOrDefault(destination, 0));
    }

    private double clientTimeWaits() {
        return destination.role() == Role.CLIENT ? network.perSecond(timeWaitOurs) : 0;
    }

    /** Connections opened per second. */
    public double opensPerSecond() {
        return network.perSecond(opened);
    }

    /** TIME_WAITs made on our side per second. */
    public double timeWaitPerSecond() {
        return network.perSecond(timeWaitOurs);
    }

    /** How many TIME_WAITs stand on our side once that rate has lasted for a minute. */
    public double projectedTimeWait() {
        return timeWaitPerSecond() * TIME_WAIT_SECONDS;
    }

    /** The local ports towards this destination; empty for a server port or where unknown. */
    public OptionalInt ports() {
        int ports = network.settings().map(KernelSettings::ephemeralPorts).orElse(-1);
        boolean takesPorts = destination.role() == Role.CLIENT && ports > 0;
        return takesPorts ? OptionalInt.of(ports) : OptionalInt.empty();
    }

    /** The part of those ports that our TIME_WAIT will hold; above 1 they run out. */
    public OptionalDouble budgetUsed() {
        return ports().isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(projectedTimeWait() / ports().getAsInt());
    }

    /** Whether the kernel hands those ports out again after a moment. */
    public boolean reused() {
        return network.settings().map(all -> all.reusesTimeWait(destination)).orElse(false);
    }
}
