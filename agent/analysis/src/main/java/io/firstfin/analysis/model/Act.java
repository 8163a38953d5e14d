package io.firstfin.analysis.model;

/** What a call site did to a connection. */
public enum Act {
    /** It connected. */
    CONNECT,
    /** It accepted. */
    ACCEPT,
    /** It closed. */
    CLOSE
}
