package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;

/** The verdict at close: a pure function of what was seen on our side. */
public final class Verdicts {

    private Verdicts() {}

    /** Never a guess: what the facts do not prove is UNKNOWN, and the evidence says why. */
    public static Verdict of(CloseFacts facts) {
        FirstCloser first = FirstCloser.of(facts);
        return new Verdict(
                first.side(), EndingRule.of(facts), trigger(facts), first.evidence(), first.proven());
    }

    private static Trigger trigger(CloseFacts facts) {
        if (facts.halfClosed() || finSentUnseen(facts.atClose())) {
            return Trigger.SHUTDOWN_OUTPUT;
        }
        return facts.byCleaner() ? Trigger.CLEANER : Trigger.CLOSE;
    }

    /** A half-close from before the agent came. */
    private static boolean finSentUnseen(TcpState atClose) {
        if (atClose == null) {
            return false;
        }
        switch (atClose) {
            case FIN_WAIT1:
            case FIN_WAIT2:
            case CLOSING:
            case LAST_ACK:
                return true;
            default:
                return false;
        }
    }
}
