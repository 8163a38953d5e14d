package io.firstfin.bootstrap;

/**
 * Where woven HTTP clients and servers tell why they close, by the rules of the {@link Bridge}.
 *
 * <p>A {@code connection} is what it is for the {@link HttpBridge}. A reason is written {@code NAME|what
 * proves it}.
 */
public final class ReasonBridge {

    private ReasonBridge() {}

    /** What this thread does from now on explains a close. Returns what {@link #noMore} takes. */
    public static Object because(String reason) {
        ReasonTracer t = Bridge.reasons();
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
        ReasonTracer t = Bridge.reasons();
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
        ReasonTracer t = Bridge.reasons();
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
        ReasonTracer t = Bridge.reasons();
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
        ReasonTracer t = Bridge.reasons();
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

    /** What was {@link #noted} did not lead to a close. */
    public static void takenBack(Object connection) {
        ReasonTracer t = Bridge.reasons();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.takenBack(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }
}
