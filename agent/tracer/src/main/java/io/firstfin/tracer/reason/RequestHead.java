package io.firstfin.tracer.reason;

/**
 * The part of the head of a request.
 *
 * @param host the Host header
 * @param version such as {@code HTTP/1.1}; null when nobody told
 * @param connection the Connection header; null when there is none
 */
public record RequestHead(String method, String host, String version, String connection) {}
