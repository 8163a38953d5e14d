package io.firstfin.tracer.connection;

/** Who sent the reset that ended a connection. */
public enum ResetBy {
    LOCAL,
    REMOTE,
    UNKNOWN
}
