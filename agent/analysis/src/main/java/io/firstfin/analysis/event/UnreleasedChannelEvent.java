package io.firstfin.analysis.event;

import java.time.Duration;
import java.time.Instant;

/**
 * {@code firstfin.UnreleasedChannel}: a channel was closed, and its descriptor is still held.
 *
 * @param waiting for how long
 * @param closedBy the place in the code that closed it; empty when unknown
 * @param httpClient name and version of the HTTP client that used the connection; empty when none is known
 * @param unreleased how many such channels there are; -1 when unknown
 */
public record UnreleasedChannelEvent(
        Instant time, String connection, Duration waiting, String closedBy, String httpClient, long unreleased)
        implements TracedEvent {}
