package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.tracer.sink.PortUse;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** All budgets of one {@link BudgetCounter}. */
final class BudgetTable {

    private static final int FIRST_SLOTS = 64;

    private final EphemeralPorts ports;
    private final int mostKeys;
    private final List<BudgetTally> tallies = new ArrayList<>();

    /** The same by their hash, at most half full. */
    private BudgetTally[] slots = new BudgetTally[FIRST_SLOTS];

    private int leftOut;
    private final List<BudgetTally> pools = new ArrayList<>();

    /** Ports that a bind holds: the kernel gives none of them to a connect, wherever that goes. */
    private final BitSet bound = new BitSet();

    BudgetTable(EphemeralPorts ports, BitSet listening, Collection<BudgetKey> pools, int mostKeys) {
        this.ports = ports;
        this.mostKeys = mostKeys;
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

    /** The budget of that key, made where there is none; null when there are too many. */
    BudgetTally at(BudgetKey key) {
        BudgetTally found = find(key);
        if (found != null) {
            return found;
        }
        return hasRoom() ? make(key) : null;
    }

    /** The same for the budget of a row on one side, CLIENT or SERVER. */
    BudgetTally at(BudgetKey.Side side, SocketCursor row) {
        int slot = slot(BudgetTally.hash(side, row));
        while (slots[slot] != null && !slots[slot].isOf(side, row)) {
            slot = next(slot);
        }
        if (slots[slot] != null) {
            return slots[slot];
        }
        return hasRoom() ? make(BudgetKey.of(side, row.endpoints())) : null;
    }

    /** Those of binds. */
    List<BudgetTally> pools() {
        return pools;
    }

    /** A bind holds that port. */
    void bound(int port) {
        bound.set(port);
    }

    /** Those of {@link #at} and of the pools. */
    Collection<BudgetTally> all() {
        List<BudgetTally> all = new ArrayList<>(tallies);
        all.addAll(pools);
        return all;
    }

    /** The budget of that key; null for none. */
    BudgetTally find(BudgetKey key) {
        if (key.side() == BudgetKey.Side.BIND) {
            return pools.stream()
                    .filter(pool -> pool.key.equals(key))
                    .findFirst()
                    .orElse(null);
        }
        int slot = slot(BudgetTally.hash(key));
        while (slots[slot] != null && !slots[slot].key.equals(key)) {
            slot = next(slot);
        }
        return slots[slot];
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
        return leftOut;
    }

    /** If there is none, one more is left out. */
    private boolean hasRoom() {
        boolean room = tallies.size() < mostKeys;
        leftOut += room ? 0 : 1;
        return room;
    }

    private BudgetTally make(BudgetKey key) {
        BudgetTally tally = new BudgetTally(key);
        tallies.add(tally);
        if (2 * tallies.size() > slots.length) {
            slots = new BudgetTally[2 * slots.length];
            tallies.forEach(this::place);
        } else {
            place(tally);
        }
        return tally;
    }

    private void place(BudgetTally tally) {
        int slot = slot(BudgetTally.hash(tally.key));
        while (slots[slot] != null) {
            slot = next(slot);
        }
        slots[slot] = tally;
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }
}
