package io.firstfin.tracer.correlate;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.ClosedFirst;
import io.firstfin.tracer.connection.Ending;
import io.firstfin.tracer.connection.TimeWait;
import io.firstfin.tracer.connection.Verdict;

/** What a verdict is worth where the kernel shows nothing of our end, or something else in its place. */
final class Leftovers {

    private static final boolean SETTLED = true;

    private Leftovers() {}

    /** What close proved stands; what it only supposed can be confirmed by nobody any more. */
    static Settlement ofAReusedPort(Verdict verdict, String why) {
        return new Settlement(
                null,
                standing(verdict),
                stands(verdict) ? verdict.ending() : Ending.UNKNOWN,
                verdict.ending().isAbort() ? TimeWait.NONE : TimeWait.UNKNOWN,
                verdict.evidence() + "; " + why,
                SETTLED);
    }

    /** The socket lives on in another process, or a new connection has its ports. */
    static Settlement ofASocketInUse(Verdict verdict, TcpState state) {
        return new Settlement(
                state,
                standing(verdict),
                stands(verdict) ? verdict.ending() : Ending.UNKNOWN,
                TimeWait.UNKNOWN,
                verdict.evidence() + "; " + state + " now: held elsewhere, or its ports used again",
                false);
    }

    static Settlement ofNothingHere(Verdict verdict, KernelView view) {
        String nothing = verdict.evidence() + "; nothing left";
        if (verdict.ending().isAbort()) {
            return gone(
                    verdict.closedFirst(), verdict.ending(), TimeWait.NONE, nothing + " after the reset", SETTLED);
        }
        if (view.peerWaits()) {
            // it sent its FIN before ours came: so did we, as was proven, or it was first
            return gone(
                    oursProven(verdict) ? ClosedFirst.BOTH : ClosedFirst.REMOTE,
                    Ending.FIN,
                    TimeWait.REMOTE,
                    "nothing left here, TIME_WAIT at the other end",
                    SETTLED);
        }
        if (verdict.closedFirst() == ClosedFirst.REMOTE && verdict.proven()) {
            TimeWait peers = peersTimeWait(verdict, view);
            return gone(
                    ClosedFirst.REMOTE,
                    verdict.ending(),
                    peers,
                    nothing + " here",
                    peers == TimeWait.NONE ? view.isAbsenceSure() : !view.peerWillWait());
        }
        if (oursProven(verdict)) {
            return gone(
                    verdict.closedFirst(),
                    Ending.UNKNOWN,
                    view.tooLateForTimeWait() ? TimeWait.UNKNOWN : TimeWait.NONE,
                    verdict.evidence() + "; no TIME_WAIT left: reset by the peer, reused or dropped",
                    view.isAbsenceSure());
        }
        return gone(
                ClosedFirst.UNKNOWN,
                Ending.UNKNOWN,
                peerIsGone(view) ? TimeWait.NONE : TimeWait.UNKNOWN,
                verdict.evidence() + ", but nothing left to prove it",
                view.isAbsenceSure());
    }

    /** A TIME_WAIT at the other end that began later than our close may be a later connection's. */
    private static TimeWait peersTimeWait(Verdict verdict, KernelView view) {
        if (!view.peerAsked()) {
            return verdict.timeWait();
        }
        if (view.peerWaitsAfterItsFin()) {
            return TimeWait.REMOTE;
        }
        return view.peer() == null ? TimeWait.NONE : TimeWait.UNKNOWN;
    }

    private static boolean peerIsGone(KernelView view) {
        return view.peerAsked() && view.peer() == null && !view.tooLateForTimeWait();
    }

    /** A state seen on the descriptor proved that our FIN left while the peer's was not here. */
    private static boolean oursProven(Verdict verdict) {
        return verdict.proven()
                && (verdict.closedFirst() == ClosedFirst.LOCAL
                        || verdict.closedFirst() == ClosedFirst.BOTH);
    }

    private static boolean stands(Verdict verdict) {
        return verdict.proven() || verdict.ending().isAbort();
    }

    private static ClosedFirst standing(Verdict verdict) {
        return stands(verdict) ? verdict.closedFirst() : ClosedFirst.UNKNOWN;
    }

    private static Settlement gone(
            ClosedFirst closedFirst,
            Ending ending,
            TimeWait timeWait,
            String evidence,
            boolean settled) {
        return new Settlement(null, closedFirst, ending, timeWait, evidence, settled);
    }
}
