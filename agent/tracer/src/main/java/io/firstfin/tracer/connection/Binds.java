package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.BindEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntFunction;
import jdk.jfr.Event;

/** Binds to a local port, of servers and of clients that choose theirs by hand. */
final class Binds {

    private static final InetAddress ANY = new InetSocketAddress(0).getAddress();

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final IntFunction<String> holders;

    /** @param holders what the kernel shows on a local port, in words */
    Binds(
            ConnectionTable table,
            ConnectionFactory factory,
            SocketProbe probe,
            RecordingSwitch recording,
            IntFunction<String> holders) {
        this.table = table;
        this.factory = factory;
        this.probe = probe;
        this.recording = recording;
        this.holders = holders;
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
        boolean tcp =
                address == null
                        || address instanceof InetAddress
                        || address instanceof InetSocketAddress;
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
        connection.endpoints = local(attempt.fd(), address, port, failure);
        EventFields.identify(event, connection);
        event.remoteAddress = null;
        connection.endpoints = null;
        event.listening = attempt.listening();
        event.reuseAddress = connection.reuseAddress;
        if (failure != null) {
            event.failure = String.valueOf(failure.getMessage());
            event.heldBy = holders.apply(event.localPort);
        }
        return event;
    }

    /** A bound client socket is remembered, for its connect to say that it was bound first. */
    private Connection remember(Attempt attempt, Throwable failure) {
        Connection connection = factory.client(null, attempt.fd());
        connection.bound = true;
        if (!attempt.listening() && failure == null) {
            table.put(connection);
        }
        return connection;
    }

    private static Endpoints local(
            FileDescriptor fd, Object address, int port, Throwable failure) {
        InetSocketAddress asked =
                address instanceof InetSocketAddress
                        ? (InetSocketAddress) address
                        : new InetSocketAddress((InetAddress) address, port);
        if (failure == null) {
            try {
                asked = JdkSockets.localAddress(fd);
            } catch (Throwable gone) {
                // what was asked for is what we know
            }
        }
        return new Endpoints(asked.getAddress(), asked.getPort(), ANY, 0);
    }
}
