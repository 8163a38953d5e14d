package io.firstfin.tracer.http;

import io.firstfin.bootstrap.HttpTracer;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.HttpState;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Exchange;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.reason.HttpVersion;
import io.firstfin.tracer.reason.RequestHead;
import io.firstfin.tracer.reason.ResponseHead;
import io.firstfin.tracer.sink.ExchangeOfConnection;
import io.firstfin.tracer.sink.Sinks;
import jdk.jfr.Event;

/** Joins what HTTP clients and servers tell with the connections they use. */
public final class HttpExchanges implements HttpTracer {

    private static final boolean CLIENT = false;
    private static final boolean SERVER = true;

    private final LibraryConnections connections;
    private final SocketProbe probe;
    private final Sinks sinks;

    public HttpExchanges(LibraryConnections connections, SocketProbe probe, Sinks sinks) {
        this.sinks = sinks;
        this.connections = connections;
        this.probe = probe;
    }

    /** Heard without a recording, too: it is said once, when the connection opens. */
    @Override
    public void aliasOf(Object handle, Object holder) {
        connections.aliasOf(handle, holder);
    }

    @Override
    public void clientNamed(String client, Object holder) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            connection.makeHttp().usedBy(client, CLIENT).rename(client);
        }
    }

    /** Heard without a recording, too: it is said once, when the connection opens. */
    @Override
    public void openedFor(Object pool, Object holder) {
        Connection connection = connections.findAlways(holder);
        if (connection != null) {
            connection.makeHttp().openedFor(pool);
        }
    }

    @Override
    public void returnedToPool(Object holder) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            connection.makeHttp().returned();
        }
    }

    @Override
    public void requestSent(String client, Object holder, Object head) {
        Connection connection = connections.find(holder);
        RequestHead request = connection == null ? null : JdkMessageHeads.request(head);
        if (request != null) {
            Object pool = JdkMessageHeads.client(head);
            if (pool != null) {
                connection.makeHttp().openedFor(pool);
            }
            requested(connection, client, CLIENT, request);
        }
    }

    @Override
    public void requestSent(String client, Object holder, String method, String host, String header) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            requested(connection, client, CLIENT, new RequestHead(method, host, null, header));
        }
    }

    @Override
    public Event responseReceived(Object holder, Object head) {
        Connection connection = connections.find(holder);
        if (connection == null) {
            return null;
        }
        RequestHead request = JdkMessageHeads.requestOf(head);
        String method = request == null ? null : request.method();
        String host = request == null ? null : request.host();
        return answered(connection, method, host, JdkMessageHeads.response(head));
    }

    @Override
    public Event responseReceived(
            Object holder,
            String method,
            String host,
            int status,
            String version,
            String header,
            String length,
            String coding) {
        return answered(
                connections.find(holder),
                method,
                host,
                new ResponseHead(status, HttpVersion.of(version), header, length, coding));
    }

    @Override
    public void requestReceived(
            String server, Object holder, String method, String host, String version, String header) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            requested(connection, server, SERVER, new RequestHead(method, host, HttpVersion.of(version), header));
        }
    }

    @Override
    public void connectionHeaderSet(Object holder, String header) {
        HttpUsage use = use(connections.find(holder));
        if (use != null) {
            use.connectionHeaderSet(header);
        }
    }

    @Override
    public void requestLimitReached(Object holder, String reason) {
        HttpUsage use = use(connections.find(holder));
        if (use != null) {
            use.requestLimitReached(CloseReason.parse(reason));
        }
    }

    @Override
    public Event responseSent(Object holder, int status, String header, String length, String coding) {
        return answered(connections.find(holder), null, null, new ResponseHead(status, null, header, length, coding));
    }

    private void requested(Connection connection, String program, boolean server, RequestHead head) {
        HttpState http = connection.makeHttp();
        HttpUsage use = http.usedBy(program, server);
        if (!server && "CONNECT".equals(head.method())) {
            use.tunnelRequested(head.host());
            return;
        }
        boolean again = use.exchanges() > 0;
        http.retractReason();
        http.leased();
        use.requested(head, again && !server ? probe.peerGone(connection.descriptor()) : null);
    }

    private Event answered(Connection connection, String method, String host, ResponseHead head) {
        HttpUsage use = use(connection);
        Exchange exchange = use == null ? null : use.answered(method, host, head);
        if (exchange == null) {
            return null;
        }
        return sinks.exchanged(new ExchangeOfConnection(connection, exchange));
    }

    private static HttpUsage use(Connection connection) {
        return connection == null ? null : connection.httpUsage();
    }
}
