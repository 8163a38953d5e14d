package io.firstfin.analysis.model;

/** What is counted over time. */
public enum TimelineKind {
    /** A connection was made or accepted. */
    OPENED,
    /** A connect failed for another reason than a missing port. */
    FAILED,
    /** A connect found no free local port. */
    OUT_OF_PORTS,
    /** A connection was closed, our endpoint first. */
    CLOSED_BY_US,
    /** A connection was closed, the peer first. */
    CLOSED_BY_PEER,
    /** A connection was closed, both at once or unknown who first. */
    CLOSED_OTHERWISE,
    /** A close left a TIME_WAIT with us that our own FIN made. */
    TIME_WAIT_BEGAN
}
