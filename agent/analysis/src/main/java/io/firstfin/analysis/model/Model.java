package io.firstfin.analysis.model;

import io.firstfin.verdict.Trigger;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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
        return new Rates(recordings.jvms()).perSecond(CloseGroup.byJvm(connections.closes(), which));
    }

    /**
     * How many connections to some destinations were opened in a second, at the busiest time that was recorded. Those
     * closed count where no opening was recorded at all.
     */
    public double openedPerSecond(Predicate<Destination> which) {
        if (connections.opens().isEmpty()) {
            return closedPerSecond(group -> which.test(group.destination()));
        }
        Predicate<OpenGroup> opened = group -> group.succeeded() && which.test(group.destination());
        return new Rates(recordings.jvms()).perSecond(OpenGroup.byJvm(connections.opens(), opened));
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

    /** How many connections to some destinations no code closed: those still open, and those that ended with their JVM. */
    public long neverClosed(Predicate<Destination> which) {
        return connections.openAtEnd().entrySet().stream()
                        .filter(open -> which.test(open.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                + endedWithJvm(which);
    }

    /** How many connections to some destinations were closed by the end of their JVM alone. */
    public long endedWithJvm(Predicate<Destination> which) {
        return closed(group -> group.trigger() == Trigger.EXIT && which.test(group.destination()));
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
