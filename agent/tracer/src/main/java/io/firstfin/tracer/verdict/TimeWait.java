package io.firstfin.tracer.verdict;

/** Which side holds the TIME_WAIT. */
public enum TimeWait {
    LOCAL,
    REMOTE,
    BOTH,
    /** Nobody: a reset leaves none. */
    NONE,
    UNKNOWN;

    /** Where TIME_WAIT goes after such an end, by the protocol alone. */
    public static TimeWait after(ClosedFirst closedFirst, Ending ending) {
        switch (ending) {
            case FIN:
                return valueOf(closedFirst.name());
            case UNKNOWN:
                return UNKNOWN;
            default:
                return NONE;
        }
    }
}
