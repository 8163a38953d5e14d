package io.firstfin.tracer.connection;

import java.net.BindException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;

/** Why a connect failed, told from what the JDK threw. */
public enum FailureKind {
    /** No local port was free toward this destination (EADDRNOTAVAIL). */
    PORTS_EXHAUSTED,
    REFUSED,
    TIMED_OUT,
    UNREACHABLE,
    RESET,
    /** The socket was closed, or the thread interrupted, while it was connecting. */
    CANCELLED,
    OTHER;

    /** The JDK has no class of its own for most errors: the kernel's text is in the message. */
    static FailureKind of(Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        if (failure instanceof ClosedChannelException) {
            return CANCELLED;
        }
        if (failure instanceof NoRouteToHostException) {
            return UNREACHABLE;
        }
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof BindException) {
            return text.startsWith("Cannot assign requested address") ? PORTS_EXHAUSTED : OTHER;
        }
        if (text.startsWith("Connection refused")) {
            return REFUSED;
        }
        if (text.startsWith("Connection timed out")) {
            return TIMED_OUT;
        }
        if (text.startsWith("Connection reset")) {
            return RESET;
        }
        if (text.startsWith("Network is unreachable")) {
            return UNREACHABLE;
        }
        if (text.startsWith("Socket closed") || text.startsWith("Closed by interrupt")) {
            return CANCELLED;
        }
        return OTHER;
    }
}
