package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.HttpTracer;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.http.Because;
import io.firstfin.tracer.http.Exchange;
import io.firstfin.tracer.http.Head;
import io.firstfin.tracer.http.HttpUse;
import io.firstfin.tracer.http.ReasonRule;
import io.firstfin.tracer.http.Scope;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.jdk.JdkMessageHeaders;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import jdk.jfr.Event;

/** Joins what HTTP clients tell with the connections they use. */
final class HttpExchanges implements HttpTracer {

    private static final String JDK = " of JDK " + Runtime.version().feature();

    private final ConnectionTable table;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final Scope scope = new Scope();

    HttpExchanges(ConnectionTable table, SocketProbe probe, RecordingSwitch recording) {
        this.table = table;
        this.probe = probe;
        this.recording = recording;
    }

    @Override
    public Object because(String reason) {
        return recording.isOn() ? scope.enter(reason) : null;
    }

    @Override
    public void noMore(Object outer) {
        scope.leave((String) outer);
    }

    @Override
    public void noted(Object socket, String reason) {
        Connection connection = find(socket);
        if (connection != null) {
            connection.noted = Because.parse(reason);
        }
    }

    @Override
    public void requested(String client, Object socket, Object head) {
        Connection connection = find(socket);
        Head request = connection == null ? null : request(head);
        if (request == null || request.isForTunnel()) {
            return;
        }
        HttpUse use = connection.http(client + JDK);
        boolean again = use.exchanges() > 0;
        use.requested(request, again && isGone(probe.state(JdkDescriptors.of(socket))));
    }

    private static boolean isGone(TcpState state) {
        return state == TcpState.CLOSE_WAIT || state == TcpState.CLOSE;
    }

    @Override
    public Event answered(String client, Object socket, Object head) {
        Connection connection = find(socket);
        HttpUse use = connection == null ? null : connection.http();
        Exchange exchange = use == null ? null : use.answered(response(head));
        if (exchange == null) {
            return null;
        }
        HttpExchangeEvent event = new HttpExchangeEvent();
        if (!event.isEnabled()) {
            return null;
        }
        EventFields.identify(event, connection);
        event.client = exchange.client();
        event.method = exchange.method();
        event.host = exchange.host();
        event.status = exchange.status();
        event.version = exchange.version();
        event.exchange = exchange.number();
        event.closeRequestedBy = exchange.closeRequestedBy();
        return event;
    }

    /** Asked on the closing thread, inside the call that closes, once the verdict is there. */
    Because why(Connection connection) {
        if (connection.noted != null) {
            return connection.noted;
        }
        boolean peerFirst = connection.verdict.closedFirst() == ClosedFirst.REMOTE;
        return ReasonRule.of(
                connection.http(), scope.current(), connection.byCleaner, peerFirst);
    }

    private static Head request(Object head) {
        return new Head(
                JdkMessageHeaders.requestLine(head),
                JdkMessageHeaders.find(head, "Host"),
                JdkMessageHeaders.find(head, "Connection"),
                true);
    }

    private static Head response(Object head) {
        boolean delimited =
                JdkMessageHeaders.find(head, "Content-Length") != null
                        || JdkMessageHeaders.find(head, "Transfer-Encoding") != null;
        return new Head(
                JdkMessageHeaders.statusLine(head),
                null,
                JdkMessageHeaders.find(head, "Connection"),
                delimited);
    }

    /** Only while somebody records: nobody is told a reason otherwise. */
    private Connection find(Object socket) {
        if (!recording.isOn()) {
            return null;
        }
        FileDescriptor fd = JdkDescriptors.of(socket);
        return fd == null ? null : table.get(fd, JdkSockets.number(fd));
    }
}
