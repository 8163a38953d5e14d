package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import jdk.jfr.Event;

/** How connections begin on the client's side: connect, whichever way it ends. */
final class ConnectTracer {

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final LocalAddressCache locals;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final PortWatch ports;

    ConnectTracer(
            ConnectionTable table,
            ConnectionFactory factory,
            LocalAddressCache locals,
            SocketProbe probe,
            RecordingSwitch recording,
            PortWatch ports) {
        this.table = table;
        this.factory = factory;
        this.locals = locals;
        this.probe = probe;
        this.recording = recording;
        this.ports = ports;
    }

    /** Null for what is no TCP connect of ours: a UNIX-domain address, a socket connected already. */
    Connection connecting(String api, FileDescriptor fd, SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress)) {
            return null;
        }
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection == null || connection.phase() != Phase.UNCONNECTED) {
            if (connection != null && connection.phase() != Phase.FAILED) {
                return null;
            }
            connection = factory.client(api, fd);
            findBound(connection, fd);
            table.put(connection);
        } else if (connection.bound && connection.boundTo == null) {
            findBound(connection, fd);
        }
        table.opens().connecting();
        connection.api = api;
        connection.peer = (InetSocketAddress) remote;
        connection.locate(destination(connection.peer));
        if (recording.isOn()) {
            connection.attempt = new ConnectEvent();
            connection.attempt.begin();
        }
        connection.enterConnect();
        connection.move(Phase.UNCONNECTED, Phase.CONNECTING);
        return connection;
    }

    /** The connect of this socket that is still pending; null when there is none. */
    Connection finishing(FileDescriptor fd) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection == null || connection.phase() != Phase.CONNECTING) {
            return null;
        }
        connection.enterConnect();
        return connection;
    }

    Event connected(Connection connection, boolean established, Throwable failure) {
        if (established) {
            return established(connection);
        }
        boolean last = connection.leaveConnect();
        boolean ended = connection.closedWhileConnecting || connection.failedInCall;
        if (failure == null && !(last && ended)) {
            return null;
        }
        if (!connection.move(Phase.CONNECTING, Phase.FAILED)) {
            return null;
        }
        if (!connection.closedWhileConnecting) {
            table.remove(connection);
        }
        return failed(connection, failure == null ? connection.failure : failure);
    }

    /** A connect that nobody waits for was ended by a close. */
    Event cancelled(Connection connection) {
        return failed(connection, null);
    }

    /** A close ended a connect that the kernel had finished: it was a connection all the same. */
    Event abandoned(Connection connection) {
        ConnectEvent event = connection.attempt;
        connection.attempt = null;
        if (event == null) {
            return null;
        }
        event.end();
        event.abandoned = true;
        fill(event, connection);
        ports.opened(connection);
        return event;
    }

    /**
     * Asks where a socket is bound that was bound while nobody recorded, or before FirstFin came: such a
     * connect is the only one that costs a system call more.
     */
    private void findBound(Connection connection, FileDescriptor fd) {
        if (!recording.isOn()) {
            return;
        }
        try {
            InetSocketAddress local = JdkSockets.localAddress(fd);
            connection.bound |= local.getPort() != 0;
            connection.boundTo = local;
        } catch (Throwable gone) {
            // what is not known stays unknown
        }
    }

    private Event established(Connection connection) {
        connection.openedNanos = System.nanoTime();
        if (!connection.move(Phase.CONNECTING, Phase.OPEN)) {
            return null;
        }
        connection.leaveConnect();
        ConnectEvent event = connection.attempt;
        connection.attempt = null;
        Endpoints asked = connection.endpoints();
        connection.locate(null);
        if (event == null) {
            if (recording.isOn()) {
                // begun before the recording: what it took in is past already
                connection.locate(endpoints(connection, asked));
            }
            return null;
        }
        event.end();
        connection.locate(endpoints(connection, asked));
        fill(event, connection);
        event.selfConnected = isSelfConnected(connection.endpoints());
        ports.opened(connection);
        return event;
    }

    private Event failed(Connection connection, Throwable failure) {
        ConnectEvent event = connection.attempt;
        connection.attempt = null;
        if (event == null) {
            return null;
        }
        event.end();
        event.failure = failure == null ? "closed while connecting" : text(failure);
        FailureKind kind = kind(connection, failure);
        event.failureKind = kind.name();
        Endpoints asked = connection.endpoints();
        if (kind == FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION && asked != null) {
            connection.locate(from(connection.boundTo, asked));
            ports.inUse(connection, event.failure);
        }
        fill(event, connection);
        if (kind == FailureKind.PORTS_EXHAUSTED && asked != null) {
            ports.exhausted(
                    PortWatch.Call.CONNECT,
                    connection,
                    new InetSocketAddress(asked.remote(), asked.remotePort()),
                    event.failure);
        }
        return event;
    }

    private void fill(ConnectEvent event, Connection connection) {
        EventFields.identify(event, connection);
        if (event.failure == null) {
            probe.options(connection, connection.descriptor);
        }
        event.api = connection.api;
        event.boundFirst = connection.bound;
        event.reuseAddress = connection.reuseAddress;
        event.soLinger = connection.soLinger;
    }

    private static FailureKind kind(Connection connection, Throwable failure) {
        if (connection.closedWhileConnecting) {
            return FailureKind.CANCELLED;
        }
        if (failure != null) {
            Endpoints asked = connection.endpoints();
            return FailureRule.of(
                    failure,
                    asked == null ? null : asked.remote(),
                    connection.boundTo != null && connection.boundTo.getPort() != 0);
        }
        return connection.failedInCall ? FailureKind.OTHER : FailureKind.CANCELLED;
    }

    /** What the JDK was asked for and what it learned; the kernel where that leaves a doubt. */
    private Endpoints endpoints(Connection connection, Endpoints asked) {
        InetSocketAddress local = locals.take(connection.descriptor, connection.number);
        return local == null
                        || local.getAddress().isAnyLocalAddress()
                        || asked.remote().isAnyLocalAddress()
                ? ConnectionFactory.endpoints(connection.descriptor)
                : new Endpoints(local.getAddress(), local.getPort(), asked.remote(), asked.remotePort());
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

    /** A port of the ephemeral range where nobody listens can be the one the kernel chooses. */
    private static boolean isSelfConnected(Endpoints ends) {
        return ends != null
                && ends.localPort() == ends.remotePort()
                && ends.local().equals(ends.remote());
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }

    private static Endpoints destination(InetSocketAddress remote) {
        return new Endpoints(null, 0, remote.getAddress(), remote.getPort());
    }
}
