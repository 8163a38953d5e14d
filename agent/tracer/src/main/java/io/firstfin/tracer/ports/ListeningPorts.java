package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ports that somebody listens on, or did a while ago: what has one of them at our end was accepted,
 * not connected. A TIME_WAIT outlives its server.
 */
final class ListeningPorts {

    private static final long REMEMBERED_NANOS = 120_000_000_000L;

    private final OwnSockets own;
    private final Map<Integer, Long> lastSeen = new HashMap<>();
    /** The ports of {@link #lastSeen}: it is asked for each row, and makes no object for that. */
    private final BitSet remembered = new BitSet();

    private BitSet now = new BitSet();
    private BitSet others = new BitSet();
    private BitSet ours = new BitSet();

    ListeningPorts(OwnSockets own) {
        this.own = own;
    }

    /** Asks who listens; the kernel has a table of its own for that, which is short. */
    void look(SocketTable kernel) throws IOException {
        List<SocketRow> rows = new ArrayList<>();
        kernel.scan(Set.of(TcpState.LISTEN), rows::add);
        long nanos = System.nanoTime();
        now = new BitSet();
        others = new BitSet();
        BitSet oursNow = new BitSet();
        boolean refreshed = false;
        for (SocketRow row : rows) {
            int port = row.endpoints().localPort();
            now.set(port);
            lastSeen.put(port, nanos);
            remembered.set(port);
            OwnSockets.Holder holder = own.holder(row.inode());
            if (holder == OwnSockets.Holder.NEW) {
                if (!refreshed) {
                    own.refresh();
                    refreshed = true;
                }
                holder = own.judge(row, kernel);
            }
            (holder == OwnSockets.Holder.OURS ? oursNow : others).set(port);
        }
        forget(nanos, oursNow);
    }

    /** Somebody listens on it, or did until a while ago. */
    boolean contain(int port) {
        return remembered.get(port);
    }

    /** We listen on it, or were the last who did; and nobody else does. */
    boolean areOurs(int port) {
        return ours.get(port) && !others.get(port);
    }

    /** Those listened on at this moment. */
    BitSet now() {
        return now;
    }

    private void forget(long nanos, BitSet oursNow) {
        Iterator<Map.Entry<Integer, Long>> entries = lastSeen.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Integer, Long> entry = entries.next();
            if (nanos - entry.getValue() > REMEMBERED_NANOS) {
                ours.clear(entry.getKey());
                remembered.clear(entry.getKey());
                entries.remove();
            }
        }
        ours.andNot(others);
        ours.or(oursNow);
    }
}
