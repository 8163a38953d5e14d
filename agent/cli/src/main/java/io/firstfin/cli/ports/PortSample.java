package io.firstfin.cli.ports;

import io.firstfin.cli.ports.SocketGroup.Key;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.EphemeralPorts;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One sample of a namespace's socket table: each row is counted as it arrives. Bounded. */
final class PortSample {
    private static final int MOST_GROUPS = 1 << 16;
    private static final int MOST_ROWS = 1 << 21;

    private final EphemeralPorts ports;
    private final BitSet listening = new BitSet();
    private final Map<Key, SocketGroup> groups = new HashMap<>();
    private final List<SocketRow> listeners;
    private final long nanos = System.nanoTime();
    private int rows;
    private final boolean rangeKnown;
    private boolean outsideRange;
    private int leftOut;

    /**
     * @param rangeKnown the ports are those of the sampled namespace; otherwise they are a guess
     * @param listeners in LISTEN: a connection on the port of one of them was accepted
     */
    PortSample(EphemeralPorts ports, boolean rangeKnown, List<SocketRow> listeners) {
        this.ports = ports;
        this.rangeKnown = rangeKnown;
        this.listeners = listeners;
        listeners.forEach(row -> listening.set(row.endpoints().localPort()));
    }

    void add(SocketRow row) {
        Key key = key(row.endpoints());
        outsideRange |= key.isDestination() && !ports.contain(row.endpoints().localPort());
        SocketGroup group = groups.get(key);
        if (group == null && groups.size() < MOST_GROUPS) {
            group = new SocketGroup(key);
            groups.put(key, group);
        }
        if (group == null || rows >= MOST_ROWS) {
            leftOut++;
            return;
        }
        rows++;
        group.add(row, age(row));
    }

    private Key key(Endpoints ends) {
        int port = ends.localPort();
        boolean connected = !listening.get(port) && (!rangeKnown || ports.contain(port));
        return connected ? new Key(ends.local(), 0, ends.remote(), ends.remotePort()) : new Key(null, port, null, 0);
    }

    private long age(SocketRow row) {
        if (row.timer() != SocketRow.TIMER_TIME_WAIT || row.expiresMillis() < 0) {
            return -1;
        }
        long whole = row.state() == TcpState.TIME_WAIT
                ? Ages.TIME_WAIT_SECONDS
                : Math.max(0, ports.settings().finTimeout());
        return Math.max(0, whole * 1_000 - row.expiresMillis());
    }

    Collection<SocketGroup> groups() {
        return groups.values();
    }

    /** The group with that key; an empty one when there is none. */
    SocketGroup at(Key key) {
        return groups.getOrDefault(key, new SocketGroup(key));
    }

    List<SocketRow> listeners() {
        return listeners;
    }

    /** Ports that the kernel chooses from; -1 when unknown, also where a guess has proved wrong. */
    int capacity() {
        return outsideRange ? -1 : ports.capacity();
    }

    /** Ports that the kernel could choose if nobody listened on them. */
    int listenersInRange() {
        return (int) listening.stream().filter(ports::contain).count();
    }

    /** Seconds from an earlier sample to this one. */
    double secondsSince(PortSample earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    /** Sockets that there was no room for. */
    int leftOut() {
        return leftOut;
    }
}
