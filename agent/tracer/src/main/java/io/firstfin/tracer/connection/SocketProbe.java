package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.http.PeerAlreadyClosed;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.util.function.Supplier;

/**
 * Asks the kernel about an open socket, on the application thread that is about to act on it: so it
 * asks as little as it can.
 */
final class SocketProbe {

    /** include/uapi/asm-generic/poll.h */
    private static final int POLLIN = 0x1;

    private static final int POLLERR = 0x8;
    private static final int POLLHUP = 0x10;
    private static final int POLLRDHUP = 0x2000;

    private static final long LONG_LIFE = 1_000_000_000L;

    /** Gives null when no native call can be made: then the JDK's own gives the first four bytes. */
    private final Supplier<TcpInfoReader> reader;

    private final RecordingSwitch recording;

    SocketProbe(Supplier<TcpInfoReader> reader, RecordingSwitch recording) {
        this.reader = reader;
        this.recording = recording;
    }

    /** The TCP state; null when the kernel did not answer or it is no TCP socket. */
    TcpState state(FileDescriptor fd) {
        try {
            return TcpInfoParser.state(JdkSockets.tcpInfoHead(fd));
        } catch (Throwable notTcp) {
            return null;
        }
    }

    /** Null while the peer has not closed; asked before a request on a connection that was used before. */
    PeerAlreadyClosed peerGone(FileDescriptor fd) {
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

    /** What is true of nearly every request, asked in the cheapest way: see {@link #pollTells}. */
    private static boolean seemsOpen(FileDescriptor fd) {
        try {
            return JdkSockets.poll(fd, POLLRDHUP) == 0;
        } catch (Throwable gone) {
            return false;
        }
    }

    /** Notes at {@code connection} what the entry of its close shows. */
    void atClose(Connection connection, FileDescriptor fd) {
        options(connection, fd);
        try {
            if (worthTcpInfo(connection) || !pollTells(connection, fd) || connection.unreadBytes > 0) {
                ask(connection, fd);
            }
        } catch (Throwable gone) {
            // another thread released it first; what is missing stays unknown
        }
    }

    /**
     * A connection that lived long tells more at its end, such as how long it waited for its close,
     * and those are few; of the many short ones only the verdict counts, unless all was asked for. One
     * that we are about to reset leaves nothing to look at afterwards: its counts now, held against its
     * last ones, tell who was first.
     */
    private boolean worthTcpInfo(Connection connection) {
        return recording.isDetailed()
                || connection.soLinger == 0
                || connection.beforeHalfClose != null
                || connection.inputShutDown
                || System.nanoTime() - connection.openedNanos > LONG_LIFE;
    }

    /**
     * {@code tcp_poll} of the kernel takes no lock and costs a fraction of TCP_INFO: no event at all
     * means that neither data nor the peer's FIN is here; POLLRDHUP, with our own input not shut down,
     * means that the FIN is. False when it is over already: then the details matter.
     */
    private static boolean pollTells(Connection connection, FileDescriptor fd) throws Throwable {
        int events = JdkSockets.poll(fd, POLLIN | POLLRDHUP);
        if ((events & (POLLERR | POLLHUP)) != 0) {
            return false;
        }
        connection.atClose = (events & POLLRDHUP) != 0 ? TcpState.CLOSE_WAIT : TcpState.ESTABLISHED;
        connection.unreadBytes = events == 0 ? 0 : JdkSockets.unreadBytes(fd);
        return true;
    }

    private void ask(Connection connection, FileDescriptor fd) throws Throwable {
        TcpInfoReader whole = reader.get();
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        if (info == null) {
            int head = JdkSockets.tcpInfoHead(fd);
            connection.atClose = TcpInfoParser.state(head);
            connection.unanswered = JdkSockets.unanswered(head);
        } else {
            connection.info = info;
            connection.unanswered = Math.max(info.retransmits(), info.probes());
            // the kernel reads the state first: what came before the counts must show in it
            TcpState now = state(fd);
            connection.atClose = now == null ? info.state() : now;
        }
        if (connection.atClose != TcpState.CLOSE) {
            connection.unreadBytes = nothingCame(info) ? 0 : JdkSockets.unreadBytes(fd);
            if (info != null && (connection.soLinger == 0 || connection.unreadBytes > 0)) {
                connection.cookie = whole.cookie(JdkSockets.number(fd));
            }
        }
    }

    /**
     * The state just before a close that nothing of ours came before; its counts are noted for those who
     * hold the last ones against them, unless the entry of close has told them.
     */
    TcpState atRelease(Connection connection, FileDescriptor fd) {
        TcpInfoReader whole = connection.info == null ? reader.get() : null;
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        if (info == null) {
            return state(fd);
        }
        if (info.state() == TcpState.ESTABLISHED) {
            connection.info = info;
        }
        return info.state();
    }

    /**
     * Whether, since the entry of close, a segment without data left and nothing arrived in order, nor
     * an acknowledgement: a reset leaves these counts as they are. That no FIN came is not enough: the
     * kernel reads the state before it locks the socket and counts, and the FIN may come in between.
     */
    boolean isFinAlone(Connection connection, FileDescriptor fd) {
        TcpInfoReader whole = reader.get();
        TcpInfo before = connection.info;
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

    /** Sees to it that SO_LINGER and SO_REUSEADDR are known as in force now. */
    void options(Connection connection, FileDescriptor fd) {
        if (connection.optionsKnown) {
            return;
        }
        connection.optionsKnown = true;
        try {
            connection.soLinger = JdkSockets.soLinger(fd);
            connection.reuseAddress = JdkSockets.reuseAddress(fd);
        } catch (Throwable gone) {
            // as above
        }
    }
}
