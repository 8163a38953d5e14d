package io.firstfin.analysis.event;

import java.time.Instant;

/**
 * {@code firstfin.PortInUse}: a connect failed because its local port was in use towards the
 * destination.
 *
 * @param heldBy what held the port, in words; empty when the kernel was not asked
 * @param failedAt the place in the code that connected; empty when unknown
 * @param failures how many failed: those without an event of their own are in the next one
 */
public record PortInUseEvent(Instant time, Ends ends, String heldBy, String failedAt, long failures)
        implements TracedEvent {}
