package io.firstfin.tracer.sink;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;
import java.net.InetAddress;

/**
 * Who held the port that a socket was bound to before its connect failed.
 *
 * @param local our address toward the destination; null when not known
 * @param state of the socket with these ends; null when the kernel shows none
 * @param remainingMillis until the kernel frees the port by itself; -1 when no such timer runs
 * @param heldBy the holder in words
 */
public record PortInUse(Conflict conflict, InetAddress local, TcpState state, long remainingMillis, String heldBy) {

    /**
     * A connect whose socket was bound to a port that is in use toward the destination.
     *
     * @param connection its attempt
     * @param site of the call that failed; null when not known
     * @param suppressed failures before it that left no note
     */
    public record Conflict(Connection connection, String text, String site, int suppressed) {}
}
