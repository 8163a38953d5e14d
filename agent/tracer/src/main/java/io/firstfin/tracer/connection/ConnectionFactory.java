package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Makes connections: numbers them, and reads who is at their ends. */
final class ConnectionFactory {

    private final AtomicLong ids = new AtomicLong();

    /** A socket of ours that is not connected yet. */
    Connection client(String api, FileDescriptor fd) {
        return make(fd, JdkSockets.number(fd), api, Role.CLIENT, Phase.UNCONNECTED);
    }

    /** A connection that an accept just returned. */
    Connection server(String api, FileDescriptor fd) {
        Connection connection = make(fd, JdkSockets.number(fd), api, Role.SERVER, Phase.OPEN);
        connection.openedNanos = System.nanoTime();
        return connection;
    }

    /** A connection that was open before the agent came. */
    Connection adopted(FileDescriptor fd, int number, Role role, Endpoints endpoints) {
        Connection connection = make(fd, number, null, role, Phase.OPEN);
        connection.endpoints = endpoints;
        return connection;
    }

    /** Asks the descriptor for both its ends, unless they are known already. */
    void readEndpoints(Connection connection, FileDescriptor fd) {
        if (connection.endpoints == null) {
            connection.endpoints = endpoints(fd);
        }
    }

    /** Null when the socket is not connected (any more). */
    static Endpoints endpoints(FileDescriptor fd) {
        try {
            InetSocketAddress remote = JdkSockets.remoteAddress(fd);
            InetSocketAddress local = JdkSockets.localAddress(fd);
            return new Endpoints(
                    local.getAddress(), local.getPort(), remote.getAddress(), remote.getPort());
        } catch (Throwable notConnected) {
            return null;
        }
    }

    private Connection make(FileDescriptor fd, int number, String api, Role role, Phase phase) {
        return new Connection(ids.incrementAndGet(), fd, number, api, role, phase);
    }
}
