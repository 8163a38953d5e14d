package io.firstfin.bootstrap;

/**
 * The methods by which woven HTTP clients and servers report why they close connections, and by which libraries report
 * that one thread asks for what another thread opens or closes. They follow the rules of the {@link Bridge}.
 *
 * <p>A {@code connection} is the same as for the {@link HttpBridge}. A reason is written {@code NAME|what
 * proves it}. A task is any object of a library that both threads have; it is not kept alive.
 */
public final class ReasonBridge {

    private ReasonBridge() {}

    /** Until {@link #endReason} every close of this thread has this reason. Returns the token for that call. */
    public static Object beginReason(String reason) {
        Tracer t = Bridge.tracer();
        if (t == null || reason == null) {
            return null;
        }
        try {
            return t.beginReason(reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** Begins the reason that a pool gives in its own words, such as {@code (connection has passed maxLifetime)}. */
    public static Object beginReasonInWords(String words) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            return t.beginReasonInWords(words);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** Begins the reason if the condition holds. */
    public static Object beginReason(boolean condition, String reason) {
        return condition ? beginReason(reason) : null;
    }

    /** Begins the reason if the condition holds, and {@code otherwise} if not. */
    public static Object beginReason(boolean condition, String reason, String otherwise) {
        return beginReason(condition ? reason : otherwise);
    }

    /**
     * A pool gives up connections, and how long a connection was idle decides about the reason.
     *
     * @param limitNanos the first reason is for connections that were idle for at least so long
     */
    public static Object beginReason(long limitNanos, String reason, String otherwise) {
        return beginReason(reason + '\n' + limitNanos + '\n' + otherwise);
    }

    /**
     * Begins the reason BODY_ABANDONED if a body is closed before its end.
     *
     * @param left bytes or steps that were not read
     * @param failed whether reading had failed
     */
    public static Object beginBodyClose(long left, boolean failed) {
        return beginReason(left > 0 && !failed, "BODY_ABANDONED|closed before its end was read");
    }

    /** Until {@link #endReason} no reason that this thread began earlier explains its closes. */
    public static Object suspendReason() {
        return beginReason("");
    }

    /** Replaces the reason of this thread if its text begins like that. */
    public static void replaceReason(String beginning, String reason) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return;
        }
        try {
            t.replaceReason(beginning, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** Keeps the reason of this thread for this connection, whichever thread closes it later. */
    public static void keepReason(Object connection) {
        endReason(keepReason(connection, null, null));
    }

    /**
     * The same, and until {@link #endReason} for all that this thread closes.
     *
     * @param insteadOf the beginning of a reason that {@code reason} replaces first
     * @param reason null to replace nothing
     */
    public static Object keepReason(Object connection, String insteadOf, String reason) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            return t.keepReason(connection, insteadOf, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** Ends the reason that {@link #beginReason} began, on the same thread. */
    public static void endReason(Object outer) {
        Tracer t = Bridge.tracer();
        if (t == null || outer == null) {
            return;
        }
        try {
            t.endReason(outer);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * This connection is going to be closed for this reason, by whichever thread. Its next request retracts
     * the reason.
     */
    public static void noteReason(Object connection, String reason) {
        Tracer t = Bridge.tracer();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.noteReason(connection, reason);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** Notes the reason if the condition holds. */
    public static void noteReason(boolean condition, Object connection, String reason) {
        if (condition) {
            noteReason(connection, reason);
        }
    }

    /** The reason that {@link #noteReason} noted did not lead to a close. */
    public static void retractReason(Object connection) {
        Tracer t = Bridge.tracer();
        if (t == null || connection == null) {
            return;
        }
        try {
            t.retractReason(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * This thread hands a task to another thread, which may open a connection for it.
     *
     * @param opens whether the task is to open one; false for a request that may find one open
     */
    public static void handOver(boolean opens, Object task) {
        Tracer t = Bridge.tracer();
        if (t == null || task == null) {
            return;
        }
        try {
            t.handOver(opens, task);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * This thread begins a task of another thread: until {@link #endTask} that thread asked for what this one opens.
     * Returns the token for that call.
     */
    public static Object takeOver(Object task) {
        Tracer t = Bridge.tracer();
        if (t == null || task == null) {
            return null;
        }
        try {
            return t.takeOver(task);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** Ends what {@link #takeOver} began, on the same thread. */
    public static void endTask(Object outer) {
        Tracer t = Bridge.tracer();
        if (t == null || outer == null) {
            return;
        }
        try {
            t.endTask(outer);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** If the condition holds, this thread asks another thread to close the connection. */
    public static void closeHandedOver(boolean condition, Object connection) {
        Tracer t = Bridge.tracer();
        if (t == null || connection == null || !condition) {
            return;
        }
        try {
            t.closeHandedOver(connection);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }
}
