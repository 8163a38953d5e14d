package io.firstfin.verdict;

/** Why a connect failed; {@link #NONE} where it did not. */
public enum FailureKind {
    /** It connected. */
    NONE,
    /** No local port was free toward this destination (EADDRNOTAVAIL). */
    PORTS_EXHAUSTED,
    /** The port that the socket was bound to has a connection to this destination already. */
    ADDRESS_IN_USE_TOWARDS_DESTINATION,
    /** Nobody listens there. */
    REFUSED,
    /** No answer in time. */
    TIMED_OUT,
    /** No route, or no local address from which that destination can be reached. */
    UNREACHABLE,
    /** The peer answered with a reset. */
    RESET,
    /** The socket was closed, or the thread interrupted, while it was connecting. */
    CANCELLED,
    /** Any other failure. */
    OTHER
}
