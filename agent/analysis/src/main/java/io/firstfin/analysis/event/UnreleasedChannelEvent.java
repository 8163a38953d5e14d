package io.firstfin.analysis.event;

import java.time.Duration;
import java.time.Instant;

/**
 * {@code firstfin.UnreleasedChannel}: a channel was closed, and its descriptor is still held.
 *
 * @param waiting for how long
 * @param closedBy the place in the code that closed it; empty when unknown
 * @param unreleased how many such channels there are; -1 when unknown
 */
public record UnreleasedChannelEvent(
        Instant time, String connection, Duration waiting, String closedBy, long unreleased) implements TracedEvent {}
