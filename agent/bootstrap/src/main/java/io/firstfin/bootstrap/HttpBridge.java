package io.firstfin.bootstrap;

import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * Where woven HTTP clients and servers tell of their exchanges, by the rules of the {@link Bridge}.
 *
 * <p>A {@code connection} is whatever JDK object leads to its socket: a Socket, also of TLS, a
 * SocketChannel, an AsynchronousSocketChannel; or the number of a native transport's descriptor. Null is
 * none. A {@code header} is the value of the field Connection; null when there is none.
 */
public final class HttpBridge {

    private HttpBridge() {}

    /**
     * From now on {@code handle} may be given for this connection: for a library that does not show the
     * JDK object below its own. Its equals must be that of Object.
     */
    public static void standsFor(Object handle, Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || handle == null || connection == null) {
            return;
        }
        try {
            t.standsFor(handle, connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A client built on the one that tells of the exchanges: its name is the one people know. */
    public static void used(String client, Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.used(client, connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The head of a client's request left; {@code head} is of a JDK class that the tracer reads. */
    public static void sent(String client, Object connection, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.sent(client, connection, head);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The head of a client's request left, or is about to. */
    public static void sent(String client, Object connection, String method, String host, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.sent(client, connection, method, host, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The head of a response came; {@code head} is of a JDK class that the tracer reads. */
    @Hidden
    public static void received(Object connection, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            commit(t.received(connection, head));
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * The head of a response came.
     *
     * @param version such as {@code HTTP/1.1}
     * @param length the field Content-Length; null when there is none
     * @param coding the field Transfer-Encoding; null when there is none
     */
    @Hidden
    public static void received(
            Object connection, int status, String version, String header, String length, String coding) {
        received(connection, null, null, status, version, header, length, coding);
    }

    /**
     * The head of a response came, to a request that need not be the last one: HTTP/2.
     *
     * @param method of that request; null for that of the last one, and so its host
     * @param version such as {@code HTTP/1.1}
     * @param length the field Content-Length; null when there is none
     * @param coding the field Transfer-Encoding; null when there is none
     */
    @Hidden
    public static void received(
            Object connection,
            String method,
            String host,
            int status,
            String version,
            String header,
            String length,
            String coding) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            commit(t.received(connection, method, host, status, version, header, length, coding));
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * A server got the head of a request.
     *
     * @param version such as {@code HTTP/1.1}
     */
    public static void asked(
            String server, Object connection, String method, String host, String version, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.asked(server, connection, method, host, version, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** This is the field Connection of the coming response as the application has set it. */
    public static void wanted(Object connection, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null || header == null) {
            return;
        }
        try {
            t.wanted(connection, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A server will close after the coming response, for that reason unless the request asked for it. */
    public static void limited(boolean condition, Object connection, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null || !condition) {
            return;
        }
        try {
            t.limited(connection, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * A server sends the head of its response.
     *
     * @param length the field Content-Length; null when there is none
     * @param coding the field Transfer-Encoding; null when there is none
     */
    @Hidden
    public static void replied(Object connection, int status, String header, String length, String coding) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            commit(t.replied(connection, status, header, length, coding));
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    @Hidden
    private static void commit(Event event) {
        if (event != null) {
            event.commit();
        }
    }
}
