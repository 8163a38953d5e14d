package io.firstfin.verdict;

/** How well a verdict's {@link ClosedFirst} is founded. */
public enum Proof {
    /** A state or a count of the kernel admits no other answer. */
    PROVEN,
    /** It follows from the order of the events that were seen; nothing confirmed it. */
    SUPPOSED,
    /** There is no answer: {@code closedFirst} is UNKNOWN. */
    NONE
}
