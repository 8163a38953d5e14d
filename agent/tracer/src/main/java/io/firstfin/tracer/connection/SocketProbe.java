package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;

/**
 * Asks the kernel about an open socket, on the application thread that is about to act on it: one
 * system call for a state, two for a close.
 */
final class SocketProbe {

    /** Null when no native call can be made: then the JDK's own gives the first four bytes. */
    private final TcpInfoReader reader;

    SocketProbe(TcpInfoReader reader) {
        this.reader = reader;
    }

    /** The TCP state; null when the kernel did not answer or it is no TCP socket. */
    TcpState state(FileDescriptor fd) {
        try {
            return TcpState.of(JdkSockets.stateOf(JdkSockets.tcpInfoHead(fd)));
        } catch (Throwable notTcp) {
            return null;
        }
    }

    /** Notes at {@code connection} what the entry of its close shows. */
    void atClose(Connection connection, FileDescriptor fd) {
        TcpInfo info = reader == null ? null : reader.read(JdkSockets.number(fd));
        try {
            if (info == null) {
                int head = JdkSockets.tcpInfoHead(fd);
                connection.atClose = TcpState.of(JdkSockets.stateOf(head));
                connection.unanswered = JdkSockets.unanswered(head);
            } else {
                connection.info = info;
                connection.atClose = info.state();
                connection.unanswered = Math.max(info.retransmits(), info.probes());
            }
            if (connection.atClose != TcpState.CLOSE) {
                connection.unreadBytes = JdkSockets.unreadBytes(fd);
            }
        } catch (Throwable gone) {
            // another thread released it first; what is missing stays unknown
        }
        options(connection, fd);
    }

    /** Notes SO_LINGER and SO_REUSEADDR as in force now. */
    void options(Connection connection, FileDescriptor fd) {
        try {
            connection.soLinger = JdkSockets.soLinger(fd);
            connection.reuseAddress = JdkSockets.reuseAddress(fd);
        } catch (Throwable gone) {
            // as above
        }
    }
}
