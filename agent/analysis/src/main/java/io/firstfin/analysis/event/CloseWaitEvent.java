package io.firstfin.analysis.event;

import io.firstfin.verdict.Role;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code firstfin.CloseWait}: a connection waits for our close although the peer's FIN is here.
 *
 * @param waiting for how long
 * @param openedBy the place in the code that opened it; empty when unknown
 * @param program the HTTP client or server it belongs to; empty when unknown
 * @param alike how many such connections of the same destination, opener and program there are; -1
 *     when unknown
 * @param otherKinds how many there are of kinds that have no event; -1 when unknown
 */
public record CloseWaitEvent(
        Instant time,
        String connection,
        Ends ends,
        Role role,
        Duration waiting,
        String openedBy,
        String program,
        long alike,
        long otherKinds)
        implements TracedEvent {}
