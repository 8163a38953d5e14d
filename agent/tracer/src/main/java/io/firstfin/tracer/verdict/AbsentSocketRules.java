package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;

/** What a verdict is worth where the kernel shows nothing of our end, or something else in its place. */
public final class AbsentSocketRules {

    private static final boolean SETTLED = true;

    private AbsentSocketRules() {}

    /** What was proven or supposed stands; nobody can confirm it any more. */
    public static Settlement ofAReusedPort(Verdict verdict, KernelSample view, String why) {
        Ending ending = endingUnseen(verdict, view);
        return gone(verdict, ending, view, ending.isReset() ? TimeWait.NONE : TimeWait.UNKNOWN, why, SETTLED);
    }

    /** The socket lives on in another process, or a new connection has its ports. */
    static Settlement ofASocketInUse(Verdict verdict, KernelSample view, TcpState state) {
        Ending ending = endingUnseen(verdict, view);
        String what = state + " now: held elsewhere, or its ports used again";
        return unconfirmed(state, verdict, ending, view, TimeWait.UNKNOWN, what, !SETTLED);
    }

    /** The peer never closed, and the kernel waited for its FIN for no longer than tcp_fin_timeout. */
    public static Settlement ofFinWait2GivenUp(Verdict verdict, KernelSample view) {
        return gone(
                verdict,
                Ending.UNKNOWN,
                view,
                TimeWait.NONE,
                "nothing left here: FIN_WAIT2 lasted for tcp_fin_timeout",
                view.isAbsenceSure());
    }

    static Settlement ofNothingHere(Verdict verdict, KernelSample view) {
        if (verdict.ending().isReset() && verdict.ending() != Ending.FIN_THEN_RESET) {
            return gone(
                    verdict,
                    verdict.ending(),
                    view,
                    TimeWait.NONE,
                    "nothing left after the reset",
                    verdict.proven() || !view.mayLearnCounts());
        }
        if (view.peerWaits() && verdict.ending() != Ending.FIN_THEN_RESET) {
            return peerWaits(verdict);
        }
        switch (verdict.closedFirst()) {
            case REMOTE:
                return afterTheirFin(verdict, view);
            case LOCAL:
            case BOTH:
                return afterOurFin(verdict, view);
            default:
                return undecided(verdict, view);
        }
    }

    /** It sent its FIN before ours came: so did we, as was proven, or it was first. */
    private static Settlement peerWaits(Verdict verdict) {
        boolean oursProven = verdict.proven()
                && (verdict.closedFirst() == ClosedFirst.LOCAL || verdict.closedFirst() == ClosedFirst.BOTH);
        // unproven, the FINs may have crossed, and a reset have ended our own TIME_WAIT
        Verdict settled = verdict.with(
                oursProven ? ClosedFirst.BOTH : ClosedFirst.REMOTE,
                verdict.proven() ? Proof.PROVEN : Proof.SUPPOSED,
                Ending.FIN,
                null,
                "nothing left here, TIME_WAIT at the other end");
        return new Settlement(null, settled, TimeWait.REMOTE, SETTLED);
    }

    private static Settlement afterTheirFin(Verdict verdict, KernelSample view) {
        LastCountsSummary counts = view.counts();
        if (counts != null && verdict.ending() == Ending.FIN) {
            if (counts.sentFin() == Answer.NO) {
                return noTimeWait(
                        verdict.ended(Ending.RESET_BY_PEER, ResetBy.REMOTE),
                        view,
                        "nothing left, and no FIN of ours went out");
            }
            if (counts.sentFin() == Answer.UNKNOWN && counts.leftUnsent()) {
                return noTimeWait(
                        verdict.ended(Ending.UNKNOWN, null),
                        view,
                        "nothing left, and data of ours was never sent: a reset, before our close or after it");
            }
            if (counts.sentFin() == Answer.YES && !counts.finAcknowledged()) {
                // behind its FIN the peer sent nothing that our kernel would have reset for
                return noTimeWait(
                        verdict.ended(Ending.FIN_THEN_RESET, ResetBy.REMOTE),
                        view,
                        "nothing left, and our FIN was never acknowledged");
            }
        }
        TimeWait peers = verdict.ending().isReset() ? TimeWait.NONE : peersTimeWait(verdict, view);
        return gone(
                verdict,
                verdict.ending(),
                view,
                peers,
                "nothing left here",
                peers == TimeWait.NONE
                        ? view.isAbsenceSure()
                        : !view.peerWillWait() && (counts != null || !view.mayLearnCounts()));
    }

    private static Settlement noTimeWait(Verdict verdict, KernelSample view, String what) {
        return gone(verdict, verdict.ending(), view, TimeWait.NONE, what, SETTLED);
    }

    /** Where we were first a TIME_WAIT of ours has to follow, unless a reset came first. */
    private static Settlement afterOurFin(Verdict verdict, KernelSample view) {
        LastCountsSummary counts = view.counts();
        if (counts != null && isEitherWay(verdict, counts)) {
            return undecided(verdict, view);
        }
        boolean supposed = counts != null && verdict.closedFirst() == ClosedFirst.LOCAL && counts.hardlyCrossed();
        TimeWait timeWait =
                view.tooLateForTimeWait() || !verdict.proven() && !peerIsGone(view) ? TimeWait.UNKNOWN : TimeWait.NONE;
        return gone(
                supposed
                        ? verdict.with(
                                verdict.closedFirst(),
                                Proof.SUPPOSED,
                                verdict.ending(),
                                verdict.resetBy(),
                                verdict.evidence())
                        : verdict,
                endingAfterOurFin(verdict, view),
                view,
                timeWait,
                "no TIME_WAIT here: reset, reused or dropped",
                view.isAbsenceSure() && (verdict.proven() || counts != null || !view.mayLearnCounts()));
    }

