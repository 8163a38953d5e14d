package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.HttpTracer;
import io.firstfin.tracer.http.Because;
import io.firstfin.tracer.http.Exchange;
import io.firstfin.tracer.http.HttpUse;
import io.firstfin.tracer.http.HttpVersion;
import io.firstfin.tracer.http.PeerGone;
import io.firstfin.tracer.http.Reason;
import io.firstfin.tracer.http.ReasonRule;
import io.firstfin.tracer.http.RequestHead;
import io.firstfin.tracer.http.ResponseHead;
import io.firstfin.tracer.http.Scope;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import jdk.jfr.Event;

/** Joins what HTTP clients and servers tell with the connections they use. */
final class HttpExchanges implements HttpTracer {

    private static final boolean CLIENT = false;
    private static final boolean SERVER = true;

    private final ConnectionTable table;
    private final NativeDescriptors natives;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final Scope scope = new Scope();
    private final Handles handles = new Handles(JdkDescriptors::of);

    HttpExchanges(ConnectionTable table, SocketProbe probe, RecordingSwitch recording) {
        this.table = table;
        this.natives = new NativeDescriptors(table, probe);
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
    public void rather(String than, String reason) {
        scope.turnOut(than, reason);
    }

    @Override
    public Object givenUp(Object holder, String insteadOf, String reason) {
        Object outer = reason != null && scope.isAbout(insteadOf) ? because(reason) : null;
        decided(holder);
        return outer;
    }

    @Override
    public void noted(Object holder, String reason) {
        Connection connection = find(holder);
        if (connection != null && connection.noted == null) {
            connection.noted = proven(connection, Because.parse(reason));
        }
    }

    /** That the peer had closed is asked of the kernel, whatever a library thinks. */
    private Because proven(Connection connection, Because because) {
        if (because.reason() != Reason.STALE) {
            return because;
        }
        PeerGone gone = probe.peerGone(connection.descriptor);
        return gone == null ? null : gone.found(because);
    }

    @Override
    public void decided(Object holder) {
        Connection connection = scope.isAboutNothing() ? null : find(holder);
        if (connection != null && connection.noted == null) {
            connection.noted = scope.current(() -> idleNanos(connection));
        }
    }

    @Override
    public void takenBack(Object holder) {
        Connection connection = find(holder);
        if (connection != null) {
            connection.noted = null;
        }
    }

    /** Heard without a recording, too: it is said once, when the connection opens. */
    @Override
    public void standsFor(Object handle, Object holder) {
        handles.put(handle, holder);
    }

    @Override
    public void used(String client, Object holder) {
        Connection connection = find(holder);
        if (connection != null) {
            connection.http(client, CLIENT).rename(client);
        }
    }

    @Override
    public void sent(String client, Object holder, Object head) {
        Connection connection = find(holder);
        RequestHead request = connection == null ? null : JdkHeads.request(head);
        if (request != null) {
            requested(connection, client, CLIENT, request);
        }
    }

    @Override
    public void sent(String client, Object holder, String method, String host, String header) {
        Connection connection = find(holder);
        if (connection != null && !"CONNECT".equals(method)) {
            requested(connection, client, CLIENT, new RequestHead(method, host, null, header));
        }
    }

    @Override
    public Event received(Object holder, Object head) {
        Connection connection = find(holder);
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
                find(holder),
                method,
                host,
                new ResponseHead(status, HttpVersion.of(version), header, length, coding));
    }

    @Override
    public void asked(
            String server,
            Object holder,
            String method,
            String host,
            String version,
            String header) {
        Connection connection = find(holder);
        if (connection != null) {
            requested(
                    connection,
                    server,
                    SERVER,
                    new RequestHead(method, host, HttpVersion.of(version), header));
        }
    }

    @Override
    public void wanted(Object holder, String header) {
        Connection connection = find(holder);
        HttpUse use = connection == null ? null : connection.http();
        if (use != null) {
            use.wanted(header);
        }
    }

    @Override
    public void limited(Object holder, String reason) {
        Connection connection = find(holder);
        HttpUse use = connection == null ? null : connection.http();
        if (use != null) {
            use.limited(Because.parse(reason));
        }
    }

    @Override
    public Event replied(
            Object holder, int status, String header, String length, String coding) {
        return answered(
                find(holder),
                null,
                null,
                new ResponseHead(status, null, header, length, coding));
    }

    /** Takes down what explains the half-close that this thread makes. */
    void halfClosing(Connection connection) {
        connection.halfClosedBecause = decided(connection);
    }

    /**
     * Takes down what explains the close that this thread begins: by its end, another thread may think
     * otherwise.
     */
    void closing(Connection connection) {
        Because decided = decided(connection);
        connection.decided = decided == null ? connection.halfClosedBecause : decided;
    }

    /** Asked inside the call that closes, once the verdict is there. */
    Because why(Connection connection) {
        boolean peerFirst = connection.verdict.closedFirst() == ClosedFirst.REMOTE;
        return ReasonRule.of(
                connection.http(), connection.decided, connection.byCleaner, peerFirst);
    }

    private Because decided(Connection connection) {
        Because noted = connection.noted;
        Because now = scope.current(() -> idleNanos(connection));
        boolean notedCounts = noted != null && (now == null || !noted.reason().isWeak());
        return notedCounts ? noted : now;
    }

    private static long idleNanos(Connection connection) {
        HttpUse use = connection.http();
        long answered = use == null ? 0 : use.answeredNanos();
        return System.nanoTime() - (answered == 0 ? connection.openedNanos : answered);
    }

    private void requested(
            Connection connection, String program, boolean server, RequestHead head) {
        HttpUse use = connection.http(program, server);
        boolean again = use.exchanges() > 0;
        connection.noted = null;
        use.requested(head, again && !server ? probe.peerGone(connection.descriptor) : null);
    }

    private static Event answered(
            Connection connection, String method, String host, ResponseHead head) {
        HttpUse use = connection == null ? null : connection.http();
        Exchange exchange = use == null ? null : use.answered(method, host, head);
        if (exchange == null) {
            return null;
        }
        HttpExchangeEvent event = new HttpExchangeEvent();
        return event.isEnabled() ? EventFields.exchange(event, connection, exchange) : null;
    }

    /** Only while somebody records: nobody is told a reason otherwise. */
    private Connection find(Object holder) {
        if (!recording.isOn()) {
            return null;
        }
        FileDescriptor fd =
                holder instanceof Integer
                        ? natives.of((Integer) holder)
                        : handles.descriptor(holder);
        Connection connection = fd == null ? null : table.get(fd, JdkSockets.number(fd));
        if (connection != null && connection.descriptor == null) {
            connection.descriptor = fd;
        }
        return connection;
    }
}
