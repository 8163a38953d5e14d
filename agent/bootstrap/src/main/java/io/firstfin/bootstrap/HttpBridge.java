package io.firstfin.bootstrap;

import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * The methods that woven HTTP clients and servers call for each exchange. They follow the rules of the {@link
 * Bridge}.
 *
 * <p>A {@code connection} is any JDK object that leads to its socket: a Socket, also one of TLS, a
 * SocketChannel or an AsynchronousSocketChannel; or the number of a native transport's descriptor. With null
 * nothing happens. A {@code header} is the value of the field Connection; null when there is none.
 */
public final class HttpBridge {

    private HttpBridge() {}

    /**
     * From now on {@code handle} represents this connection: for a library that hides the JDK object below
     * its own. The handle must not override equals.
     */
    public static void aliasOf(Object handle, Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || handle == null || connection == null) {
            return;
        }
        try {
            t.aliasOf(handle, connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The client has another name: it is built on the one that reports the exchanges, and people know it by its own. */
    public static void clientNamed(String client, Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.clientNamed(client, connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** This pool, or client, opened the connection, and will say when it is {@link #returnedToPool returned}. */
    public static void openedFor(Object pool, Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.openedFor(pool, connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The last response was read to its end, or closed, and the connection is back in its pool. */
    public static void returnedToPool(Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.returnedToPool(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A client sent the head of a request; {@code head} is of a JDK class that the tracer reads. */
    public static void requestSent(String client, Object connection, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.requestSent(client, connection, head);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A client sent the head of a request, or is about to. */
    public static void requestSent(String client, Object connection, String method, String host, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.requestSent(client, connection, method, host, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A client received the head of a response; {@code head} is of a JDK class that the tracer reads. */
    @Hidden
    public static void responseReceived(Object connection, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            commit(t.responseReceived(connection, head));
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * A client received the head of a response.
     *
     * @param version such as {@code HTTP/1.1}
     * @param length the field Content-Length; null when there is none
     * @param coding the field Transfer-Encoding; null when there is none
     */
    @Hidden
    public static void responseReceived(
            Object connection, int status, String version, String header, String length, String coding) {
        responseReceived(connection, null, null, status, version, header, length, coding);
    }

    /**
     * A client received the head of a response. With HTTP/2 it may answer another request than the last one.
     *
     * @param method of the request; null, as {@code host}, for the last one
     * @param version such as {@code HTTP/1.1}
     * @param length the field Content-Length; null when there is none
     * @param coding the field Transfer-Encoding; null when there is none
     */
    @Hidden
    public static void responseReceived(
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
            commit(t.responseReceived(connection, method, host, status, version, header, length, coding));
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * A server received the head of a request.
     *
     * @param version such as {@code HTTP/1.1}
     */
    public static void requestReceived(
            String server, Object connection, String method, String host, String version, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.requestReceived(server, connection, method, host, version, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The application set this field Connection in the response that comes next. */
    public static void connectionHeaderSet(Object connection, String header) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null || header == null) {
            return;
        }
        try {
            t.connectionHeaderSet(connection, header);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** If the condition holds, a server will close after its next response, for that reason unless the request asked for it. */
    public static void requestLimitReached(boolean condition, Object connection, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null || !condition) {
            return;
        }
        try {
            t.requestLimitReached(connection, reason);
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
    public static void responseSent(Object connection, int status, String header, String length, String coding) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            commit(t.responseSent(connection, status, header, length, coding));
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
