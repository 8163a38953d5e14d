package io.firstfin.tracer.connection;

/** Why a connect failed. */
public enum FailureKind {
    /** No local port was free toward this destination (EADDRNOTAVAIL). */
    PORTS_EXHAUSTED,
    /** The port that the socket was bound to has a connection to this destination already. */
    ADDRESS_IN_USE_TOWARDS_DESTINATION,
    REFUSED,
    TIMED_OUT,
    /** No route, or no local address from which that destination can be reached. */
    UNREACHABLE,
    RESET,
    /** The socket was closed, or the thread interrupted, while it was connecting. */
    CANCELLED,
    OTHER
}
