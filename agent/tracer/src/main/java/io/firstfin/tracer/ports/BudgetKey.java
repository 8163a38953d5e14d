package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.EphemeralPorts;
import java.net.InetAddress;
import java.util.Objects;

/**
 * What shares one budget of ports.
 *
 * @param local null for {@link Side#BIND} to the wildcard address
 * @param localPort of a server's; else 0
 * @param remote null for {@link Side#BIND}
 * @param remotePort of a client's destination; else 0
 */
record BudgetKey(Side side, InetAddress local, int localPort, InetAddress remote, int remotePort) {

    /** Whose ports are counted. */
    enum Side {
        /** Ours toward one destination. */
        CLIENT,
        /** One peer's toward a port that we listen on. */
        SERVER,
        /** Ours for all destinations, where they are bound before connect. */
        BIND
    }

    static BudgetKey client(Endpoints ends) {
        return new BudgetKey(Side.CLIENT, ends.local(), 0, ends.remote(), ends.remotePort());
    }

    static BudgetKey server(Endpoints ends) {
        return new BudgetKey(Side.SERVER, ends.local(), ends.localPort(), ends.remote(), 0);
    }

    /** The budget of these ends on one side, CLIENT or SERVER. */
    static BudgetKey of(Side side, Endpoints ends) {
        return side == Side.CLIENT ? client(ends) : server(ends);
    }

    static BudgetKey bind(InetAddress local) {
        return new BudgetKey(Side.BIND, local == null || local.isAnyLocalAddress() ? null : local, 0, null, 0);
    }

    // written out: on JDK 17 what a record is given keeps its class, and with that our loader, for good
    @Override
    public boolean equals(Object other) {
        return other instanceof BudgetKey
                && side == ((BudgetKey) other).side
                && localPort == ((BudgetKey) other).localPort
                && remotePort == ((BudgetKey) other).remotePort
                && Objects.equals(local, ((BudgetKey) other).local)
                && Objects.equals(remote, ((BudgetKey) other).remote);
    }

    @Override
    public int hashCode() {
        return Objects.hash(side.ordinal(), local, localPort, remote, remotePort);
    }

    /** For how long a TIME_WAIT of this budget keeps its port from a connect, in milliseconds. */
    long holdMillis(EphemeralPorts ports) {
        return side == Side.CLIENT ? ports.holdMillis(isLoopback()) : Ages.TIME_WAIT_SECONDS * 1_000L;
    }

    /** Whether tcp_tw_reuse of 2, which is for loopback only, is for this one. */
    boolean isLoopback() {
        return local != null && local.isLoopbackAddress() || remote != null && remote.isLoopbackAddress();
    }
}
