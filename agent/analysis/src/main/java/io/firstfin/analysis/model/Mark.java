package io.firstfin.analysis.model;

/** What is remarkable about an act: the questions that findings ask of call sites. */
public enum Mark {
    /** A close that left TIME_WAIT with us. */
    TIME_WAIT_OURS,
    /** A close that sent a RST, because SO_LINGER was 0. */
    RESET_BY_LINGER,
    /** A close that sent a RST, because data was unread. */
    RESET_BY_UNREAD_DATA,
    /** A close whose FIN a RST followed, because the peer was not finished. */
    CLOSED_TOO_EARLY,
    /** A close of what was used again after the peer had closed it. */
    STALE,
    /** A close that a response which asked for credentials had announced. */
    CHALLENGED,
    /** A close of a connection to a proxy that did not connect any further. */
    PROXY_REFUSED,
    /** A close before the peer had taken what we sent. */
    UNDELIVERED,
    /** A close that the peer did not answer by its own for long. */
    LEFT_IN_FIN_WAIT2,
    /** A close that came late after the peer's FIN. */
    OVERDUE,
    /** A connection that the garbage collector had to close later. */
    COLLECTED,
    /** A connect from a socket that was bound before. */
    BOUND_FIRST,
    /** A connect that found no free local port. */
    PORTS_EXHAUSTED,
    /** A connect that failed. */
    FAILED,
    /** A connect that the kernel gave the port it connects to. */
    SELF_CONNECTED,
    /** A connect whose connection the peer ended by a RST later. */
    RESET_BY_PEER
}
