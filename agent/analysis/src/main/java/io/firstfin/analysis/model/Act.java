package io.firstfin.analysis.model;

/** What a call site did to a connection. */
public enum Act {
    CONNECT,
    ACCEPT,
    CLOSE
}
