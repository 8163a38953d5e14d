package io.firstfin.tracer.reason;

/**
 * One request and its response.
 *
 * @param client null where this JVM is the server
 * @param server null where this JVM is the client
 * @param host as the Host header says
 * @param version that the peer speaks
 * @param number which of its connection's it was, from 1
 * @param closeRequestedBy CLIENT or SERVER; null when the connection may live on
 */
public record Exchange(
        String client,
        String server,
        String method,
        String host,
        int status,
        String version,
        int number,
        String closeRequestedBy) {}
