package io.firstfin.analysis.model;

/**
 * Connections of HttpURLConnection whose last exchange was a redirect, and which it closed.
 *
 * @param destination where they led
 * @param client name and version
 * @param count how many
 */
public record Redirects(Destination destination, String client, long count) {}
