package io.firstfin.verdict;

/** Which side sent the reset that ended a connection. */
public enum ResetBy {
    /** The traced JVM. */
    LOCAL,
    /** The peer. */
    REMOTE,
    /** No reset ended it; the tracer leaves the field empty then. */
    NONE,
    /** A reset ended it, and nobody saw which side sent it. */
    UNKNOWN
}
