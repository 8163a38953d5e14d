package io.firstfin.tracer.verdict;

import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.verdict.ResetBy;

/**
 * What the last counts of our socket tell of its ending.
 *
 * @param sentFin we sent a FIN
 * @param finAcknowledged and the peer acknowledged it
 * @param leftUnsent data of ours was never sent
 * @param gotFin a FIN of the peer came
 * @param crossed it came before ours was acknowledged: see {@link CrossedFinsRule}
 * @param resetBy who sent the reset, if there was one after our FIN
 */
public record LastCountsSummary(
        Answer sentFin, boolean finAcknowledged, boolean leftUnsent, Answer gotFin, Answer crossed, ResetBy resetBy) {

    /** A FIN of the peer may have come: then counts do not tell whether it was before ours. */
    boolean mayHaveGotFin() {
        return gotFin != Answer.NO;
    }

    /**
     * The peer reset itself by SO_LINGER 0 after it had acknowledged our FIN. Had its own FIN left before
     * that, it would have been in CLOSING or beyond, where such a close sends no reset ({@code
     * tcp_need_reset} of {@code net/ipv4/tcp.c}); only our own late acknowledgement could have met one.
     */
    boolean hardlyCrossed() {
        return crossed == Answer.UNKNOWN && gotFin == Answer.UNKNOWN && finAcknowledged;
    }
}
