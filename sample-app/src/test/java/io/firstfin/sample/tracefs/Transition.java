package io.firstfin.sample.tracefs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;

/**
 * One thing the kernel did to a TCP socket.
 *
 * @param nanos     when, on the trace's own clock, with the microseconds it prints
 * @param kind      what
 * @param endpoints the 4-tuple seen from that socket; its local port is mostly still 0 in the step
 *                  to SYN_SENT
 * @param from      the state before; for a reset the state it met, null when not reported
 * @param to        the state after; null for a reset
 * @param reason    why a reset was sent, as {@code enum sk_rst_reason} names it; otherwise null
 */
public record Transition(long nanos, Kind kind, Endpoints endpoints, TcpState from, TcpState to, String reason) {
    /** What the kernel did, by the trace event that reported it. */
    public enum Kind {
        /** {@code sock:inet_sock_set_state}. */
        STATE,
        /** {@code tcp:tcp_send_reset}. */
        RESET_SENT,
        /** {@code tcp:tcp_receive_reset}. */
        RESET_RECEIVED
    }
}