    /** The counts leave another answer open than the one that was supposed, or seen in FIN_WAIT1. */
    private static boolean isEitherWay(Verdict verdict, LastCountsSummary counts) {
        if (!verdict.proven()) {
            return counts.mayHaveGotFin() || counts.sentFin() != Answer.YES;
        }
        // a close that could still reset after the peer's FIN had come was in CLOSING
        boolean resetInClosing = verdict.ending() == Ending.FIN_THEN_RESET
                && verdict.resetBy() == ResetBy.LOCAL
                && counts.gotFin() == Answer.YES;
        boolean mayHaveCrossed = counts.crossed() != Answer.NO && !counts.hardlyCrossed();
        return verdict.closedFirst() == ClosedFirst.LOCAL && (mayHaveCrossed || resetInClosing);
    }

    private static Ending endingAfterOurFin(Verdict verdict, KernelSample view) {
        LastCountsSummary counts = view.counts();
        if (verdict.ending() == Ending.FIN_THEN_RESET) {
            return Ending.FIN_THEN_RESET;
        }
        if (counts != null && verdict.proven() && verdict.closedFirst() == ClosedFirst.BOTH) {
            return counts.finAcknowledged() ? Ending.FIN : Ending.FIN_THEN_RESET;
        }
        if (counts != null && counts.gotFin() == Answer.YES) {
            return counts.finAcknowledged() ? Ending.FIN : Ending.UNKNOWN;
        }
        boolean reset = verdict.closedFirst() == ClosedFirst.LOCAL
                && !view.tooLateForTimeWait()
                && (counts == null
                        ? verdict.proven() && !view.countsExpected()
                        : counts.gotFin() == Answer.NO
                                || counts.hardlyCrossed()
                                || counts.sentFin() == Answer.YES && !counts.finAcknowledged());
        return reset ? Ending.FIN_THEN_RESET : Ending.UNKNOWN;
    }

    private static Settlement undecided(Verdict verdict, KernelSample view) {
        Verdict unknown = verdict.with(
                ClosedFirst.UNKNOWN,
                Proof.NONE,
                verdict.ending().isReset() ? verdict.ending() : Ending.UNKNOWN,
                verdict.ending().isReset() ? verdict.resetBy() : null,
                verdict.evidence() + ", but nothing left to prove it");
        return new Settlement(null, unknown, peerIsGone(view) ? TimeWait.NONE : TimeWait.UNKNOWN, view.isAbsenceSure());
    }

    /** A TIME_WAIT at the other end that began later than our close may be a later connection's. */
    private static TimeWait peersTimeWait(Verdict verdict, KernelSample view) {
        if (!view.peerAsked()) {
            return verdict.proven() ? verdict.timeWait() : TimeWait.UNKNOWN;
        }
        if (view.peerWaitsAfterItsFin()) {
            return TimeWait.REMOTE;
        }
        return view.peer() == null ? TimeWait.NONE : TimeWait.UNKNOWN;
    }

    private static boolean peerIsGone(KernelSample view) {
        return view.peerAsked() && view.peer() == null && !view.tooLateForTimeWait();
    }

    /**
     * How it ended where its ports are another's: a reset at close stands; that our FIN was answered in
     * order is not known, and would have kept the ports from being used again so soon.
     */
    private static Ending endingUnseen(Verdict verdict, KernelSample view) {
        if (verdict.ending().isReset()) {
            return verdict.ending();
        }
        if (verdict.closedFirst() == ClosedFirst.REMOTE && verdict.proven()) {
            return verdict.ending();
        }
        // once our FIN was acknowledged, a TIME_WAIT may have followed before the ports were used again
        boolean open = view.counts() == null || view.counts().finAcknowledged();
        return open ? Ending.UNKNOWN : endingAfterOurFin(verdict, view);
    }

    private static ResetBy resetBy(Verdict verdict, Ending ending, KernelSample view) {
        if (ending != Ending.FIN_THEN_RESET) {
            return ending.isReset() ? verdict.resetBy() : null;
        }
        boolean known = verdict.resetBy() != null && verdict.resetBy() != ResetBy.UNKNOWN;
        return known
                ? verdict.resetBy()
                : view.counts() == null ? ResetBy.UNKNOWN : view.counts().resetBy();
    }

    private static Settlement gone(
            Verdict verdict, Ending ending, KernelSample view, TimeWait timeWait, String what, boolean settled) {
        return unconfirmed(null, verdict, ending, view, timeWait, what, settled);
    }

    /** @param state of what has our ports now; null where nothing of ours is there */
    private static Settlement unconfirmed(
            TcpState state,
            Verdict verdict,
            Ending ending,
            KernelSample view,
            TimeWait timeWait,
            String what,
            boolean settled) {
        Verdict still = verdict.with(
                verdict.closedFirst(),
                verdict.proof(),
                ending,
                resetBy(verdict, ending, view),
                verdict.evidence() + "; " + what);
        return new Settlement(state, still, timeWait, settled);
    }
}
