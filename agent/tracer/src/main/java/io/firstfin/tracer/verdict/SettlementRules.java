package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;

/**
 * Holds a verdict against what the kernel shows after the close: a pure function.
 *
 * <p>FIN_WAIT1, FIN_WAIT2 and TIME_WAIT exist only where we sent the first FIN, LAST_ACK only where
 * the peer did, CLOSING where both did (RFC 9293, 3.6). Where the other end is in sight too, TIME_WAIT
 * on both sides shows a simultaneous close that was over before anyone could look.
 *
 * <p>A state that cannot follow from what was proven before is a later connection's, which took the same
 * ports: it takes nothing back.
 */
public final class SettlementRules {

    private static final boolean SETTLED = true;

    private SettlementRules() {}

    /** @param verdict at close, with what earlier looks and last counts proved since */
    public static Settlement of(Verdict verdict, KernelSample view) {
        if (view.reused()) {
            return AbsentSocketRules.ofAReusedPort(verdict, view, "its ports were used again");
        }
        if (view.ours() == null) {
            return AbsentSocketRules.ofNothingHere(verdict, view);
        }
        TcpState state = view.ours().state();
        if (verdict.proven() && !canFollow(verdict.closedFirst(), state)) {
            return AbsentSocketRules.ofAReusedPort(verdict, view, state + " here is a later connection's");
        }
        switch (state) {
            case TIME_WAIT:
                return timeWait(verdict, view);
            case FIN_WAIT1:
            case FIN_WAIT2:
                // a FIN of the peer may follow, or a reset: how it ends is open
                return underWay(verdict, state, ClosedFirst.LOCAL, Ending.UNKNOWN, TimeWait.UNKNOWN);
            case CLOSING:
                // what we sent may be answered by a reset yet: how it ends is open here, too
                return underWay(verdict, state, ClosedFirst.BOTH, Ending.FIN, TimeWait.BOTH);
            case LAST_ACK:
                return underWay(verdict, state, ClosedFirst.REMOTE, Ending.FIN, TimeWait.REMOTE);
            default:
                return AbsentSocketRules.ofASocketInUse(verdict, view, state);
        }
    }

    /** What was proven before, and what may come after it until the end is gone. */
    private static boolean canFollow(ClosedFirst proven, TcpState state) {
        switch (state) {
            case TIME_WAIT:
            case CLOSING:
                return proven != ClosedFirst.REMOTE;
            case FIN_WAIT1:
            case FIN_WAIT2:
                return proven == ClosedFirst.LOCAL;
            case LAST_ACK:
                return proven == ClosedFirst.REMOTE;
            default:
                return true;
        }
    }

    private static Settlement timeWait(Verdict verdict, KernelSample view) {
        boolean late = view.ours().expiresMillis() >= 0 && !view.beganByOurClose(view.ours());
        if (late && verdict.ending().isReset()) {
            return AbsentSocketRules.ofAReusedPort(verdict, view, "TIME_WAIT here is a later connection's");
        }
        if (view.peerSentFin()) {
            String both = "TIME_WAIT here and " + view.peer().state() + " at the other end";
            return shown(
                    verdict,
                    TcpState.TIME_WAIT,
                    ClosedFirst.BOTH,
                    Ending.FIN,
                    TimeWait.BOTH,
                    both + ": FINs crossed",
                    SETTLED);
        }
        boolean crossed = verdict.proven() && verdict.closedFirst() == ClosedFirst.BOTH;
        Answer mayHaveCrossed =
                crossed || !view.peerAsked() || view.peer() != null ? Answer.NO : crossed(verdict, view.counts());
        Settlement ours = shown(
                verdict,
                TcpState.TIME_WAIT,
                crossed ? ClosedFirst.BOTH : ClosedFirst.LOCAL,
                Ending.FIN,
                crossed && !view.peerAsked() ? TimeWait.BOTH : TimeWait.LOCAL,
                "TIME_WAIT after our close",
                // the peer took its time, or a later connection's close is not announced yet
                (!late || view.samples() > 0) && (mayHaveCrossed != Answer.UNKNOWN || !isToLearnCounts(view)));
        switch (mayHaveCrossed) {
            case NO:
                return ours;
            case YES:
                return ours.with(ClosedFirst.UNKNOWN, Proof.NONE);
            default:
                return ours.with(ClosedFirst.LOCAL, Proof.SUPPOSED);
        }
    }

    /**
     * The other end is gone. It may have closed second, or it may have sent its FIN first and been reset in
     * CLOSING: only the last counts of our socket tell, and on a busy machine they may be lost. Then the answer
     * is likely where the close itself saw no state that follows our FIN alone.
     */
    private static Answer crossed(Verdict verdict, LastCountsSummary counts) {
        if (counts == null) {
            return verdict.closedFirst() == ClosedFirst.UNKNOWN ? Answer.UNKNOWN : Answer.NO;
        }
        return counts.crossed();
    }

    private static boolean isToLearnCounts(KernelSample view) {
        return view.counts() == null && view.mayLearnCounts();
    }

    private static Settlement underWay(
            Verdict verdict, TcpState state, ClosedFirst first, Ending ending, TimeWait timeWait) {
        return shown(verdict, state, first, ending, timeWait, state + " after our close", !SETTLED);
    }

    private static Settlement shown(
            Verdict verdict,
            TcpState state,
            ClosedFirst closedFirst,
            Ending ending,
            TimeWait timeWait,
            String evidence,
            boolean settled) {
        return new Settlement(
                state, verdict.with(closedFirst, Proof.PROVEN, ending, null, evidence), timeWait, settled);
    }
}
