package io.firstfin.bootstrap;

import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * What woven code of HTTP clients calls, by the rules of the {@link Bridge}.
 *
 * <p>A reason is written {@code NAME|what proves it}. A socket is whatever JDK object leads to it.
 */
public final class HttpBridge {

    private HttpBridge() {}

    /** What this thread does from now on explains a close. Returns what {@link #noMore} takes. */
    public static Object because(String reason) {
        HttpTracer t = Bridge.http();
        if (t == null) {
            return null;
        }
        try {
            return t.because(reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /**
     * A body is closed.
     *
     * @param left bytes or steps that were not read
     * @param failed whether reading had failed
     */
    public static Object bodyClosed(long left, boolean failed) {
        return left > 0 && !failed ? because("BODY_ABANDONED|closed before its end was read") : null;
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

    /** This connection is going to be closed for that reason, by whichever thread. */
    public static void noted(Object socket, String reason) {
        HttpTracer t = Bridge.http();
        if (t == null || socket == null) {
            return;
        }
        try {
            t.noted(socket, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The head of a request left. */
    public static void requested(String client, Object socket, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || socket == null) {
            return;
        }
        try {
            t.requested(client, socket, head);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** The head of a response came. */
    @Hidden
    public static void answered(String client, Object socket, Object head) {
        HttpTracer t = Bridge.http();
        if (t == null || socket == null) {
            return;
        }
        try {
            Event event = t.answered(client, socket, head);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }
}
