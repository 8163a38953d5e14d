package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;

/**
 * A verdict with what the kernel shows after the close.
 *
 * @param state our end's state now; null when it is gone
 * @param verdict as it stands with that
 * @param settled false while another look may still change it
 */
public record Settlement(TcpState state, Verdict verdict, TimeWait timeWait, boolean settled) {

    /** The FINs may have crossed, and a reset have ended the peer's TIME_WAIT before it was seen. */
    Settlement with(ClosedFirst first, Proof proof) {
        String evidence = verdict.evidence() + ", the other end gone by a reset, perhaps";
        Verdict less = verdict.with(first, proof, verdict.ending(), verdict.resetBy(), evidence);
        return new Settlement(state, less, timeWait, settled);
    }
}
