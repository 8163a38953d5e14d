package io.firstfin.analysis.model;

/** What a verdict's {@code closedFirst} is worth. */
public enum Proof {
    /** A state or a count of the kernel admits no other answer. */
    PROVEN,
    /** It follows from the order of events as far as they were seen; nothing confirmed it. */
    SUPPOSED,
    /** There is no answer: who closed first is unknown. */
    NONE;

    /** What an answer of a recording is worth that does not tell: agents supposed nothing then. */
    public static Proof untold(Side closedFirst) {
        return closedFirst == Side.UNKNOWN ? NONE : PROVEN;
    }

    /** As told, but no more than the answer can bear: without an answer there is no proof. */
    public Proof of(Side closedFirst) {
        if (closedFirst == Side.UNKNOWN) {
            return NONE;
        }
        return this == NONE ? SUPPOSED : this;
    }
}
