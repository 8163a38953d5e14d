package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.HalfClose;
import io.firstfin.tracer.sink.HangingSample;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reports, each time JFR asks, the connections that hang: the peer has closed and we have not
 * (CLOSE_WAIT), or we half-closed and the peer has not (FIN_WAIT2). From a second on, {@value
 * #MOST_REPORTED} in a round at most, with how many there are in all.
 */
public final class HangingReporter {

    private static final int MOST_REPORTED = 64;

    private static final Set<TcpState> FIN_WAIT = EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2);

    private final ConnectionTable table;
    private final PeerFinTimes fins;
    private final AcceptQueueReporter queues;
    private final TableSampler closeWaits;
    private final TableSampler finWaits;
    private final Sinks sinks;

    /** @param reader reads {@code tcp_info} whole; gives null where no native call can be made */
    HangingReporter(
            ConnectionTable table,
            Supplier<TcpInfoReader> reader,
            AcceptQueueReporter queues,
            Supplier<TableSampler> samplers,
            Sinks sinks) {
        this.table = table;
        this.fins = new PeerFinTimes(reader);
        this.queues = queues;
        this.closeWaits = samplers.get();
        this.finWaits = samplers.get();
        this.sinks = sinks;
    }

    /** The peer has closed, we have not. */
    public void reportCloseWaits() {
        closeWaits.sample(this::closeWaits, fins::endRound);
    }

    /** We half-closed, the peer has not closed. */
    public void reportFinWaits() {
        finWaits.sample(this::finWaits);
    }

    private void closeWaits(SocketTable kernel) throws IOException {
        HangingConnections hanging = new HangingConnections(MOST_REPORTED);
        forEach(
                kernel,
                EnumSet.of(TcpState.CLOSE_WAIT),
                Connection::isOpen,
                (row, connection) -> hanging.add(row, connection, fins.nanosSince(row, connection)));
        fins.endRound();
        HangingSample sample = hanging.sample();
        sinks.report(sink -> sink.closeWaits(sample, queues.givenUp()));
    }

    private void finWaits(SocketTable kernel) throws IOException {
        HangingConnections hanging = new HangingConnections(MOST_REPORTED);
        long now = System.nanoTime();
        forEach(kernel, FIN_WAIT, HangingReporter::isHalfClosed, (row, connection) -> {
            HalfClose halfClose = connection.halfClose();
            if (halfClose != null) {
                hanging.add(row, connection, now - halfClose.nanos());
            }
        });
        HangingSample sample = hanging.sample();
        sinks.report(sink -> sink.finWaits(sample));
    }

    /** By a half-close that is over. */
    private static boolean isHalfClosed(Connection connection) {
        HalfClose halfClose = connection.halfClose();
        return connection.isOpen() && halfClose != null && halfClose.nanos() != 0;
    }

    /** Shows the rows of our connections that may be meant. Where there are none the kernel need not walk its table. */
    private void forEach(
            SocketTable kernel,
            Set<TcpState> states,
            Predicate<Connection> isMeant,
            BiConsumer<SocketRow, Connection> visitor)
            throws IOException {
        if (!table.contains(isMeant)) {
            return;
        }
        OwnSockets own = new OwnSockets(table);
        own.begin();
        List<SocketRow> rows = kernel.dump(states, row -> row.inode() != 0, Integer.MAX_VALUE);
        if (rows.stream().anyMatch(row -> own.traced(row.endpoints()) == null)) {
            own.refresh();
        }
        for (SocketRow row : rows) {
            Connection connection = own.connection(row);
            if (connection != null && isMeant.test(connection)) {
                visitor.accept(row, connection);
            }
        }
    }

    /**
     * Since when the peers' FINs are here, at least: since we first saw CLOSE_WAIT, or, where all of {@code
     * tcp_info} can be read, since the peer's last segment then.
     */
    private final class PeerFinTimes {

        private static final long NANOS_PER_MILLI = 1_000_000;

        private final Supplier<TcpInfoReader> reader;
        private Map<Long, Long> since = Map.of();
        private Map<Long, Long> next = new HashMap<>();

        PeerFinTimes(Supplier<TcpInfoReader> reader) {
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
}
