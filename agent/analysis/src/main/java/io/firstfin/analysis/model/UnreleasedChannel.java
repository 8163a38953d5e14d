package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * Channels that were closed and whose descriptors stayed held, for nobody selected again.
 *
 * @param closedBy the call site that closed them; empty where it is not known
 * @param httpClient name and version of the HTTP client that used them; empty where none is known
 * @param count how many there were
 * @param longest for how long the first of them had been held when last seen
 */
public record UnreleasedChannel(String closedBy, String httpClient, long count, Duration longest) {}
