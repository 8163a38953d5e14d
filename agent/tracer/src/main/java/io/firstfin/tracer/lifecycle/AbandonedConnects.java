package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Finds connects that the kernel had finished when they were closed, although the application never
 * learned of it: finishConnect was not called, or another thread closed the socket inside the call.
 * The kernel sends a FIN or a reset for them as for any other connection, so they are reported as one.
 *
 * <p>Asks the kernel only where a connect ends by a close, which is rare.
 */
final class AbandonedConnects {

    private final SocketProbe probe;
    private final Supplier<TcpInfoReader> reader;

    /** @param reader reads {@code tcp_info} whole; gives null where no native call can be made */
    AbandonedConnects(SocketProbe probe, Supplier<TcpInfoReader> reader) {
        this.probe = probe;
        this.reader = reader;
    }

    /**
     * At the entry of a close of a socket that is still connecting: makes it an open connection where
     * the kernel had connected it.
     *
     * @return whether it is open now, so that its close is an ordinary one
     */
    boolean opens(Connection connection, FileDescriptor fd) {
        if (isEstablished(fd) && connection.move(Phase.CONNECTING, Phase.OPEN)) {
            locate(connection, fd);
            connection.attempt().abandon();
        }
        return connection.phase() == Phase.OPEN;
    }

    /**
     * At the release of a descriptor: the kernel may have finished a connect after its close, for a
     * channel in a Selector stays connecting until the next select.
     */
    void opensAtRelease(Connection connection, FileDescriptor fd) {
        if (connection.phase() == Phase.CONNECTING) {
            opens(connection, fd);
        } else if (connection.phase() == Phase.FAILED
                && connection.attempt().isCancelled()
                && isEstablished(fd)
                && connection.move(Phase.FAILED, Phase.OPEN)) {
            locate(connection, fd);
            connection.attempt().abandon();
        }
    }

    private boolean isEstablished(FileDescriptor fd) {
        TcpState state = probe.state(fd);
        return state == TcpState.ESTABLISHED
                || state == TcpState.CLOSE_WAIT
                || state == TcpState.CLOSE && wasEstablished(fd);
    }

    /** The peer has acknowledged our SYN, which counts as a byte; a refusal acknowledges nothing. */
    private boolean wasEstablished(FileDescriptor fd) {
        TcpInfoReader whole = reader.get();
        TcpInfo info = whole == null ? null : whole.read(JdkSockets.number(fd));
        return info != null && info.bytesAcked() > 0;
    }

    /** Until now the application's destination was all that was known. */
    private static void locate(Connection connection, FileDescriptor fd) {
        Endpoints asked = connection.endpoints();
        Endpoints ends = ConnectionFactory.endpoints(fd);
        if (ends == null && asked != null && asked.remote() != null) {
            ends = localOf(fd, asked);
        }
        if (ends != null) {
            connection.locate(ends);
        }
    }

    /** After a reset there is no peer to ask for any more. */
    private static Endpoints localOf(FileDescriptor fd, Endpoints asked) {
        try {
            InetSocketAddress local = JdkSockets.localAddress(fd);
            return new Endpoints(local.getAddress(), local.getPort(), asked.remote(), asked.remotePort());
        } catch (Throwable gone) {
            return null;
        }
    }
}
