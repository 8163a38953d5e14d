package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.util.function.Supplier;

/**
 * Asks the kernel about an open socket, on the application thread that is about to act on it: so it
 * asks as little as it can.
 */
final class SocketProbe {

    /** From here a native call through {@code java.lang.foreign} costs no more than the JDK's own. */
    private static final boolean FOREIGN = Runtime.version().feature() >= 22;

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
            return TcpState.of(JdkSockets.stateOf(JdkSockets.tcpInfoHead(fd)));
        } catch (Throwable notTcp) {
            return null;
        }
    }

    /** Notes at {@code connection} what the entry of its close shows. */
    void atClose(Connection connection, FileDescriptor fd) {
        TcpInfoReader whole = FOREIGN || recording.isDetailed() ? reader.get() : null;
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
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
                connection.unreadBytes = nothingCame(info) ? 0 : JdkSockets.unreadBytes(fd);
            }
        } catch (Throwable gone) {
            // another thread released it first; what is missing stays unknown
        }
        options(connection, fd);
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
