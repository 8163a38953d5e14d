package io.firstfin.tracer.verdict;

/** Who sent the first FIN or RST: the side that, after a FIN, keeps the TIME_WAIT (RFC 9293, 3.6). */
public enum ClosedFirst {
    LOCAL,
    REMOTE,
    /** The FINs crossed: simultaneous close, CLOSING on both sides, and TIME_WAIT on both. */
    BOTH,
    UNKNOWN
}
