package io.firstfin.tracer.ports;

import io.firstfin.kernel.EndpointBits;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SampledSite;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this JVM, as the client, closed in the last 60 s and more: with that a TIME_WAIT, which the
 * kernel gives no owner, is charged to the code that closed first. Three generations of half a minute
 * each, so that nothing has to be taken out; a close beyond the bound of one is dropped, and
 * that is reported.
 */
public final class RecentCloses implements CloseObserver {

    private static final int GENERATIONS = 3;

    /** Of a generation; a power of two, so that its arrays are no longer than they need to be. */
    static final int BOUND = Integer.highestOneBit(BoundedTable.RECENT_CLOSES.most() / GENERATIONS);

    private static final long GENERATION_NANOS = 30_000_000_000L;

    private final OwnerIndex owners = new OwnerIndex();
    private CloseTable now = new CloseTable();
    private CloseTable before = new CloseTable();
    private CloseTable oldest = new CloseTable();
    private long begun = System.nanoTime();
    private long upTo = begun;
    private long lastDrop;
    private long dropped;

    /**
     * What is known of a close.
     *
     * @param owner null when its line was not asked for
     * @param weight how many closes the owner stands for; 0 without one
     */
    record Found(Owner owner, int weight, boolean boundFirst) {}

    /** The same for one socket of a scan after the other, without an object for each. */
    static final class Match {
        private Owner owner;
        private int weight;
        private boolean boundFirst;

        Owner owner() {
            return owner;
        }

        int weight() {
            return weight;
        }

        boolean boundFirst() {
            return boundFirst;
        }
    }

    @Override
    public synchronized void closedUpTo(long nanos) {
        upTo = nanos;
    }

    @Override
    public synchronized void lost() {
        lastDrop = System.nanoTime();
    }

    /** What a server accepted needs no entry: the port it listens on shows whose it is. */
    @Override
    public synchronized void closed(Connection connection) {
        Endpoints ends = connection.endpoints();
        Verdict verdict = connection.closing().verdict();
        boolean peersAlone = verdict.proven() && verdict.closedFirst() == ClosedFirst.REMOTE;
        if (ends == null
                || ends.local() == null
                || connection.role() == Role.SERVER
                || peersAlone
                || verdict.ending().isReset()) {
            return;
        }
        SampledSite site = connection.closing().closedBy();
        Owner owner = site == null || site.line() == null ? null : Owner.closer(connection);
        int weight = site == null ? 0 : site.weight();
        enter(ends, connection.closing().endedNanos(), owner, weight, connection.boundFirst());
    }

    synchronized void enter(Endpoints ends, long closedNanos, Owner owner, int weight, boolean boundFirst) {
        turn(System.nanoTime());
        if (now.size() >= BOUND) {
            dropped++;
            lastDrop = System.nanoTime();
            return;
        }
        int slot = now.put(EndpointBits.hash(ends), closedNanos);
        now.set(slot, owners.of(owner), owner == null ? 0 : weight, boundFirst);
    }

    @Override
    public synchronized void settled(Connection connection, TimeWait timeWait, long cookie) {
        if (connection.endpoints().local() != null && timeWait != TimeWait.UNKNOWN) {
            boolean here = timeWait == TimeWait.LOCAL || timeWait == TimeWait.BOTH;
            settle(connection.endpoints(), connection.closing().endedNanos(), here, cookie);
        }
    }

    synchronized void settle(Endpoints ends, long closedNanos, boolean timeWait, long cookie) {
        long key = EndpointBits.hash(ends);
        for (CloseTable table : new CloseTable[] {now, before, oldest}) {
            int slot = table.find(key);
            if (slot >= 0) {
                if (table.closedNanos(slot) == closedNanos) {
                    table.settle(slot, timeWait, cookie);
                }
                return;
            }
        }
    }

    /** The close that left this row; null when it is not known to be ours. */
    Found find(Endpoints ends, long cookie) {
        forgetOld();
        Match match = new Match();
        return find(EndpointBits.hash(ends), cookie, match)
                ? new Found(match.owner, match.weight, match.boundFirst)
                : null;
    }

    /** Forgets what is older than needed. {@link #find(SocketCursor, Match)} does not, for it is asked for each row. */
    synchronized void forgetOld() {
        turn(System.nanoTime());
    }

    /** Whether the close that left this socket is known to be ours: then the match tells of it. */
    boolean find(SocketCursor socket, Match match) {
        return find(socket.endpointsHash(), socket.cookie(), match);
    }

    private synchronized boolean find(long key, long cookie, Match match) {
        CloseTable table = now;
        int slot = table.find(key);
        if (slot < 0) {
            table = before;
            slot = table.find(key);
        }
        if (slot < 0) {
            table = oldest;
            slot = table.find(key);
        }
        if (slot < 0 || !table.isOf(slot, cookie)) {
            return false;
        }
        match.owner = owners.at(table.owner(slot));
        match.weight = table.weight(slot);
        match.boundFirst = table.boundFirst(slot);
        return true;
    }

    /** Closes up to then, a {@code System.nanoTime()}, are entered. */
    synchronized long upTo() {
        return upTo;
    }

    /** {@code System.nanoTime()} of the last close that was dropped; 0 for none. */
    synchronized long lastDrop() {
        return lastDrop;
    }

    /** How many closes are remembered. */
    public synchronized int size() {
        return now.size() + before.size() + oldest.size();
    }

    /** How many closes were dropped because the bound was reached. */
    public synchronized long dropped() {
        return dropped;
    }

    private void turn(long nanos) {
        long passed = nanos - begun;
        for (int i = 0; i < GENERATIONS && passed >= GENERATION_NANOS; i++) {
            oldest = before;
            before = now;
            now = new CloseTable();
            passed -= GENERATION_NANOS;
            begun = nanos - Math.max(0, passed);
        }
    }

    /** Numbers owners: there are few, and many closes of each. Beyond {@value #BOUND} they have no name. */
    private static final class OwnerIndex {

        private static final int BOUND = 2_000;
        private static final int NOBODY = 0;

        private final Map<Owner, Integer> numbers = new HashMap<>();
        private final List<Owner> owners = new ArrayList<>();

        OwnerIndex() {
            owners.add(null);
        }

        int of(Owner owner) {
            if (owner == null) {
                return NOBODY;
            }
            Integer known = numbers.get(owner);
            if (known != null) {
                return known;
            }
            if (owners.size() > BOUND) {
                return NOBODY;
            }
            owners.add(owner);
            numbers.put(owner, owners.size() - 1);
            return owners.size() - 1;
        }

        /** Null for nobody. */
        Owner at(int number) {
            return owners.get(number);
        }
    }
}
