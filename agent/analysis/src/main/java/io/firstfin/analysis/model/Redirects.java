package io.firstfin.analysis.model;

/**
 * Connections that an HTTP client closed because it followed a redirect, as HttpURLConnection does.
 *
 * @param destination where they led
 * @param client name and version
 * @param count how many
 */
public record Redirects(Destination destination, String client, long count) {}
