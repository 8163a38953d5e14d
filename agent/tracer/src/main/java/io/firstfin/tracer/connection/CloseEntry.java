package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;

/**
 * What the entry of a close showed. Nothing of it changes afterwards.
 *
 * @param state null when the kernel did not answer
 * @param unreadBytes received but not read; -1 when not asked
 * @param peerFin it was over, and the peer's FIN had come before; false where that is not known
 * @param unanswered retransmissions or probes that nobody answered
 * @param counts {@code tcp_info}; null where it was not asked for
 * @param cookie the kernel's own number of the socket; {@link #NO_COOKIE} where it was not asked for
 */
public record CloseEntry(
        TcpState state,
        boolean peerFin,
        int unreadBytes,
        int unanswered,
        TcpInfo counts,
        long cookie,
        SocketOptions options) {

    /** Of a socket that was not asked for its cookie, as where its close can be no reset. */
    public static final long NO_COOKIE = -1;

    /** Nothing is known but the options. */
    public static CloseEntry unseen(SocketOptions options) {
        return new CloseEntry(null, false, -1, 0, null, NO_COOKIE, options);
    }
}
