package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import jdk.jfr.Event;

/** How connections begin on the server's side. */
final class AcceptTracer {

    private final TracerParts parts;

    AcceptTracer(TracerParts parts) {
        this.parts = parts;
    }

    /** The port of a listening socket; 0 for null, or when it is gone. */
    int port(FileDescriptor listener) {
        try {
            return listener == null ? 0 : JdkSockets.localAddress(listener).getPort();
        } catch (Throwable gone) {
            return 0;
        }
    }

    /**
     * @param socket a SocketImpl, or a FileDescriptor whose peer is {@code remote}
     */
    Event accepted(String api, FileDescriptor listener, Object socket, SocketAddress remote) {
        boolean impl = socket instanceof SocketImpl;
        FileDescriptor fd = impl ? JdkSockets.descriptor((SocketImpl) socket) : (FileDescriptor) socket;
        InetSocketAddress peer = impl ? peer((SocketImpl) socket) : inet(remote);
        if (peer == null || JdkSockets.number(fd) < 0) {
            return null;
        }
        Connection connection = enter(api, listener, fd, peer);
        if (connection == null || !parts.sinks().isWanted()) {
            return null;
        }
        return report(connection, parts.endpoints(fd, connection.number(), peer.getAddress(), peer.getPort()));
    }

    /**
     * The same, where the kernel is asked for the peer. It knows none any more once a reset came, which may
     * be before the accept returns.
     *
     * @param peer its address as Netty's native code writes it; null when it is not at hand
     */
    Event accepted(String api, FileDescriptor listener, FileDescriptor fd, byte[] peer) {
        Connection connection = enter(api, listener, fd, null);
        if (connection == null || !parts.sinks().isWanted()) {
            return null;
        }
        Endpoints ends = ConnectionFactory.endpoints(fd);
        if (ends == null) {
            connection.peer(NettyAddress.of(peer));
            ends = ConnectionFactory.afterReset(fd, connection.peer());
        }
        return report(connection, ends);
    }

    /** Null when there is no room for it. */
    private Connection enter(String api, FileDescriptor listener, FileDescriptor fd, InetSocketAddress peer) {
        Connection listening = listener(listener);
        Connection connection = parts.factory().server(api, fd, listening);
        connection.peer(peer);
        listening.acceptHistory().accepted(connection.openedNanos());
        if (!parts.table().put(connection)) {
            parts.table().countLeftOut();
            return null;
        }
        parts.table().countAccept();
        return connection;
    }

    private Event report(Connection connection, Endpoints endpoints) {
        connection.locate(endpoints);
        if (endpoints != null) {
            connection.peer(null);
        }
        parts.callSites().accepted(connection);
        connection.acceptHistory().acceptedBy(connection.openedBy());
        return parts.sinks().accepted(connection);
    }

    private Connection listener(FileDescriptor fd) {
        int number = JdkSockets.number(fd);
        Connection listener = parts.table().get(fd, number);
        if (listener == null || listener.phase() != Phase.LISTENING) {
            listener = parts.factory().listener(fd);
            if (number >= 0) {
                parts.table().put(listener);
            }
        }
        if (parts.sinks().isWanted()) {
            parts.probe().options(listener, fd);
        }
        return listener;
    }

    private static InetSocketAddress peer(SocketImpl socket) {
        return new InetSocketAddress(JdkSockets.remoteAddress(socket), JdkSockets.remotePort(socket));
    }

    private static InetSocketAddress inet(SocketAddress remote) {
        return remote instanceof InetSocketAddress ? (InetSocketAddress) remote : null;
    }
}
