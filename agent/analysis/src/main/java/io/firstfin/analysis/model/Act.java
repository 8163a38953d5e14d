package io.firstfin.analysis.model;

/** What a call site did to a connection. */
public enum Act {
    CONNECT,
    ACCEPT,
    CLOSE,
    /** It set SO_LINGER to 0 on a connection that was reset for it. */
    SET_LINGER
}
