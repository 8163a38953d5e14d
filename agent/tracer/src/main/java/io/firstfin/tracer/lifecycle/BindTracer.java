package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.BindResult;
import io.firstfin.tracer.sink.PortHolderText;
import io.firstfin.tracer.site.CallSite;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import jdk.jfr.Event;

/** Binds to a local port, of servers and of clients that choose theirs by hand. */
final class BindTracer {

    private final TracerParts parts;
    private final PortHolderText holders;

    /** @param holders what the kernel shows on a local port, in words */
    BindTracer(TracerParts parts, PortHolderText holders) {
        this.parts = parts;
        this.holders = holders;
    }

    /**
     * A bind under way.
     *
     * @param wanted whether its end is to be reported
     * @param event begun with it; null when none is wanted
     */
    private record Attempt(FileDescriptor fd, boolean listening, boolean wanted, Event event) {}

    Object binding(FileDescriptor fd, boolean listening) {
        boolean wanted = parts.sinks().isWanted();
        return new Attempt(fd, listening, wanted, wanted ? parts.sinks().binding() : null);
    }

    /** @param address InetAddress with {@code port}, or a SocketAddress; null is the wildcard */
    Event bound(Object token, Object address, int port, Throwable failure) {
        Attempt attempt = (Attempt) token;
        boolean tcp = address == null || address instanceof InetAddress || address instanceof InetSocketAddress;
        if (!tcp || JdkSockets.number(attempt.fd()) < 0) {
            return null;
        }
        Connection connection = remember(attempt, failure);
        if (!attempt.wanted()) {
            return null;
        }
        if (attempt.event() != null) {
            attempt.event().end();
        }
        parts.probe().options(connection, attempt.fd());
        InetSocketAddress local = local(attempt.fd(), address, port, failure);
        connection.boundTo(failure == null ? local : null);
        boolean anyPort = asked(address, port).getPort() == 0;
        boolean inUse = failure != null && FailureRule.isAddressInUse(failure);
        return parts.sinks()
                .bound(new BindResult(
                        connection,
                        local,
                        anyPort,
                        attempt.listening(),
                        failure == null ? null : String.valueOf(failure.getMessage()),
                        inUse,
                        inUse && !anyPort
                                ? holders.of(
                                        local.getPort(), connection.options().reuseAddress())
                                : null,
                        attempt.event()));
    }

    /** For its connect to say that it was bound first, or its accepts to know its options. */
    private Connection remember(Attempt attempt, Throwable failure) {
        Connection connection = parts.table().get(attempt.fd(), JdkSockets.number(attempt.fd()));
        if (attempt.listening()) {
            connection = listener(attempt.fd(), connection);
            if (failure == null) {
                connection.acceptHistory().boundBy(CallSite.here());
            }
        } else if (connection == null) {
            connection = parts.factory().client(null, attempt.fd());
            parts.table().put(connection);
        }
        connection.boundFirst(failure == null);
        return connection;
    }

    /** @param known what the socket was entered as so far; null for nothing */
    private Connection listener(FileDescriptor fd, Connection known) {
        if (known != null && known.acceptHistory() != null) {
            return known;
        }
        Connection listener = parts.factory().listener(fd);
        if (known != null) {
            ConnectionFactory.inheritOptions(listener, known);
        }
        parts.table().put(listener);
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
