package io.firstfin.analysis.model;

/**
 * Connections that were closed, to a proxy that was asked to connect to another place.
 *
 * @param proxy where the connections led
 * @param target host and port behind the proxy; empty for the targets beyond those that are counted by name
 * @param refused the proxy answered that it does not connect
 * @param count how many
 */
public record ProxyUse(Destination proxy, String target, boolean refused, long count) {}
