package io.firstfin.tracer.connection;

import static io.firstfin.tracer.connection.ClosedFirst.BOTH;
import static io.firstfin.tracer.connection.ClosedFirst.LOCAL;
import static io.firstfin.tracer.connection.ClosedFirst.REMOTE;
import static io.firstfin.tracer.connection.ClosedFirst.UNKNOWN;

import io.firstfin.kernel.TcpState;

/**
 * Tells who closed first from the TCP states around our first FIN or RST.
 *
 * <p>The first step out of ESTABLISHED is the truth: to FIN_WAIT1 we were first, to CLOSE_WAIT the
 * peer was. A look just before our act sees the side effect of that step; a look just after it, on
 * the same descriptor, proves it.
 */
record FirstCloser(ClosedFirst side, String evidence, boolean proven) {

    static FirstCloser of(CloseFacts facts) {
        TcpState before = facts.beforeFirstAct();
        String act = facts.halfClosed() ? "shutdownOutput" : "close";
        if (before == null) {
            return new FirstCloser(UNKNOWN, "the kernel did not tell the state at " + act, false);
        }
        switch (before) {
            case ESTABLISHED:
                return fromEstablished(facts, act);
            case CLOSE_WAIT:
                return new FirstCloser(REMOTE, "CLOSE_WAIT at the entry of " + act, true);
            case LAST_ACK:
                return new FirstCloser(REMOTE, "LAST_ACK at the entry of " + act, true);
            case FIN_WAIT1:
            case FIN_WAIT2:
                return new FirstCloser(
                        LOCAL, before + " at the entry of " + act + ": FIN sent before", true);
            case CLOSING:
                return new FirstCloser(BOTH, "CLOSING at the entry of " + act, true);
            case CLOSE:
                return fromClosed(facts);
            default:
                return new FirstCloser(UNKNOWN, before + " at the entry of " + act, false);
        }
    }

    private static FirstCloser fromEstablished(CloseFacts facts, String act) {
        TcpState after = facts.afterFirstAct();
        String seen = "ESTABLISHED at the entry of " + act;
        if (after == null) {
            return facts.released() || facts.soLinger() != 0
                    ? new FirstCloser(LOCAL, seen, false)
                    : deferredReset(seen);
        }
        switch (after) {
            case FIN_WAIT1:
            case FIN_WAIT2:
                return new FirstCloser(LOCAL, seen + ", " + after + " after our FIN", true);
            case CLOSING:
                return new FirstCloser(BOTH, seen + ", CLOSING after our FIN", true);
            case CLOSE_WAIT:
            case LAST_ACK:
                return new FirstCloser(
                        REMOTE, seen + ", but " + after + " when the descriptor went", true);
            case CLOSE:
                return new FirstCloser(
                        UNKNOWN, seen + ", CLOSE right after: the peer ended it meanwhile", false);
            default:
                return new FirstCloser(LOCAL, seen, false);
        }
    }

    /** SO_LINGER 0 on a channel in a Selector: nothing is sent before the next select. */
    private static FirstCloser deferredReset(String seen) {
        return new FirstCloser(
                UNKNOWN, seen + "; the reset waits for the Selector to release the channel", false);
    }

    /** The kernel ended it before we did anything: a reset came, or it gave up on the peer. */
    private static FirstCloser fromClosed(CloseFacts facts) {
        if (facts.resetSeen()) {
            return new FirstCloser(REMOTE, "the JDK met ECONNRESET", true);
        }
        if (facts.unanswered() == 0) {
            return new FirstCloser(
                    REMOTE, "CLOSE at the entry of close with nothing unanswered: a reset", true);
        }
        return new FirstCloser(
                UNKNOWN, "CLOSE at the entry of close: reset or timed out, not told apart", false);
    }
}
