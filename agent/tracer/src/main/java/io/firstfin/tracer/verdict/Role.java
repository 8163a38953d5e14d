package io.firstfin.tracer.verdict;

/** Which side of a connection we are. */
public enum Role {
    CLIENT,
    SERVER,
    /** Older than the agent, and its port is neither ephemeral nor listened on. */
    UNKNOWN
}
