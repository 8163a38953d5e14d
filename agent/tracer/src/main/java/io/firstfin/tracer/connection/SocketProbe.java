package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.reason.PeerAlreadyClosed;
import java.io.FileDescriptor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks the kernel about an open socket, on the application thread that is about to act on it: so it
 * asks as little as it can.
 */
public final class SocketProbe {

    /** include/uapi/asm-generic/poll.h */
    private static final int POLLIN = 0x1;

    private static final int POLLERR = 0x8;
    private static final int POLLHUP = 0x10;
    private static final int POLLRDHUP = 0x2000;

    private static final long LONG_LIFE = 1_000_000_000L;
    private static final long IDLE = 100_000_000L;

    /** Gives null when no native call can be made: then the JDK's own gives the first four bytes. */
    private final Supplier<TcpInfoReader> reader;

    private final BooleanSupplier detailed;

    public SocketProbe(Supplier<TcpInfoReader> reader, BooleanSupplier detailed) {
        this.reader = reader;
        this.detailed = detailed;
    }

    /** The TCP state; null when the kernel did not answer or it is no TCP socket. */
    public TcpState state(FileDescriptor fd) {
        try {
            return TcpInfoParser.state(JdkSockets.tcpInfoHead(fd));
        } catch (Throwable notTcp) {
            return null;
        }
    }

    /** Null while the peer has not closed; asked before a request on a connection that was used before. */
    public PeerAlreadyClosed peerGone(FileDescriptor fd) {
        if (seemsOpen(fd)) {
            return null;
        }
        TcpState state = state(fd);
        if (state == TcpState.CLOSE) {
            return new PeerAlreadyClosed(-1);
        }
        if (state != TcpState.CLOSE_WAIT) {
            return null;
        }
        TcpInfoReader whole = reader.get();
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        // the peer's FIN acknowledged too, and nothing but acknowledgements can follow it
        return new PeerAlreadyClosed(info == null ? -1 : info.lastAckRecv());
    }

    /** What is true of nearly every request, asked in the cheapest way: see {@link #poll}. */
    private static boolean seemsOpen(FileDescriptor fd) {
        try {
            return JdkSockets.poll(fd, POLLRDHUP) == 0;
        } catch (Throwable gone) {
            return false;
        }
    }

    /** What the entry of the connection's close shows. */
    public CloseEntry atClose(Connection connection, FileDescriptor fd) {
        options(connection, fd);
        CloseEntry seen = CloseEntry.unseen(connection.options());
        try {
            CloseEntry polled = isWorthTcpInfo(connection) ? null : poll(connection, fd);
            seen = polled == null ? seen : polled;
            return polled == null || polled.unreadBytes() > 0 ? ask(connection.options(), fd) : polled;
        } catch (Throwable gone) {
            // another thread released it first; what is missing stays unknown
            return seen;
        }
    }

    /**
     * A connection that lived long tells more at its end, such as how long it waited for its close, and those are
     * few; of the many short ones only the verdict counts, unless all was asked for. One that we are about to
     * reset leaves nothing to sample afterwards: its counts now, compared with its last ones, show who was first.
     */
    private boolean isWorthTcpInfo(Connection connection) {
        return detailed.getAsBoolean()
                || connection.options().soLinger() == 0
                || connection.halfClose() != null
                || connection.isInputShutDown()
                || System.nanoTime() - connection.openedNanos() > LONG_LIFE
                || wasIdle(connection.httpUsage());
    }

    /** Whether its HTTP client or server had nothing to do with it for a while: how long tells of the peer's limit. */
    private static boolean wasIdle(HttpUsage http) {
        return http != null && http.answeredNanos() != 0 && System.nanoTime() - http.answeredNanos() > IDLE;
    }

