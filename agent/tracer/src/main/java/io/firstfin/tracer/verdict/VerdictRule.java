package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Trigger;

/** The verdict at close: a pure function of what was seen on our side. */
public final class VerdictRule {

    private VerdictRule() {}

    /** Never a guess: what the facts do not prove is SUPPOSED or UNKNOWN, and the evidence says why. */
    public static Verdict of(CloseFacts facts) {
        FirstCloserRule first = FirstCloserRule.of(facts);
        Ending ending = EndingRule.of(facts);
        return new Verdict(
                first.side(),
                first.proof(),
                ending,
                EndingRule.resetBy(facts, ending),
                trigger(facts),
                first.evidence());
    }

    private static Trigger trigger(CloseFacts facts) {
        if (facts.halfClosed() || finSentUnseen(facts.atClose())) {
            return Trigger.SHUTDOWN_OUTPUT;
        }
        return facts.byCleaner() ? Trigger.CLEANER : Trigger.CLOSE;
    }

    /** A half-close from before the agent came. */
    private static boolean finSentUnseen(TcpState atClose) {
        return atClose != null && atClose.showsOurFin();
    }
}
