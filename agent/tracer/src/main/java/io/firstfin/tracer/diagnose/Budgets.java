package io.firstfin.tracer.diagnose;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.ports.EphemeralPorts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All budgets of one {@link Census}. */
final class Budgets {

    private final EphemeralPorts ports;
    private final int mostKeys;
    private final Map<PortKey, Tally> tallies = new HashMap<>();
    private final List<Tally> pools = new ArrayList<>();

    /** Ports that a bind holds: the kernel gives none of them to a connect, wherever that goes. */
    private final BitSet bound = new BitSet();

    private int leftOut;

    Budgets(EphemeralPorts ports, BitSet listening, Collection<PortKey> pools, int mostKeys) {
        this.ports = ports;
        this.mostKeys = mostKeys;
        for (PortKey key : pools) {
            this.pools.add(new Tally(key));
        }
        for (int port = listening.nextSetBit(0); port >= 0; port = listening.nextSetBit(port + 1)) {
            if (ports.contain(port)) {
                bound.set(port);
                for (Tally pool : this.pools) {
                    pool.take(port);
                }
            }
        }
    }

    /** The budget of that key; null when there are too many. */
    Tally at(PortKey key) {
        Tally tally = tallies.get(key);
        if (tally != null) {
            return tally;
        }
        if (tallies.size() >= mostKeys) {
            leftOut++;
            return null;
        }
        tally = new Tally(key);
        tallies.put(key, tally);
        return tally;
    }

    /** The pools of binds that the row takes a port of. */
    List<Tally> pools(SocketRow row) {
        if (pools.isEmpty()) {
            return pools;
        }
        List<Tally> concerned = new ArrayList<>();
        for (Tally pool : pools) {
            if (pool.key.local() == null
                    || pool.key.local().equals(row.endpoints().local())) {
                concerned.add(pool);
            }
        }
        return concerned;
    }

    /** A bind holds the port of that row. */
    void bound(SocketRow row) {
        bound.set(row.endpoints().localPort());
    }

    /** Those of {@link #at} and of the pools. */
    Collection<Tally> all() {
        List<Tally> all = new ArrayList<>(tallies.values());
        all.addAll(pools);
        return all;
    }

    Tally find(PortKey key) {
        return key.side() == PortKey.Side.BIND
                ? pools.stream()
                        .filter(pool -> pool.key.equals(key))
                        .findFirst()
                        .orElse(null)
                : tallies.get(key);
    }

    /** Ports it is of; -1 where they are the peer's, or not told. */
    int capacity(Tally tally) {
        return tally.key.side() == PortKey.Side.SERVER ? -1 : ports.capacity();
    }

    /** Ports that a connect, or a bind, could take now; -1 when not known. */
    int free(Tally tally) {
        int capacity = capacity(tally);
        if (capacity < 0) {
            return -1;
        }
        boolean pool = tally.key.side() == PortKey.Side.BIND;
        int elsewhere = pool ? 0 : bound.cardinality() - tally.boundFirst();
        return Math.max(0, capacity - tally.held() - elsewhere);
    }

    EphemeralPorts ports() {
        return ports;
    }

    /** Rows whose budget was left out because there were too many. */
    int leftOut() {
        return leftOut;
    }
}