    /**
     * {@code tcp_poll} of the kernel takes no lock and costs a fraction of TCP_INFO: no event at all means that
     * neither data nor the peer's FIN is here; POLLRDHUP, with our own input not shut down, means that the FIN is.
     * Null when the connection is over already: then the details matter.
     */
    private static CloseEntry poll(Connection connection, FileDescriptor fd) throws Throwable {
        int events = JdkSockets.poll(fd, POLLIN | POLLRDHUP);
        if ((events & (POLLERR | POLLHUP)) != 0) {
            return null;
        }
        return new CloseEntry(
                (events & POLLRDHUP) != 0 ? TcpState.CLOSE_WAIT : TcpState.ESTABLISHED,
                false,
                events == 0 ? 0 : JdkSockets.unreadBytes(fd),
                0,
                null,
                CloseEntry.NO_COOKIE,
                connection.options());
    }

    private CloseEntry ask(SocketOptions options, FileDescriptor fd) throws Throwable {
        TcpInfoReader whole = reader.get();
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        int head = info == null ? JdkSockets.tcpInfoHead(fd) : 0;
        // the kernel reads the state first: what came before the counts must show in it
        TcpState now = info == null ? TcpInfoParser.state(head) : state(fd);
        TcpState state = now == null && info != null ? info.state() : now;
        int unanswered = info == null ? JdkSockets.unanswered(head) : Math.max(info.retransmits(), info.probes());
        if (state == TcpState.CLOSE) {
            boolean peerFin = whole != null && whole.isAtEndOfStream(JdkSockets.number(fd));
            return new CloseEntry(state, peerFin, -1, unanswered, info, CloseEntry.NO_COOKIE, options);
        }
        int unread = nothingCame(info) ? 0 : JdkSockets.unreadBytes(fd);
        boolean mayReset = options.soLinger() == 0 || unread > 0;
        long cookie = info != null && mayReset ? whole.cookie(JdkSockets.number(fd)) : CloseEntry.NO_COOKIE;
        return new CloseEntry(state, false, unread, unanswered, info, cookie, options);
    }

    /**
     * The state just before a close that nothing of ours came before; its counts are kept for those who compare
     * the last ones with them, unless the entry of close has shown them.
     */
    public TcpState atRelease(Closing closing, FileDescriptor fd) {
        TcpInfoReader whole = closing.counts() == null ? reader.get() : null;
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        if (info == null) {
            return state(fd);
        }
        if (info.state() == TcpState.ESTABLISHED) {
            closing.laterCounts(info);
        }
        return info.state();
    }

    /**
     * Whether, since the entry of close, a segment without data left and nothing arrived in order, nor an
     * acknowledgement: a reset leaves these counts as they are. That no FIN came is not enough: the kernel reads
     * the state before it locks the socket and counts, and the FIN may come in between.
     */
    public boolean isFinAlone(Closing closing, FileDescriptor fd) {
        TcpInfoReader whole = reader.get();
        TcpInfo before = closing.counts();
        TcpInfo now = whole == null || before == null ? null : whole.read(JdkSockets.number(fd));
        return now != null
                && now.bytesSent() >= 0
                && now.bytesSent() == before.bytesSent()
                && now.bytesReceived() == before.bytesReceived()
                && now.bytesAcked() == before.bytesAcked()
                && now.segmentsOut() == before.segmentsOut() + 1;
    }

    /** The kernel counts the peer's FIN among the received bytes. */
    private static boolean nothingCame(TcpInfo info) {
        if (info == null) {
            return false;
        }
        long received = info.bytesReceived();
        return received == 0 || received == 1 && info.state() == TcpState.CLOSE_WAIT;
    }

    /** Reads SO_LINGER and SO_REUSEADDR, if those in force are not known. */
    public void options(Connection connection, FileDescriptor fd) {
        if (connection.optionsKnown()) {
            return;
        }
        SocketOptions inForce = connection.options();
        try {
            inForce = SocketOptions.of(JdkSockets.soLinger(fd), JdkSockets.reuseAddress(fd));
        } catch (Throwable gone) {
            // another thread released the descriptor: the ones that were known last stay
        }
        connection.options(inForce);
    }
}
