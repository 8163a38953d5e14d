package io.firstfin.tracer.verdict;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;

/**
 * Who closed first and how, with what that rests on.
 *
 * @param proof what {@code closedFirst} is worth; NONE exactly where it is UNKNOWN
 * @param resetBy who sent the reset that ended it; null when no reset did, as far as is known
 */
public record Verdict(
        ClosedFirst closedFirst, Proof proof, Ending ending, ResetBy resetBy, Trigger trigger, String evidence) {

    /** No later sample of the kernel can change {@code closedFirst}. */
    public boolean proven() {
        return proof == Proof.PROVEN;
    }

    public TimeWait timeWait() {
        return TimeWait.after(closedFirst, ending);
    }

    /** The same connection, with what was learnt since about its first closer and its ending. */
    public Verdict with(ClosedFirst first, Proof firstProof, Ending end, ResetBy by, String grounds) {
        return new Verdict(first, firstProof, end, by, trigger, grounds);
    }

    /** The same first closer, where another ending was learnt. */
    public Verdict ended(Ending end, ResetBy by) {
        return new Verdict(closedFirst, proof, end, by, trigger, evidence);
    }
}
