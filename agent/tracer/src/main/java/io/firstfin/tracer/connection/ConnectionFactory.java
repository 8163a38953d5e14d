package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Makes connections: numbers them, and reads who is at their ends. */
public final class ConnectionFactory {

    private final AtomicLong ids = new AtomicLong();

    /** A socket that the JDK just made: its options are the kernel's defaults. */
    public Connection created(FileDescriptor fd) {
        Connection connection = client(null, fd);
        connection.options(SocketOptions.DEFAULTS);
        return connection;
    }

    /** A socket of ours that is not connected yet. */
    public Connection client(String api, FileDescriptor fd) {
        return make(fd, JdkSockets.number(fd), api, Role.CLIENT, Phase.UNCONNECTED);
    }

    /** A socket that accepts. */
    public Connection listener(FileDescriptor fd) {
        Connection listener = make(fd, JdkSockets.number(fd), null, Role.SERVER, Phase.LISTENING);
        listener.acceptHistory(new AcceptHistory());
        return listener;
    }

    /** A connection that an accept just returned: Linux gives it the options of its listener. */
    public Connection server(String api, FileDescriptor fd, Connection listener) {
        Connection connection = make(fd, JdkSockets.number(fd), api, Role.SERVER, Phase.OPEN);
        connection.opened(System.nanoTime());
        connection.acceptHistory(listener.acceptHistory());
        inheritOptions(connection, listener);
        return connection;
    }

    /** A connection that was open before the agent came. */
    public Connection adopted(FileDescriptor fd, int number, Role role, Endpoints endpoints) {
        Connection connection = make(fd, number, null, role, Phase.OPEN);
        connection.locate(endpoints);
        return connection;
    }

    /** Finds out where a connection leads that was opened while nobody recorded. */
    public static void locate(Connection connection, FileDescriptor fd) {
        if (connection.endpoints() == null) {
            Endpoints both = endpoints(fd);
            connection.locateIfUnknown(both == null ? afterReset(fd, connection.peer()) : both);
        }
    }

    /** A reset takes the peer from the socket, not our own end; null when that is gone, too. */
    public static Endpoints afterReset(FileDescriptor fd, InetSocketAddress peer) {
        if (peer == null || peer.getAddress() == null || peer.getAddress().isAnyLocalAddress()) {
            return null;
        }
        try {
            InetSocketAddress local = JdkSockets.localAddress(fd);
            return local.getPort() == 0 || local.getAddress().isAnyLocalAddress() ? null : endpoints(local, peer);
        } catch (Throwable closed) {
            return null;
        }
    }

    /** Asks the descriptor for both its ends; null when it is not connected (any more). */
    public static Endpoints endpoints(FileDescriptor fd) {
        try {
            InetSocketAddress remote = JdkSockets.remoteAddress(fd);
            return endpoints(JdkSockets.localAddress(fd), remote);
        } catch (Throwable notConnected) {
            return null;
        }
    }

    public static Endpoints endpoints(InetSocketAddress local, InetSocketAddress remote) {
        return new Endpoints(
                KnownAddresses.shared(local.getAddress()),
                local.getPort(),
                KnownAddresses.shared(remote.getAddress()),
                remote.getPort());
    }

    /** The same, where the address of the peer is one that the JDK holds for as long as its socket. */
    public static Endpoints endpoints(InetSocketAddress local, InetAddress remote, int remotePort) {
        return new Endpoints(KnownAddresses.shared(local.getAddress()), local.getPort(), remote, remotePort);
    }

    /** Takes over the options as far as they are known. */
    public static void inheritOptions(Connection connection, Connection from) {
        connection.options(from.options());
        if (!from.optionsKnown()) {
            connection.optionsChanged();
        }
    }

    private Connection make(FileDescriptor fd, int number, String api, Role role, Phase phase) {
        return new Connection(ids.incrementAndGet(), fd, number, api, role, phase);
    }
}
