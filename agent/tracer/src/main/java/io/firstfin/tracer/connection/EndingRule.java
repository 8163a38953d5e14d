package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;

/**
 * Tells how a connection ended, by the rules of {@code tcp_close} in the kernel's
 * {@code net/ipv4/tcp.c}: unread data is looked at first, then a linger of 0, else a FIN is sent.
 */
final class EndingRule {

    private EndingRule() {}

    static Ending of(CloseFacts facts) {
        TcpState last = facts.atRelease() != null ? facts.atRelease() : facts.atClose();
        if (facts.resetSeen()) {
            return Ending.RESET_BY_PEER;
        }
        if (last == null) {
            return Ending.UNKNOWN;
        }
        if (facts.atClose() == TcpState.CLOSE) {
            return beforeClose(facts);
        }
        if (last == TcpState.CLOSE) {
            if (facts.atClose() == TcpState.CLOSE_WAIT) {
                return Ending.FIN;
            }
            // close had sent its FIN; what ended it then is for the look after the close to say
            return facts.finAlone() ? Ending.RESET_BY_PEER : Ending.UNKNOWN;
        }
        if (facts.unreadBytes() > 0) {
            return Ending.RESET_BY_UNREAD_DATA;
        }
        if (facts.soLinger() == 0 && resets(last)) {
            return Ending.RESET_BY_LINGER;
        }
        return Ending.FIN;
    }

    /** It was over when close came: after our half-close in order or by a reset, else by a reset. */
    private static Ending beforeClose(CloseFacts facts) {
        if (facts.halfClosed()) {
            return facts.beforeHalfClose() == TcpState.CLOSE_WAIT ? Ending.FIN : Ending.UNKNOWN;
        }
        return facts.unanswered() == 0 ? Ending.RESET_BY_PEER : Ending.UNKNOWN;
    }

    /** {@code tcp_need_reset} of {@code net/ipv4/tcp.c}. */
    private static boolean resets(TcpState state) {
        switch (state) {
            case ESTABLISHED:
            case CLOSE_WAIT:
            case FIN_WAIT1:
            case FIN_WAIT2:
            case SYN_RECV:
                return true;
            default:
                return false;
        }
    }
}
