package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.PortInUse;
import io.firstfin.tracer.sink.PortInUse.Conflict;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.function.Supplier;

/**
 * Reports who holds the port of a connect that is in use toward its destination: asks the kernel for the socket that
 * has these addresses and ports, and our own tables for the code behind it.
 */
final class PortInUseReporter implements BlackBox.Reporter<Conflict> {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final ConnectionTable table;
    private final RecentCloses closes;
    private final Supplier<SocketTable> kernel;
    private final Sinks sinks;

    PortInUseReporter(ConnectionTable table, RecentCloses closes, Supplier<SocketTable> kernel, Sinks sinks) {
        this.table = table;
        this.closes = closes;
        this.kernel = kernel;
        this.sinks = sinks;
    }

    @Override
    public void report(Conflict conflict) throws IOException {
        PortInUse found = find(conflict);
        sinks.report(sink -> sink.portInUse(found));
    }

    private PortInUse find(Conflict conflict) throws IOException {
        Endpoints ends = withSource(conflict.connection().endpoints());
        if (ends == null || ends.localPort() == 0) {
            return new PortInUse(conflict, null, null, -1, "not known: the port of this socket is not known");
        }
        SocketTable sockets = kernel.get();
        sockets.refresh();
        SocketRow row = sockets.find(ends);
        if (row == null) {
            return new PortInUse(conflict, ends.local(), null, -1, "nobody any more when the kernel was asked");
        }
        long remaining = isTimed(row) ? row.expiresMillis() : -1;
        return new PortInUse(conflict, ends.local(), row.state(), remaining, text(row, holder(row)));
    }

    /** {@code TIME_WAIT, which ends in 57 s, left by ...}; pure. */
    static String text(SocketRow row, String holder) {
        String state = row.state().name();
        if (isTimed(row)) {
            long seconds = (row.expiresMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
            state += ", which ends in " + seconds + " s";
        }
        return state + (row.inode() == 0 ? ", left by " : ", held by ") + holder;
    }

    private String holder(SocketRow row) throws IOException {
        Connection traced = traced(row.endpoints());
        if (row.inode() != 0) {
            if (traced != null) {
                return ours("opened", traced.openedBy());
            }
            return ProcSelfFd.descriptorsByInode().containsKey(row.inode())
                    ? ours("opened", null)
                    : "another process of uid " + row.uid();
        }
        RecentCloses.Found found = closes.find(row.endpoints(), row.cookie());
        if (found != null) {
            return ours("closed", found.owner() == null ? null : found.owner().site());
        }
        return traced == null
                ? "a socket that no process holds any more, and that this JVM is not known to have closed first"
                : ours("opened", traced.openedBy());
    }

    private static String ours(String act, String site) {
        return "this JVM" + (site == null ? "" : " (" + act + " by " + site + ")");
    }

    /** The one of ours with these ends: a few thousand at most are open, and failures are rare. */
    private Connection traced(Endpoints ends) {
        Connection[] found = new Connection[1];
        table.forEach(connection -> {
            Endpoints its = connection.endpoints();
            if (its != null && its.local() != null && its.equals(ends)) {
                found[0] = connection;
            }
        });
        return found[0];
    }

    private static boolean isTimed(SocketRow row) {
        return row.isSuccessor() && row.expiresMillis() >= 0;
    }

    /**
     * The local address that the kernel chooses toward this destination, where the socket was bound to
     * the wildcard. To connect a datagram socket finds it, and sends nothing.
     */
    private static Endpoints withSource(Endpoints ends) {
        if (ends == null || ends.local() != null) {
            return ends;
        }
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(ends.remote(), Math.max(1, ends.remotePort())));
            InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            return new Endpoints(local, ends.localPort(), ends.remote(), ends.remotePort());
        } catch (IOException | RuntimeException unreachable) {
            return null;
        }
    }
}
