package io.firstfin.tracer.verdict;

/** What a verdict's {@link ClosedFirst} is worth. */
public enum Proof {
    /** A state or a count of the kernel admits no other answer. */
    PROVEN,
    /** It follows from the order of events as far as they were seen; nothing confirmed it. */
    SUPPOSED,
    /** There is no answer: {@code closedFirst} is UNKNOWN. */
    NONE
}
