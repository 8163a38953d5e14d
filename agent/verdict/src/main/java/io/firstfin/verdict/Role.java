package io.firstfin.verdict;

/** How the traced JVM came by a connection. */
public enum Role {
    /** It connected. */
    CLIENT,
    /** It accepted. */
    SERVER,
    /** The connection is older than the agent, and its port is neither ephemeral nor listened on. */
    UNKNOWN
}
