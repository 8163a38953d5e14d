package io.firstfin.bootstrap;

import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * What woven code of HTTP clients and servers calls, by the rules of the {@link Bridge}.
 *
 * <p>A {@code connection} is whatever JDK object leads to its socket: a Socket, also of TLS, a
 * SocketChannel, an AsynchronousSocketChannel; or the number of a native transport's descriptor. Null is
 * none. A {@code header} is the value of the field
 * Connection; null when there is none. A reason is written {@code NAME|what proves it}.
 */
public final class HttpBridge {

    private HttpBridge() {}

    /** What this thread does from now on explains a close. Returns what {@link #noMore} takes. */
    public static Object because(String reason) {
        HttpTracer t = Bridge.http();
        if (t == null || reason == null) {
            return null;
        }
        try {
            return t.because(reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** The same, where the condition holds. */
    public static Object because(boolean condition, String reason) {
        return condition ? because(reason) : null;
    }

    /** One of two reasons, whichever the condition says. */
    public static Object because(boolean condition, String reason, String otherwise) {
        return because(condition ? reason : otherwise);
    }

    /**
     * The pool gives up connections, and only how long one was idle tells why.
     *
     * @param limitNanos the first reason holds for one that was idle so long
     */
    public static Object because(long limitNanos, String reason, String otherwise) {
        return because(reason + '\n' + limitNanos + '\n' + otherwise);
    }

    /**
     * A body is closed.
     *
     * @param left bytes or steps that were not read
     * @param failed whether reading had failed
     */
    public static Object bodyClosed(long left, boolean failed) {
        return because(left > 0 && !failed, "BODY_ABANDONED|closed before its end was read");
    }

    /** What this thread does from now on is explained by nothing that it was about. */
    public static Object aside() {
        return because("");
    }

    /** What this thread is about turns out to be something else, if it was what begins like that. */
    public static void rather(String than, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null) {
            return;
        }
        try {
            t.rather(than, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** What this thread is about explains the end of this connection, whoever closes it and when. */
    public static void givenUp(Object connection) {
        noMore(givenUp(connection, null, null));
    }

    /**
     * The same, also for what this thread closes until {@link #noMore}.
     *
     * @param insteadOf how a reason begins that gives way to the next
     * @param reason null for none that is better
     */
    public static Object givenUp(Object connection, String insteadOf, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null) {
            return null;
        }
        try {
            return t.givenUp(connection, insteadOf, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** The end of what {@link #because} began, on the same thread. */
    public static void noMore(Object outer) {
        HttpTracer t = Bridge.http();
        if (t == null || outer == null) {
            return;
        }
        try {
            t.noMore(outer);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * This connection is going to be closed for that reason, by whichever thread. Its next request takes
     * that back.
     */
    public static void noted(Object connection, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.noted(connection, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The same, where the condition holds. */
    public static void noted(boolean condition, Object connection, String reason) {
        if (condition) {
            noted(connection, reason);
        }
    }

    /** What this thread is about explains the close that it asks for: another may make it, later. */
    public static void decided(Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.decided(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** What was {@link #noted} did not lead to a close. */
    public static void takenBack(Object connection) {
        HttpTracer t = Bridge.http();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.takenBack(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

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
    public static void sent(
            String client, Object connection, String method, String host, String header) {
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
            Object connection,
            int status,
            String version,
            String header,
            String length,
            String coding) {
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
            String server,
            Object connection,
            String method,
            String host,
            String version,
            String header) {
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
    public static void replied(
            Object connection, int status, String header, String length, String coding) {
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
