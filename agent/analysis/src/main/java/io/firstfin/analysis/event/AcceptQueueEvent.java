package io.firstfin.analysis.event;

import io.firstfin.analysis.model.AcceptQueue;
import java.time.Instant;

/**
 * {@code firstfin.AcceptQueue}: connections wait to be accepted on a port of ours.
 *
 * @param leftOut how many other ports have a queue and no event; -1 when unknown
 */
public record AcceptQueueEvent(Instant time, String localAddress, int localPort, AcceptQueue.Look sample, long leftOut)
        implements TracedEvent {}
