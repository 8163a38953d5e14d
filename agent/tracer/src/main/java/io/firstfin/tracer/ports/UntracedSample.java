package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Samples of the kernel's table for the sockets of this process that are not traced. On a busy machine a thread may
 * pause for long between the kernel's accept and ours, or between our close and the kernel's: so a connection counts
 * once it has been there for {@value #MILLIS_OF_PROOF} ms without being traced.
 */
final class UntracedSample {

    private static final Set<TcpState> HELD = EnumSet.complementOf(EnumSet.of(TcpState.TIME_WAIT));
    private static final Set<TcpState> CONNECTED = EnumSet.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT);
    private static final long MILLIS_OF_PROOF = 500;

    private final ConnectionTable table;
    private final OwnSockets own;
    private final LongSupplier nanoTime;

    /** When each connection that is not traced was first seen, by its inode. */
    private Map<Long, Long> suspects = Map.of();

    private final List<SocketRow> unclear = new ArrayList<>();
    private long untraced;
    private boolean alone;
    private long inAcceptQueues;

    UntracedSample(ConnectionTable table) {
        this(table, System::nanoTime);
    }

    UntracedSample(ConnectionTable table, LongSupplier nanoTime) {
        this.table = table;
        this.own = new OwnSockets(table);
        this.nanoTime = nanoTime;
    }

    void take(SocketTable kernel) throws IOException {
        unclear.clear();
        alone = true;
        inAcceptQueues = 0;
        own.begin();
        kernel.visit(HELD, this::add);
        if (!unclear.isEmpty()) {
            own.refresh();
        }
        long now = nanoTime.getAsLong();
        Map<Long, Long> still = new HashMap<>();
        for (SocketRow row : unclear) {
            if (isOurs(row) && CONNECTED.contains(row.state()) && !isTraced(row)) {
                still.put(row.inode(), suspects.getOrDefault(row.inode(), now));
            }
        }
        suspects = still;
        own.end();
        unclear.clear();
        untraced = still.values().stream()
                .filter(since -> now - since >= TimeUnit.MILLISECONDS.toNanos(MILLIS_OF_PROOF))
                .count();
    }

    /** How many connections of ours are not traced. */
    long untraced() {
        return untraced;
    }

    /** Whether some are not traced that were seen once. */
    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    /** Whether every TCP socket of this network namespace that a process holds is ours: in doubt it is not. */
    boolean isAlone() {
        return alone;
    }

    /** How many connections wait to be accepted. */
    long inAcceptQueues() {
        return inAcceptQueues;
    }

    private void add(SocketCursor socket) {
        if (socket.inode() != 0) {
            if (own.traced(socket) == null) {
                unclear.add(socket.toRow());
            }
        } else if (CONNECTED.contains(socket.state())) {
            inAcceptQueues++;
        }
    }

    /** One that is gone before its holder was looked up may have been another process's. */
    private boolean isOurs(SocketRow row) {
        boolean ours = own.holder(row.inode()) == OwnSockets.Holder.OURS;
        alone &= ours;
        return ours;
    }

    /** In doubt it is: what is reported must be true. */
    private boolean isTraced(SocketRow row) {
        Integer number = own.number(row.inode());
        Connection there = number == null ? null : table.at(number);
        if (there == null) {
            return false;
        }
        Endpoints ends = there.endpoints();
        return ends == null
                || ends.local() == null
                || ends.localPort() == row.endpoints().localPort()
                        && ends.remotePort() == row.endpoints().remotePort();
    }
}
