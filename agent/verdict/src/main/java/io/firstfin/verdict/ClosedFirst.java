package io.firstfin.verdict;

/** Which side sent the first FIN or RST: the side that, after a FIN, keeps the TIME_WAIT (RFC 9293, 3.6). */
public enum ClosedFirst {
    /** The traced JVM. */
    LOCAL,
    /** The peer. */
    REMOTE,
    /** Both: the FINs crossed, which puts both sides into CLOSING and then TIME_WAIT. */
    BOTH,
    /** The kernel's states and counts admit more than one answer. */
    UNKNOWN;

    /** Returns whether the traced JVM was first, alone or together with the peer. */
    public boolean includesLocal() {
        return this == LOCAL || this == BOTH;
    }
}
