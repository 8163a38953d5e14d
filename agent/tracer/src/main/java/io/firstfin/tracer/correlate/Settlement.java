package io.firstfin.tracer.correlate;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.ClosedFirst;
import io.firstfin.tracer.connection.Ending;
import io.firstfin.tracer.connection.Proof;
import io.firstfin.tracer.connection.ResetBy;
import io.firstfin.tracer.connection.TimeWait;
import io.firstfin.tracer.connection.Verdict;

/**
 * A verdict with the kernel's word after the close.
 *
 * @param state our end's state now; null when it is gone
 * @param verdict as it stands with that
 * @param settled false while another look may still change it
 */
record Settlement(TcpState state, Verdict verdict, TimeWait timeWait, boolean settled) {

    /** The FINs may have crossed, and a reset have ended the peer's TIME_WAIT before it was seen. */
    Settlement with(ClosedFirst first, Proof proof) {
        return new Settlement(
                state,
                verdict.with(
                        first,
                        proof,
                        verdict.ending(),
                        verdict.resetBy(),
                        verdict.evidence() + ", the other end gone by a reset, perhaps"),
                timeWait,
                settled);
    }

    ClosedFirst closedFirst() {
        return verdict.closedFirst();
    }

    Proof proof() {
        return verdict.proof();
    }

    Ending ending() {
        return verdict.ending();
    }

    /** Null when no reset ended it. */
    ResetBy resetBy() {
        return verdict.resetBy();
    }

    String evidence() {
        return verdict.evidence();
    }
}
