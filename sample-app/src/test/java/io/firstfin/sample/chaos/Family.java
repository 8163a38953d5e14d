package io.firstfin.sample.chaos;

/** The address family of a connection, and what its listener is bound to. */
public enum Family {
    /** IPv4 to a listener at that address. */
    V4,
    /** IPv6 to a listener at that address. */
    V6,
    /** IPv4 to a listener at the wildcard address of both families. */
    V4_ANY,
    /** IPv6 to the same listener. */
    V6_ANY;

    boolean isV4() {
        return this == V4 || this == V4_ANY;
    }

    boolean anyAddress() {
        return this == V4_ANY || this == V6_ANY;
    }
}
