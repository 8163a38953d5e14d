package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The sockets of this network namespace that the kernel freed lately, as many of them as there is room for.
 * Belongs to the settler's thread.
 *
 * <p>A socket is found by its cookie where that is known. Else by its ports, if no other socket with the
 * same ports was freed in that time: then it cannot be mistaken for an earlier connection's.
 */
final class DestroyedSockets {

    private static final int BOUND = BoundedTable.FREED_SOCKETS.most();

    /** A message may be late by this much, on a busy machine, and belong to an earlier connection. */
    private static final long SLACK_NANOS = 100_000_000L;

    private final ArrayDeque<Freed> order = new ArrayDeque<>();
    private final Map<Long, Freed> byCookie = new HashMap<>();
    private final Map<Endpoints, Freed> byEndpoints = new HashMap<>();
    private final Map<Integer, Long> lastReset = new HashMap<>();
    private long lastLoss = System.nanoTime() - 1;
    private long lastEmptied = lastLoss;
    private long added;

    /**
     * A socket that the kernel freed.
     *
     * @param nanos when we heard of it, a {@code System.nanoTime()}
     * @param before the one with the same ports that was freed before it; null for none
     */
    record Freed(DestroyedSocket socket, long nanos, Freed before) {

        /** Cuts the chain: what is older than the one before says nothing more. */
        private Freed withoutOlder() {
            return before == null ? this : new Freed(socket, nanos, null);
        }
    }

    /** How many it holds; any thread may ask, and may get a count of some moments ago. */
    int size() {
        return order.size();
    }

    /** Takes in a socket that was freed until now, a {@code System.nanoTime()}. */
    void add(DestroyedSocket socket, long nanos) {
        added++;
        Freed before = byEndpoints.get(socket.endpoints());
        Freed freed = new Freed(socket, nanos, before == null ? null : before.withoutOlder());
        byEndpoints.put(socket.endpoints(), freed);
        byCookie.put(socket.cookie(), freed);
        order.add(freed);
        if (socket.wasDisconnected()) {
            lastReset.put(socket.endpoints().localPort(), nanos);
        }
        while (order.size() > BOUND) {
            Freed oldest = order.remove();
            byCookie.remove(oldest.socket().cookie(), oldest);
            byEndpoints.remove(oldest.socket().endpoints(), oldest);
            lastReset.remove(oldest.socket().endpoints().localPort(), oldest.nanos());
        }
    }

    /** How many were taken in so far. */
    long added() {
        return added;
    }

    /** Some were freed until now that the kernel did not report. */
    void missed(long nanos) {
        lastLoss = nanos;
    }

    /** All that was freed until now, a {@code System.nanoTime()}, was taken in. */
    void emptied(long nanos) {
        lastEmptied = nanos;
    }

    /** Whether all that was freed since then, a {@code System.nanoTime()}, is known. */
    boolean completeSince(long nanos) {
        return lastLoss - nanos < 0 && lastEmptied - nanos > 0;
    }

    /** Our end of a closed connection; null when it is not known for certain. */
    Freed ours(UnsettledClose pending) {
        long cookie = pending.isReused() ? pending.connection().closing().cookie() : pending.cookie();
        Freed freed = cookie == Closing.NO_COOKIE ? null : byCookie.get(cookie);
        if (freed != null && !isOn(pending.endpoints(), freed.socket())) {
            // the descriptor was another socket's when it was asked
            return null;
        }
        boolean asked = pending.connection().closing().cookie() != Closing.NO_COOKIE;
        // the kernel makes cookies on demand: a TIME_WAIT that was asked first has one of its own
        return freed != null || asked ? freed : alone(pending.endpoints(), pending.connection());
    }

    /** The other end, if it was in this namespace; null when it is not known for certain. */
    Freed peers(UnsettledClose pending) {
        return alone(pending.endpoints().mirrored(), pending.connection());
    }

    /**
     * Whether a socket with the other end's port was reset by its own side since our connection was opened,
     * or may have been: what it was connected to is not known.
     */
    boolean mayHaveResetItself(UnsettledClose pending) {
        Long last = lastReset.get(pending.endpoints().remotePort());
        long since = pending.connection().openedNanos();
        return last != null && last - since >= 0 || !completeSince(since);
    }

    /** One that was reset by its own side has no peer any more. */
    private static boolean isOn(Endpoints ends, DestroyedSocket socket) {
        return socket.endpoints().localPort() == ends.localPort()
                && (socket.endpoints().remotePort() == ends.remotePort() || socket.wasDisconnected());
    }

    private Freed alone(Endpoints ends, Connection connection) {
        Freed freed = byEndpoints.get(ends);
        // when it was opened is not known of one older than the agent, or abandoned
        long opened = connection.openedNanos() == 0 ? connection.closing().beganNanos() : connection.openedNanos();
        if (freed == null || opened == 0) {
            return null;
        }
        long since = opened - SLACK_NANOS;
        boolean inTime = freed.nanos() - opened >= 0;
        boolean only = freed.before() == null || freed.before().nanos() - since < 0;
        return inTime && only && completeSince(connection.closing().beganNanos()) ? freed : null;
    }
}
