package io.firstfin.cli.ports;

import io.firstfin.cli.ports.SocketGroup.Key;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.ports.Forecast;
import java.util.Comparator;

/**
 * How far our ports toward one destination are used up.
 *
 * @param group the sockets there, at the last sample
 * @param capacity ports the kernel chooses from; -1 when unknown
 * @param taken ports in use that no connect can take over
 * @param reusable ports in TIME_WAIT that a connect may take over
 * @param opened ports that came into use between the samples; -1 when there was one sample only
 * @param secondsLeft until the last free port is taken, as things went; -1 when not within an hour
 */
record PortUse(SocketGroup group, int capacity, int taken, int reusable, int opened, double secondsLeft) {
    /** Out of ports first, then by the ports that are taken, then by those in TIME_WAIT. */
    static final Comparator<PortUse> WORST_FIRST = Comparator.comparing((PortUse use) -> use.left() != Left.OUT)
            .thenComparing(Comparator.comparingInt(PortUse::taken).reversed())
            .thenComparing(Comparator.comparingInt(PortUse::reusable).reversed())
            .thenComparing(use -> use.key().name());

    /** Fewer new connections than this in one gap say nothing of what comes. */
    private static final int TOO_FEW = 3;

    private static final int FILLING_SECONDS = 600;
    private static final int URGENT_SECONDS = 60;
    private static final double MOST = 0.8;
    private static final double MANY = 0.5;

    /** How long the ports will last. */
    enum Left {
        FINE,
        FILLING,
        OUT
    }

    /** As one sample has it: what comes is told by the ages of the TIME_WAITs alone. */
    static PortUse of(SocketGroup group, PortSample sample, EphemeralPorts ports) {
        return of(group, sample, ports, -1, 0);
    }

    /** As two samples have it. */
    static PortUse of(SocketGroup group, PortSample sample, PortSample earlier, EphemeralPorts ports) {
        SocketGroup before = earlier.at(group.key());
        int more = group.lasting() - before.lasting();
        double growth = more < TOO_FEW ? 0 : more / sample.secondsSince(earlier);
        return of(group, sample, ports, group.newSince(before), growth);
    }

    private static PortUse of(SocketGroup group, PortSample sample, EphemeralPorts ports, int opened, double growth) {
        long hold = ports.holdMillis(group.key().isLoopback());
        int reusable = hold < Ages.TIME_WAIT_SECONDS * 1_000L ? group.reusable(hold) : 0;
        int taken = group.size() - reusable;
        int capacity = sample.capacity();
        int free = Math.max(0, capacity - taken - sample.listenersInRange());
        long nanos =
                capacity < 0 ? -1 : Forecast.nanosLeft(free, group.ages(), (int) Math.max(1, hold / 1_000), growth);
        return new PortUse(group, capacity, taken, reusable, opened, nanos < 0 ? -1 : nanos / 1e9);
    }

    Key key() {
        return group.key();
    }

    double share() {
        return capacity <= 0 ? 0 : (double) taken / capacity;
    }

    Left left() {
        return secondsLeft == 0
                ? Left.OUT
                : secondsLeft > 0 && !isAtRest() && secondsLeft <= FILLING_SECONDS ? Left.FILLING : Left.FINE;
    }

    /** Whether no port came into use between the samples, so that an earlier rate says nothing. */
    boolean isAtRest() {
        return opened == 0;
    }

    /** Whether connects fail, or will within a minute or at the next burst. */
    boolean isCritical() {
        return left() == Left.OUT || share() >= MOST || left() == Left.FILLING && secondsLeft < URGENT_SECONDS;
    }

    boolean isWorrying() {
        return share() >= MANY || left() == Left.FILLING;
    }

    int established() {
        return group.count(TcpState.ESTABLISHED);
    }

    int timeWait() {
        return group.count(TcpState.TIME_WAIT);
    }

    int closeWait() {
        return group.count(TcpState.CLOSE_WAIT);
    }

    int otherStates() {
        return group.size() - established() - timeWait() - closeWait();
    }
}
