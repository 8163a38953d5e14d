package io.firstfin.tracer.verdict;

import static io.firstfin.verdict.ClosedFirst.BOTH;
import static io.firstfin.verdict.ClosedFirst.LOCAL;
import static io.firstfin.verdict.ClosedFirst.REMOTE;
import static io.firstfin.verdict.ClosedFirst.UNKNOWN;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Proof;

/**
 * Tells who closed first from the TCP states around our first FIN or RST.
 *
 * <p>The first step out of ESTABLISHED is the truth: to FIN_WAIT1 we were first, to CLOSE_WAIT the
 * peer was. A look just before our act sees whether that step was taken; a look just after it, on the
 * same descriptor, proves which one it was.
 */
record FirstCloserRule(ClosedFirst side, String evidence, boolean proven) {

    Proof proof() {
        return side == UNKNOWN ? Proof.NONE : proven ? Proof.PROVEN : Proof.SUPPOSED;
    }

    static FirstCloserRule of(CloseFacts facts) {
        TcpState before = facts.beforeFirstAct();
        if (before == null) {
            return new FirstCloserRule(UNKNOWN, "the kernel did not tell the state at close", false);
        }
        String seen = VerdictEvidence.before(facts.halfClosed(), before);
        switch (before) {
            case ESTABLISHED:
                return fromEstablished(facts, seen);
            case CLOSE_WAIT:
            case LAST_ACK:
                return new FirstCloserRule(REMOTE, seen, true);
            case FIN_WAIT1:
            case FIN_WAIT2:
                return new FirstCloserRule(LOCAL, seen, true);
            case CLOSING:
                return new FirstCloserRule(BOTH, seen, true);
            case CLOSE:
                return fromClosed(facts);
            default:
                return new FirstCloserRule(UNKNOWN, seen, false);
        }
    }

    private static FirstCloserRule fromEstablished(CloseFacts facts, String seen) {
        TcpState after = facts.afterFirstAct();
        if (!facts.released() && facts.nothingSent()) {
            return new FirstCloserRule(
                    UNKNOWN, "the close waits until the channel is let go: nothing went out yet", false);
        }
        if (after == null) {
            return new FirstCloserRule(LOCAL, seen, false);
        }
        String both = VerdictEvidence.beforeAndAfter(facts.halfClosed(), TcpState.ESTABLISHED, after);
        switch (after) {
            case FIN_WAIT1:
            case FIN_WAIT2:
                return new FirstCloserRule(LOCAL, both, true);
            case CLOSING:
                return new FirstCloserRule(BOTH, both, true);
            case CLOSE_WAIT:
            case LAST_ACK:
                return new FirstCloserRule(REMOTE, both, true);
            case CLOSE:
                if (facts.endedBeforeOurAct()) {
                    // no FIN of ours can have gone before it: that takes a shutdown, and there was none
                    return new FirstCloserRule(REMOTE, both + ": a reset came before ours", true);
                }
                if (facts.finAlone()) {
                    return new FirstCloserRule(LOCAL, both + ": a reset answered our FIN", true);
                }
                // our FIN and the peer's end were that close together: the kernel's table may tell
                return new FirstCloserRule(UNKNOWN, both, false);
            default:
                return new FirstCloserRule(LOCAL, seen, false);
        }
    }

    /** The kernel ended it before we did anything: a reset came, or it gave up on the peer. */
    private static FirstCloserRule fromClosed(CloseFacts facts) {
        if (facts.overAfterUnseenShutdown()) {
            return new FirstCloserRule(
                    UNKNOWN,
                    "CLOSE at the entry of close: a reset, or the end after a half-close that nobody saw",
                    false);
        }
        if (facts.peerFin()) {
            return new FirstCloserRule(
                    REMOTE, "CLOSE at the entry of close: the peer's FIN had come, and none of ours had gone", true);
        }
        if (facts.resetSeen()) {
            return new FirstCloserRule(REMOTE, "the JDK met ECONNRESET", true);
        }
        if (facts.unanswered() == 0) {
            return new FirstCloserRule(REMOTE, "CLOSE at the entry of close, nothing unanswered: a reset came", true);
        }
        return new FirstCloserRule(
                UNKNOWN, "CLOSE at the entry of close: a reset or a time-out, not told apart", false);
    }

    /** The sentences of evidence. All are made once: a close on an application thread picks one. */
    private static final class VerdictEvidence {

        private static final TcpState[] STATES = TcpState.values();
        private static final String[] HALF_CLOSE = entries("shutdownOutput");
        private static final String[] CLOSE = entries("close");
        private static final String[][] HALF_CLOSE_THEN = pairs(HALF_CLOSE);
        private static final String[][] CLOSE_THEN = pairs(CLOSE);

        private VerdictEvidence() {}

        /** What the entry of our first act showed. */
        static String before(boolean halfClose, TcpState state) {
            return (halfClose ? HALF_CLOSE : CLOSE)[state.ordinal()];
        }

        /** And what the next look at the descriptor showed. */
        static String beforeAndAfter(boolean halfClose, TcpState before, TcpState after) {
            return (halfClose ? HALF_CLOSE_THEN : CLOSE_THEN)[before.ordinal()][after.ordinal()];
        }

        private static String[] entries(String act) {
            String[] texts = new String[STATES.length];
            for (TcpState state : STATES) {
                texts[state.ordinal()] = state + " at the entry of " + act;
            }
            return texts;
        }

        private static String[][] pairs(String[] entries) {
            String[][] texts = new String[STATES.length][STATES.length];
            for (TcpState before : STATES) {
                for (TcpState after : STATES) {
                    texts[before.ordinal()][after.ordinal()] =
                            entries[before.ordinal()] + ", " + after + " in the next look";
                }
            }
            return texts;
        }
    }
}
