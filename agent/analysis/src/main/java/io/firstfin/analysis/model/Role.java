package io.firstfin.analysis.model;

/** How the recorded JVM came by a connection. */
public enum Role {
    /** It connected. */
    CLIENT,
    /** It accepted. */
    SERVER,
    /** The connection is older than the agent, and its side cannot be told. */
    UNKNOWN
}
