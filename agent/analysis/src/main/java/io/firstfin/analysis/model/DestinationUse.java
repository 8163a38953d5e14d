package io.firstfin.analysis.model;

import io.firstfin.verdict.Role;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a destination was used for, and what that costs in local ports.
 *
 * @param destination which
 * @param network the namespace whose ports it takes
 * @param opened connections made or accepted; the closed ones where no opening was recorded at all
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
public record DestinationUse(
        Destination destination,
        Network network,
        long opened,
        long failed,
        long exhausted,
        long stillOpen,
        long closed,
        long closedFirstByUs,
        long timeWaitOurs,
        Lifetimes lifetimes,
        Peers peers,
        double opensPerSecond,
        double timeWaitPerSecond) {

    /** Connects tried, or accepts. */
    public long attempted() {
        return opened + failed;
    }

    /** How many TIME_WAITs would stand on our side if that rate lasted for a minute. */
    public TimeWaitProjection projection() {
        return TimeWaitProjection.of(
                timeWaitPerSecond(),
                peers.ways(),
                network.settings().map(KernelSettings::maxTimeWaitBuckets).orElse(-1));
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
        return ports().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(projection().sockets() / ports().getAsInt());
    }

    /** The same, but all of them, or more, where they did run out: evidence before projection. */
    public OptionalDouble budgetUsed() {
        return exhausted > 0 ? OptionalDouble.of(Math.max(1, projectedBudget().orElse(1))) : projectedBudget();
    }

    /** Whether the kernel hands those ports out again after a moment. */
    public boolean reused() {
        return network.settings().map(all -> all.reusesTimeWait(destination)).orElse(false);
    }
}
