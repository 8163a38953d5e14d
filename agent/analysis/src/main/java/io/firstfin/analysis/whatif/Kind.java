package io.firstfin.analysis.whatif;

/** What is changed. */
public enum Kind {
    /** Nothing: today. */
    NONE,
    /** Connections are kept alive and reused. */
    KEEP_ALIVE,
    /** The peer closes first. */
    PEER_CLOSES_FIRST,
    /** {@code net.ipv4.tcp_tw_reuse} is set to 1. */
    TW_REUSE,
    /** {@code net.ipv4.ip_local_port_range} is wider. */
    WIDER_RANGE,
    /** The connections are spread over several destinations. */
    MORE_DESTINATIONS
}
