package io.firstfin.tracer.correlate;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.ClosedFirst;
import io.firstfin.tracer.connection.Ending;
import io.firstfin.tracer.connection.TimeWait;
import io.firstfin.tracer.connection.Verdict;

/**
 * Holds a verdict against what the kernel shows after the close: a pure function.
 *
 * <p>FIN_WAIT1, FIN_WAIT2 and TIME_WAIT stand only where we sent the first FIN, LAST_ACK only where
 * the peer did, CLOSING where both did (RFC 9293, 3.6). Where the other end is in sight too, TIME_WAIT
 * on both sides tells a simultaneous close that was over before anyone could look.
 */
final class Settlements {

    /** TIME_WAIT's fixed length on Linux: TCP_TIMEWAIT_LEN. */
    private static final long TIME_WAIT_MILLIS = 60_000;

    /** The kernel's timers are coarse, and so is our note of when close ended. */
    private static final long SLACK_MILLIS = 1_500;

    private Settlements() {}

    static Settlement of(Verdict verdict, KernelView view) {
        SocketRow ours = view.ours();
        if (ours == null || isEarlier(view)) {
            return gone(verdict, view);
        }
        switch (ours.state()) {
            case TIME_WAIT:
                return timeWait(view);
            case FIN_WAIT1:
            case FIN_WAIT2:
                String seen = ours.state() + " after our close";
                return local(ours.state(), TimeWait.UNKNOWN, seen, false);
            case CLOSING:
                return new Settlement(
                        TcpState.CLOSING,
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.BOTH,
                        "CLOSING after our close",
                        true);
            case LAST_ACK:
                return new Settlement(
                        TcpState.LAST_ACK,
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        "LAST_ACK after our close",
                        true);
            default:
                // the socket lives on in another process, or its ports are in use again
                return new Settlement(
                        ours.state(),
                        verdict.closedFirst(),
                        verdict.ending(),
                        TimeWait.UNKNOWN,
                        ours.state() + " after our close: held elsewhere, or its ports used again",
                        false);
        }
    }

    private static Settlement timeWait(KernelView view) {
        if (view.peer() != null && finSent(view.peer().state())) {
            return new Settlement(
                    TcpState.TIME_WAIT,
                    ClosedFirst.BOTH,
                    Ending.FIN,
                    TimeWait.BOTH,
                    "TIME_WAIT here and " + view.peer().state() + " at the other end: FINs crossed",
                    true);
        }
        return local(TcpState.TIME_WAIT, TimeWait.LOCAL, "TIME_WAIT after our close", true);
    }

    private static boolean finSent(TcpState state) {
        return state == TcpState.TIME_WAIT || state == TcpState.CLOSING;
    }

    private static Settlement local(
            TcpState state, TimeWait timeWait, String evidence, boolean settled) {
        return new Settlement(state, ClosedFirst.LOCAL, Ending.FIN, timeWait, evidence, settled);
    }

    /** A TIME_WAIT that began before our close belongs to an earlier connection of these ports. */
    private static boolean isEarlier(KernelView view) {
        SocketRow row = view.ours();
        return row.state() == TcpState.TIME_WAIT
                && row.expiresMillis() >= 0
                && row.expiresMillis() + view.ageMillis() + SLACK_MILLIS < TIME_WAIT_MILLIS;
    }

    private static Settlement gone(Verdict verdict, KernelView view) {
        if (verdict.ending() != Ending.FIN && verdict.ending() != Ending.UNKNOWN) {
            return new Settlement(
                    null,
                    verdict.closedFirst(),
                    verdict.ending(),
                    TimeWait.NONE,
                    verdict.evidence() + "; nothing left after the reset",
                    true);
        }
        if (view.peer() != null && isWaiting(view.peer().state())) {
            // the other end waits because it sent a FIN before ours came: so did we, or it was first
            return new Settlement(
                    null,
                    oursProven(verdict) ? ClosedFirst.BOTH : ClosedFirst.REMOTE,
                    Ending.FIN,
                    TimeWait.REMOTE,
                    "nothing left here, " + view.peer().state() + " at the other end",
                    true);
        }
        if (verdict.closedFirst() == ClosedFirst.REMOTE && verdict.proven()) {
            return new Settlement(
                    null,
                    ClosedFirst.REMOTE,
                    verdict.ending(),
                    view.peerAsked() ? TimeWait.NONE : verdict.timeWait(),
                    verdict.evidence() + "; nothing left here",
                    true);
        }
        if (oursProven(verdict)) {
            return new Settlement(
                    null,
                    verdict.closedFirst(),
                    Ending.UNKNOWN,
                    view.ageMillis() < TIME_WAIT_MILLIS ? TimeWait.NONE : TimeWait.UNKNOWN,
                    verdict.evidence() + "; no TIME_WAIT left: reset by the peer, reused or dropped",
                    true);
        }
        return new Settlement(
                null,
                ClosedFirst.UNKNOWN,
                Ending.UNKNOWN,
                view.peerAsked() && view.ageMillis() < TIME_WAIT_MILLIS
                        ? TimeWait.NONE
                        : TimeWait.UNKNOWN,
                verdict.evidence() + ", but nothing left to prove it",
                // the kernel swaps a socket for its TIME_WAIT: a look may fall in between
                view.looks() > 0);
    }

    /** A state seen on the descriptor proved that our FIN left while the peer's was not here. */
    private static boolean oursProven(Verdict verdict) {
        return verdict.proven()
                && (verdict.closedFirst() == ClosedFirst.LOCAL
                        || verdict.closedFirst() == ClosedFirst.BOTH);
    }

    private static boolean isWaiting(TcpState state) {
        return state == TcpState.TIME_WAIT
                || state == TcpState.FIN_WAIT1
                || state == TcpState.FIN_WAIT2;
    }
}
