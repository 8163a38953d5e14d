package io.firstfin.analysis.event;

import java.time.Instant;

/**
 * {@code firstfin.FinWait}: a connection that our code half-closed waits for the peer's FIN.
 *
 * @param openedBy the place in the code that opened it; empty when unknown
 */
public record FinWaitEvent(Instant time, String connection, String openedBy) implements TracedEvent {}
