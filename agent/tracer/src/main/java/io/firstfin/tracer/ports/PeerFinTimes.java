package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Since when the peers' FINs are here, at least: since we first saw CLOSE_WAIT, or, where all of {@code
 * tcp_info} can be read, since the peer's last segment then.
 */
final class PeerFinTimes {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ConnectionTable table;
    private final Supplier<TcpInfoReader> reader;
    private Map<Long, Long> since = Map.of();
    private Map<Long, Long> next = new HashMap<>();

    PeerFinTimes(ConnectionTable table, Supplier<TcpInfoReader> reader) {
        this.table = table;
        this.reader = reader;
    }

    /** For a row in CLOSE_WAIT with an inode, which is its socket's and no other's. */
    long nanosSince(SocketRow row, Connection connection) {
        long now = System.nanoTime();
        Long begun = since.get(row.inode());
        if (begun == null) {
            begun = now - quietNanos(connection);
        }
        next.put(row.inode(), begun);
        return now - begun;
    }

    /** Those not asked about in this round are forgotten. */
    void endRound() {
        since = next;
        next = new HashMap<>();
    }

    /** The descriptor may pass on to another socket meanwhile: then the answer is not believed. */
    private long quietNanos(Connection connection) {
        TcpInfoReader whole = reader.get();
        TcpInfo info = whole == null ? null : whole.read(connection.number());
        boolean same = table.at(connection.number()) == connection && connection.isOpen();
        return info != null && same && info.state() == TcpState.CLOSE_WAIT
                ? Math.max(0, info.lastAckRecv()) * NANOS_PER_MILLI
                : 0;
    }
}
