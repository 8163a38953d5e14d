package io.firstfin.analysis.event;

import java.time.Instant;

/**
 * {@code firstfin.Bind}: a bind ended.
 *
 * @param listening the socket belongs to a server
 * @param failure the text of the exception; empty when it was bound
 * @param heldBy what the kernel showed on the port; empty when it was not asked
 */
public record BindEvent(
        Instant time,
        String localAddress,
        int localPort,
        boolean listening,
        boolean reuseAddress,
        String failure,
        String heldBy,
        StackTrace stack)
        implements TracedEvent {}
