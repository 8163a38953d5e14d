package io.firstfin.tracer.correlate;

import io.firstfin.tracer.connection.ResetBy;
import io.firstfin.tracer.correlate.LastCounts.Answer;

/**
 * What the last counts of our socket tell of its ending.
 *
 * @param sentFin we sent a FIN
 * @param finAcknowledged and the peer acknowledged it
 * @param gotFin a FIN of the peer came
 * @param crossed it came before ours was acknowledged: see {@link CrossedFins}
 * @param resetBy who sent the reset, if there was one after our FIN
 */
record FinalCounts(Answer sentFin, boolean finAcknowledged, Answer gotFin, Answer crossed, ResetBy resetBy) {

    /** A FIN of the peer may have come: then counts do not tell whether it was before ours. */
    boolean mayHaveGotFin() {
        return gotFin != Answer.NO;
    }
}
