package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.ResetBy;

/**
 * Tells how a connection ended, by the rules of {@code tcp_close} in the kernel's
 * {@code net/ipv4/tcp.c}: unread data is looked at first, then a linger of 0, else a FIN is sent.
 */
final class EndingRule {

    private EndingRule() {}

    static Ending of(CloseFacts facts) {
        TcpState last = facts.atRelease() != null ? facts.atRelease() : facts.atClose();
        if (facts.overAfterUnseenShutdown()) {
            return Ending.UNKNOWN;
        }
        if (facts.resetSeen()) {
            return finLeftAtHalfClose(facts) ? Ending.FIN_THEN_RESET : Ending.RESET_BY_PEER;
        }
        if (last == null) {
            return Ending.UNKNOWN;
        }
        if (facts.atClose() == TcpState.CLOSE) {
            return beforeClose(facts);
        }
        if (last == TcpState.CLOSE) {
            return beforeRelease(facts);
        }
        if (resetsByUnreadData(facts, last)) {
            return last.showsOurFin() ? Ending.FIN_THEN_RESET : Ending.RESET_BY_UNREAD_DATA;
        }
        if (resetsByLinger(facts, last)) {
            return last.showsOurFin() ? Ending.FIN_THEN_RESET : Ending.RESET_BY_LINGER;
        }
        return Ending.FIN;
    }

    /** Who sent the reset of such an ending; null where there was none, or the ending is not known. */
    static ResetBy resetBy(CloseFacts facts, Ending ending) {
        switch (ending) {
            case RESET_BY_LINGER:
            case RESET_BY_UNREAD_DATA:
                return ResetBy.LOCAL;
            case RESET_BY_PEER:
                return ResetBy.REMOTE;
            case FIN_THEN_RESET:
                TcpState last = facts.atRelease() != null ? facts.atRelease() : facts.atClose();
                return facts.resetSeen() ? ResetBy.REMOTE : last == TcpState.CLOSE ? ResetBy.UNKNOWN : ResetBy.LOCAL;
            default:
                return null;
        }
    }

    private static boolean finLeftAtHalfClose(CloseFacts facts) {
        return facts.halfClosed()
                && facts.afterHalfClose() != null
                && facts.afterHalfClose().showsOurFin();
    }

    /** It was over when close came: after our half-close in order or by a reset, else by a reset. */
    private static Ending beforeClose(CloseFacts facts) {
        if (facts.halfClosed()) {
            return facts.beforeHalfClose() == TcpState.CLOSE_WAIT ? Ending.FIN : Ending.UNKNOWN;
        }
        return facts.unanswered() == 0 ? Ending.RESET_BY_PEER : Ending.UNKNOWN;
    }

    /** It ended between the entry of close and the release of the descriptor. */
    private static Ending beforeRelease(CloseFacts facts) {
        if (facts.endedBeforeOurAct()) {
            return Ending.RESET_BY_PEER;
        }
        if (facts.atClose() == TcpState.CLOSE_WAIT) {
            return Ending.FIN;
        }
        // close had sent its FIN; what ended it then is for a later sample to show
        return facts.finAlone() ? Ending.FIN_THEN_RESET : Ending.UNKNOWN;
    }

    private static boolean resetsByUnreadData(CloseFacts facts, TcpState last) {
        return facts.unreadBytes() > 0 && last != TcpState.CLOSE;
    }

    /** {@code tcp_need_reset} of {@code net/ipv4/tcp.c}. */
    private static boolean resetsByLinger(CloseFacts facts, TcpState last) {
        if (facts.soLinger() != 0) {
            return false;
        }
        switch (last) {
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
