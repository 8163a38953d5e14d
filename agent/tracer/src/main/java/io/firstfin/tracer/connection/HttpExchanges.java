package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.HttpTracer;
import io.firstfin.tracer.http.Because;
import io.firstfin.tracer.http.Exchange;
import io.firstfin.tracer.http.HttpUse;
import io.firstfin.tracer.http.HttpVersion;
import io.firstfin.tracer.http.RequestHead;
import io.firstfin.tracer.http.ResponseHead;
import jdk.jfr.Event;

/** Joins what HTTP clients and servers tell with the connections they use. */
final class HttpExchanges implements HttpTracer {

    private static final boolean CLIENT = false;
    private static final boolean SERVER = true;

    private final LibraryConnections connections;
    private final SocketProbe probe;

    HttpExchanges(LibraryConnections connections, SocketProbe probe) {
        this.connections = connections;
        this.probe = probe;
    }

    /** Heard without a recording, too: it is said once, when the connection opens. */
    @Override
    public void standsFor(Object handle, Object holder) {
        connections.standsFor(handle, holder);
    }

    @Override
    public void used(String client, Object holder) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            connection.http(client, CLIENT).rename(client);
        }
    }

    @Override
    public void sent(String client, Object holder, Object head) {
        Connection connection = connections.find(holder);
        RequestHead request = connection == null ? null : JdkHeads.request(head);
        if (request != null) {
            requested(connection, client, CLIENT, request);
        }
    }

    @Override
    public void sent(String client, Object holder, String method, String host, String header) {
        Connection connection = connections.find(holder);
        if (connection != null && !"CONNECT".equals(method)) {
            requested(connection, client, CLIENT, new RequestHead(method, host, null, header));
        }
    }

    @Override
    public Event received(Object holder, Object head) {
        Connection connection = connections.find(holder);
        if (connection == null) {
            return null;
        }
        RequestHead request = JdkHeads.requestOf(head);
        String method = request == null ? null : request.method();
        String host = request == null ? null : request.host();
        return answered(connection, method, host, JdkHeads.response(head));
    }

    @Override
    public Event received(
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
    public void asked(String server, Object holder, String method, String host, String version, String header) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            requested(connection, server, SERVER, new RequestHead(method, host, HttpVersion.of(version), header));
        }
    }

    @Override
    public void wanted(Object holder, String header) {
        HttpUse use = use(connections.find(holder));
        if (use != null) {
            use.wanted(header);
        }
    }

    @Override
    public void limited(Object holder, String reason) {
        HttpUse use = use(connections.find(holder));
        if (use != null) {
            use.limited(Because.parse(reason));
        }
    }

    @Override
    public Event replied(Object holder, int status, String header, String length, String coding) {
        return answered(connections.find(holder), null, null, new ResponseHead(status, null, header, length, coding));
    }

    private void requested(Connection connection, String program, boolean server, RequestHead head) {
        HttpUse use = connection.http(program, server);
        boolean again = use.exchanges() > 0;
        connection.noted = null;
        use.requested(head, again && !server ? probe.peerGone(connection.descriptor) : null);
    }

    private static Event answered(Connection connection, String method, String host, ResponseHead head) {
        HttpUse use = use(connection);
        Exchange exchange = use == null ? null : use.answered(method, host, head);
        if (exchange == null) {
            return null;
        }
        HttpExchangeEvent event = new HttpExchangeEvent();
        return event.isEnabled() ? EventFields.exchange(event, connection, exchange) : null;
    }

    private static HttpUse use(Connection connection) {
        return connection == null ? null : connection.http();
    }
}
