package io.firstfin.analysis.model;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The facts of one or several recordings.
 *
 * @param recordings what was recorded
 * @param connections what became of the connections
 * @param sites the call sites
 * @param ports what the kernel showed of ports, and who used them
 * @param timeline what happened when
 */
public record Model(Recordings recordings, Connections connections, Sites sites, Ports ports, Timeline timeline) {

    public long closed() {
        return closed(group -> true);
    }

    /** How many of the closes are such. */
    public long closed(Predicate<CloseGroup> which) {
        return connections.closes().stream()
                .filter(which)
                .mapToLong(CloseGroup::count)
                .sum();
    }

    /** How many of the closes are such in a second, at the busiest time that was recorded. */
    public double closedPerSecond(Predicate<CloseGroup> which) {
        return new Rates(recordings.jvms())
                .perSecond(connections.closes().stream()
                        .filter(which)
                        .collect(Collectors.groupingBy(CloseGroup::jvm, Collectors.summingLong(CloseGroup::count))));
    }

    /**
     * How many connections to some destinations were opened in a second, at the busiest time that was recorded. Those
     * closed count where no opening was recorded at all.
     */
    public double openedPerSecond(Predicate<Destination> which) {
        return connections.opens().isEmpty()
                ? closedPerSecond(group -> which.test(group.destination()))
                : new Rates(recordings.jvms())
                        .perSecond(connections.opens().stream()
                                .filter(group -> group.succeeded() && which.test(group.destination()))
                                .collect(Collectors.groupingBy(
                                        OpenGroup::jvm, Collectors.summingLong(OpenGroup::count))));
    }

    /** How many connects and accepts are such. */
    public long opened(Predicate<OpenGroup> which) {
        return connections.opens().stream()
                .filter(which)
                .mapToLong(OpenGroup::count)
                .sum();
    }

    /** How many of the connections opened meanwhile were open when their recording ended. */
    public long stillOpen() {
        return connections.openAtEnd().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The part of the closes that are such, from 0 to 1. */
    public double share(Predicate<CloseGroup> which) {
        long all = closed();
        return all == 0 ? 0 : (double) closed(which) / all;
    }

    /** Every destination with what it was used for and what that costs, the dearest first. */
    public List<DestinationUse> destinations() {
        return Destinations.of(this);
    }
}
