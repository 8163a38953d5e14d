package io.firstfin.tracer.lifecycle;

import io.firstfin.bootstrap.BindEvent;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.PortHolderText;
import io.firstfin.tracer.sink.PortWatch;
import io.firstfin.tracer.sink.RecordingSwitch;
import io.firstfin.tracer.site.CallSite;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import jdk.jfr.Event;

/** Binds to a local port, of servers and of clients that choose theirs by hand. */
final class BindTracer {

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final PortHolderText holders;
    private final PortWatch ports;

    /** @param holders what the kernel shows on a local port, in words */
    BindTracer(
            ConnectionTable table,
            ConnectionFactory factory,
            SocketProbe probe,
            RecordingSwitch recording,
            PortHolderText holders,
            PortWatch ports) {
        this.table = table;
        this.factory = factory;
        this.probe = probe;
        this.recording = recording;
        this.holders = holders;
        this.ports = ports;
    }

    /** A bind under way. */
    private record Attempt(FileDescriptor fd, boolean listening, BindEvent event) {}

    Object binding(FileDescriptor fd, boolean listening) {
        if (!recording.isOn()) {
            return new Attempt(fd, listening, null);
        }
        BindEvent event = new BindEvent();
        event.begin();
        return new Attempt(fd, listening, event);
    }

    /** @param address InetAddress with {@code port}, or a SocketAddress; null is the wildcard */
    Event bound(Object token, Object address, int port, Throwable failure) {
        Attempt attempt = (Attempt) token;
        boolean tcp = address == null || address instanceof InetAddress || address instanceof InetSocketAddress;
        if (!tcp || JdkSockets.number(attempt.fd()) < 0) {
            return null;
        }
        Connection connection = remember(attempt, failure);
        BindEvent event = attempt.event();
        if (event == null) {
            return null;
        }
        event.end();
        probe.options(connection, attempt.fd());
        InetSocketAddress local = local(attempt.fd(), address, port, failure);
        connection.boundTo(failure == null ? local : null);
        boolean anyPort = asked(address, port).getPort() == 0;
        event.connection = connection.name();
        event.localAddress = local.getAddress().getHostAddress();
        event.localPort = local.getPort();
        event.listening = attempt.listening();
        event.reuseAddress = connection.options().reuseAddress();
        if (failure != null) {
            failed(event, connection, attempt, local, failure);
        } else if (anyPort && !attempt.listening()) {
            ports.boundFirst(new InetSocketAddress(local.getAddress(), 0));
        }
        return event;
    }

    private void failed(
            BindEvent event, Connection connection, Attempt attempt, InetSocketAddress asked, Throwable failure) {
        event.failure = String.valueOf(failure.getMessage());
        if (!FailureRule.isAddressInUse(failure)) {
            return;
        }
        if (asked.getPort() == 0) {
            ports.exhausted(PortWatch.Call.BIND, connection, asked, event.failure);
        } else {
            event.heldBy = holders.of(asked.getPort(), connection.options().reuseAddress());
        }
    }

    /** For its connect to say that it was bound first, or its accepts to know its options. */
    private Connection remember(Attempt attempt, Throwable failure) {
        Connection connection = table.get(attempt.fd(), JdkSockets.number(attempt.fd()));
        if (attempt.listening()) {
            connection = listener(attempt.fd(), connection);
            if (failure == null) {
                connection.acceptHistory().boundBy(CallSite.here());
            }
        } else if (connection == null) {
            connection = factory.client(null, attempt.fd());
            table.put(connection);
        }
        connection.boundFirst(failure == null);
        return connection;
    }

    /** @param known what the socket was entered as so far; null for nothing */
    private Connection listener(FileDescriptor fd, Connection known) {
        if (known != null && known.acceptHistory() != null) {
            return known;
        }
        Connection listener = factory.listener(fd);
        if (known != null) {
            ConnectionFactory.inheritOptions(listener, known);
        }
        table.put(listener);
        return listener;
    }

    private static InetSocketAddress local(FileDescriptor fd, Object address, int port, Throwable failure) {
        if (failure == null) {
            try {
                return JdkSockets.localAddress(fd);
            } catch (Throwable gone) {
                // what was asked for is what we know
            }
        }
        return asked(address, port);
    }

    private static InetSocketAddress asked(Object address, int port) {
        return address instanceof InetSocketAddress
                ? (InetSocketAddress) address
                : new InetSocketAddress((InetAddress) address, port);
    }
}
