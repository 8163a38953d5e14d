package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.tracer.base.BoundedMap;
import io.firstfin.tracer.sink.PortUse;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** All budgets of one {@link BudgetCounter}. */
final class BudgetTable {

    private final EphemeralPorts ports;
    private final BoundedMap<BudgetKey, BudgetTally> tallies;
    private final List<BudgetTally> pools = new ArrayList<>();

    /** Ports that a bind holds: the kernel gives none of them to a connect, wherever that goes. */
    private final BitSet bound = new BitSet();

    BudgetTable(EphemeralPorts ports, BitSet listening, Collection<BudgetKey> pools, int mostKeys) {
        this.ports = ports;
        this.tallies = new BoundedMap<>(mostKeys);
        for (BudgetKey key : pools) {
            this.pools.add(new BudgetTally(key));
        }
        for (int port = listening.nextSetBit(0); port >= 0; port = listening.nextSetBit(port + 1)) {
            if (ports.contain(port)) {
                bound.set(port);
                for (BudgetTally pool : this.pools) {
                    pool.take(port);
                }
            }
        }
    }

    /** The budget of that key; null when there are too many. */
    BudgetTally at(BudgetKey key) {
        return tallies.getOrMake(key, BudgetTally::new);
    }

    /** The pools of binds that the row takes a port of. */
    List<BudgetTally> pools(SocketRow row) {
        if (pools.isEmpty()) {
            return pools;
        }
        List<BudgetTally> concerned = new ArrayList<>();
        for (BudgetTally pool : pools) {
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
    Collection<BudgetTally> all() {
        List<BudgetTally> all = new ArrayList<>();
        tallies.forEach((key, tally) -> all.add(tally));
        all.addAll(pools);
        return all;
    }

    BudgetTally find(BudgetKey key) {
        return key.side() == BudgetKey.Side.BIND
                ? pools.stream()
                        .filter(pool -> pool.key.equals(key))
                        .findFirst()
                        .orElse(null)
                : tallies.get(key);
    }

    /** Capacity in ports; -1 if the ports belong to the peer or the capacity is unknown. */
    int capacity(BudgetTally tally) {
        return tally.key.side() == BudgetKey.Side.SERVER ? -1 : ports.capacity();
    }

    /** Ports that a connect, or a bind, could take now; -1 when not known. */
    int free(BudgetTally tally) {
        int capacity = capacity(tally);
        if (capacity < 0) {
            return -1;
        }
        boolean pool = tally.key.side() == BudgetKey.Side.BIND;
        int elsewhere = pool ? 0 : bound.cardinality() - tally.boundFirst();
        return Math.max(0, capacity - tally.held() - elsewhere);
    }

    /** The counts of a budget, as they are reported. */
    PortUse use(BudgetTally tally) {
        return tally.use(capacity(tally), free(tally));
    }

    EphemeralPorts ports() {
        return ports;
    }

    /** Rows whose budget was left out because there were too many. */
    int leftOut() {
        return (int) tallies.leftOut();
    }
}
