package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.base.WeakIdentityMap;
import io.firstfin.tracer.connection.ConnectAttempt;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.SocksRequest;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.verdict.FailureKind;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import jdk.jfr.Event;

/** How connections begin on the client's side: connect, whichever way it ends. */
final class ConnectTracer {

    /** The API of asynchronous channels, as their hooks name it. */
    private static final String ASYNCHRONOUS = "AsynchronousSocketChannel";

    private final TracerParts parts;

    /**
     * The threads inside a call of an asynchronous channel, whose failure does not throw: the JDK makes the
     * exception on the same thread, inside the call, and hands it to a future or a handler.
     */
    private final WeakIdentityMap<Thread, Connection> asynchronousCalls = new WeakIdentityMap<>();

    ConnectTracer(TracerParts parts) {
        this.parts = parts;
    }

    /** Null for what is no TCP connect to trace: a UNIX-domain address, a socket connected already, or no room for it. */
    Connection connecting(String api, FileDescriptor fd, SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress)) {
            return null;
        }
        Connection connection = parts.table().get(fd, JdkSockets.number(fd));
        if (connection == null || connection.phase() != Phase.UNCONNECTED) {
            if (connection != null && connection.phase() != Phase.FAILED) {
                return null;
            }
            connection = parts.factory().client(api, fd);
            findBound(connection, fd);
            if (!parts.table().put(connection)) {
                parts.table().countLeftOut();
                return null;
            }
        } else if (connection.boundFirst() && connection.boundTo() == null) {
            findBound(connection, fd);
        }
        parts.table().countConnect();
        boolean wanted = parts.sinks().isWanted();
        ConnectAttempt attempt =
                new ConnectAttempt(wanted, wanted ? parts.sinks().connecting() : null);
        connection.connecting(api, (InetSocketAddress) remote, attempt);
        connection.move(Phase.UNCONNECTED, Phase.CONNECTING);
        return inCall(connection);
    }

    /** Null where nothing is recorded, or the socket was made before FirstFin came. */
    Connection socksConnecting(FileDescriptor fd, SocketAddress target) {
        Connection connection =
                fd == null || !parts.sinks().isWanted() ? null : parts.table().get(fd, JdkSockets.number(fd));
        if (connection == null || !(target instanceof InetSocketAddress)) {
            return null;
        }
        connection.socksRequest(new SocksRequest((InetSocketAddress) target));
        return connection;
    }

    /** The call returned. Without a proxy nothing is kept of it. */
    void socksConnected(Connection connection, Throwable failure) {
        SocksRequest asked = connection.socksRequest();
        if (asked.proxyTarget() == null) {
            connection.socksRequest(null);
        } else {
            asked.ended(failure);
        }
    }

    /** The connect of this socket that is still pending; null when there is none. */
    Connection finishing(FileDescriptor fd) {
        Connection connection = parts.table().get(fd, JdkSockets.number(fd));
        if (connection == null || connection.phase() != Phase.CONNECTING) {
            return null;
        }
        connection.attempt().enterCall();
        return inCall(connection);
    }

    private Connection inCall(Connection connection) {
        if (ASYNCHRONOUS.equals(connection.api())) {
            asynchronousCalls.put(Thread.currentThread(), connection);
        }
        return connection;
    }

    /** The JDK makes the exception for a socket's failure on this thread. */
    void failing(Throwable failure) {
        Connection connection = asynchronousCalls.isEmpty() ? null : asynchronousCalls.get(Thread.currentThread());
        if (connection != null) {
            connection.attempt().failure(failure);
        }
    }

    /** The call returned: established, failed, or (neither) still pending. */
    Event connected(Connection connection, boolean established, Throwable failure) {
        Thread thread = Thread.currentThread();
        if (ASYNCHRONOUS.equals(connection.api()) && asynchronousCalls.get(thread) == connection) {
            asynchronousCalls.remove(thread);
        }
        if (established) {
            return established(connection);
        }
        ConnectAttempt attempt = connection.attempt();
        boolean last = attempt.leaveCall();
        boolean ended = attempt.isCancelled() || attempt.hasFailedInCall();
        if (failure == null && !(last && ended) || !connection.move(Phase.CONNECTING, Phase.FAILED)) {
            return null;
        }
        if (!attempt.isCancelled()) {
            parts.table().remove(connection);
        }
        return failed(connection, failure == null ? attempt.failure() : failure);
    }

    /** A close ended a connect that no thread waits for. */
    Event cancelled(Connection connection) {
        return failed(connection, null);
    }

    /** A close ended a connect that the kernel had finished: it was a connection all the same. */
    Event abandoned(Connection connection) {
        return connection.attempt().end() ? report(connection) : null;
    }

    /**
     * Asks where a socket is bound that was bound while nobody recorded, or before FirstFin came: such a
     * connect is the only one that costs a system call more.
     */
    private void findBound(Connection connection, FileDescriptor fd) {
        if (!parts.sinks().isWanted()) {
            return;
        }
        try {
            InetSocketAddress local = JdkSockets.localAddress(fd);
            connection.boundFirst(connection.boundFirst() || local.getPort() != 0);
            connection.boundTo(local);
        } catch (Throwable gone) {
            // what is not known stays unknown
        }
    }

    private Event established(Connection connection) {
        connection.opened(System.nanoTime());
        if (!connection.move(Phase.CONNECTING, Phase.OPEN)) {
            return null;
        }
        connection.attempt().leaveCall();
        boolean wanted = connection.attempt().end();
        Endpoints asked = connection.endpoints();
        connection.locate(null);
        if (wanted || parts.sinks().isWanted()) {
            // also where nothing was wanted when it began: what was open then was looked at too early for it
            connection.locate(
                    parts.endpoints(connection.descriptor(), connection.number(), asked.remote(), asked.remotePort()));
        }
        parts.callSites().connected(connection);
        Event event = wanted ? report(connection) : null;
        connection.connectReported();
        return event;
    }

    private Event report(Connection connection) {
        parts.probe().options(connection, connection.descriptor());
        return parts.sinks().connected(connection);
    }

    private Event failed(Connection connection, Throwable failure) {
        ConnectAttempt attempt = connection.attempt();
        if (!attempt.end()) {
            return null;
        }
        parts.callSites().connected(connection);
        FailureKind kind = kind(connection, failure);
        Endpoints asked = connection.endpoints();
        if (kind == FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION && asked != null) {
            connection.locate(from(connection.boundTo(), asked));
        }
        attempt.failed(kind, failure == null ? "closed while connecting" : text(failure));
        return parts.sinks().connectFailed(connection);
    }

    private static FailureKind kind(Connection connection, Throwable failure) {
        ConnectAttempt attempt = connection.attempt();
        if (attempt.isCancelled()) {
            return FailureKind.CANCELLED;
        }
        if (failure == null) {
            return attempt.hasFailedInCall() ? FailureKind.OTHER : FailureKind.CANCELLED;
        }
        Endpoints asked = connection.endpoints();
        InetSocketAddress bound = connection.boundTo();
        return FailureRule.of(failure, asked == null ? null : asked.remote(), bound != null && bound.getPort() != 0);
    }

    /** With the wildcard the kernel would have chosen the local address: it is left open. */
    private static Endpoints from(InetSocketAddress bound, Endpoints asked) {
        return bound == null
                ? asked
                : new Endpoints(
                        bound.getAddress().isAnyLocalAddress() ? null : bound.getAddress(),
                        bound.getPort(),
                        asked.remote(),
                        asked.remotePort());
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }
}
