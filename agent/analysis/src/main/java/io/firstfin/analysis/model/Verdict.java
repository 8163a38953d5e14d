package io.firstfin.analysis.model;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import java.io.Serializable;
import java.util.Optional;

/**
 * Who closed a connection first and which side keeps TIME_WAIT.
 *
 * @param closedFirst who sent the first FIN or RST
 * @param proof what that is worth
 * @param proofTold the recording tells the proof; otherwise an older agent wrote it, and the proof is
 *     what such an agent's answers are worth
 * @param timeWait which side holds TIME_WAIT
 * @param confirmed the kernel settled it, or nothing later could have changed it; otherwise it rests
 *     on what was seen until the close alone
 */
public record Verdict(ClosedFirst closedFirst, Proof proof, boolean proofTold, TimeWait timeWait, boolean confirmed)
        implements Serializable {

    /** A verdict of an agent that did not tell what it is worth. */
    public Verdict(ClosedFirst closedFirst, TimeWait timeWait, boolean confirmed) {
        this(closedFirst, unreported(closedFirst), false, timeWait, confirmed);
    }

    /**
     * The verdict that a look at the kernel after the close settled.
     *
     * @param proof empty where an older agent did not tell it
     */
    public static Verdict settled(ClosedFirst closedFirst, Optional<Proof> proof, TimeWait timeWait) {
        Proof worth = worth(closedFirst, proof);
        return new Verdict(closedFirst, worth, proof.isPresent(), timeWait, worth != Proof.SUPPOSED);
    }

    /**
     * The verdict of a close that no word of the kernel followed: only what follows by itself. Of an
     * older agent's, only that the peer's FIN was here first was final.
     *
     * @param proof empty where an older agent did not tell it
     */
    public static Verdict atClose(ClosedFirst closedFirst, Optional<Proof> proof, Ending ending) {
        Proof worth = worth(closedFirst, proof);
        boolean isFinal = proof.isPresent() ? worth == Proof.PROVEN : closedFirst == ClosedFirst.REMOTE;
        return new Verdict(
                closedFirst, worth, proof.isPresent(), followingTimeWait(closedFirst, worth, ending), isFinal);
    }

    /** Whether who was first is likely, and no more than that. */
    public boolean isSupposed() {
        return proof == Proof.SUPPOSED;
    }

    /** Whether nobody knows what it is worth: it was not told, and the kernel did not confirm it. */
    public boolean isUnconfirmed() {
        return !proofTold && !confirmed;
    }

    private static Proof worth(ClosedFirst closedFirst, Optional<Proof> reported) {
        if (closedFirst == ClosedFirst.UNKNOWN || reported.isEmpty()) {
            return unreported(closedFirst);
        }
        return reported.get() == Proof.NONE ? Proof.SUPPOSED : reported.get();
    }

    /** The proof of a verdict whose recording has none: agents supposed nothing then. */
    private static Proof unreported(ClosedFirst closedFirst) {
        return closedFirst == ClosedFirst.UNKNOWN ? Proof.NONE : Proof.PROVEN;
    }

    /** Which TIME_WAIT follows from a close alone: one that is supposed makes none that counts. */
    private static TimeWait followingTimeWait(ClosedFirst closedFirst, Proof proof, Ending ending) {
        if (ending.isReset()) {
            return TimeWait.NONE;
        }
        boolean oneSide = closedFirst == ClosedFirst.LOCAL || closedFirst == ClosedFirst.REMOTE;
        return oneSide && proof == Proof.PROVEN ? TimeWait.after(closedFirst, ending) : TimeWait.UNKNOWN;
    }
}
