package io.firstfin.tracer.verdict;

/** Who sent the reset that ended a connection. */
public enum ResetBy {
    LOCAL,
    REMOTE,
    UNKNOWN
}
