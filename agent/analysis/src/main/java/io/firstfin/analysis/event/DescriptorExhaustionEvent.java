package io.firstfin.analysis.event;

import java.io.Serializable;
import java.time.Instant;

/**
 * {@code firstfin.DescriptorExhaustion}: a socket could not be made or accepted for want of a file descriptor.
 *
 * @param accept it was to be accepted; otherwise to be made
 * @param localPort the port that it was to be accepted on; 0 when unknown
 * @param limit of descriptors; -1 when unknown, as the counts by state are
 * @param connections that were traced and open
 * @param openedBy the place in the code that opened most of them; empty when unknown
 * @param openedThere how many it opened
 * @param failedAt the place in the code that failed; empty when unknown
 * @param failure the text of the exception
 * @param failures how many failed: those without an event of their own are in the next one
 */
public record DescriptorExhaustionEvent(
        Instant time,
        boolean accept,
        int localPort,
        long limit,
        int connections,
        int established,
        int closeWait,
        String openedBy,
        int openedThere,
        String failedAt,
        String failure,
        long failures)
        implements TracedEvent, Serializable {}
