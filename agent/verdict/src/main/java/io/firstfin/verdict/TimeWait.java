package io.firstfin.verdict;

/** Which side keeps the TIME_WAIT of a connection. */
public enum TimeWait {
    /** The traced JVM. */
    LOCAL,
    /** The peer. */
    REMOTE,
    /** Both, after a simultaneous close. */
    BOTH,
    /** Neither: a reset leaves none. */
    NONE,
    /** Nobody saw it. */
    UNKNOWN;

    /** Returns which side keeps TIME_WAIT after such an end, by the protocol alone. */
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

    /** Returns whether the traced JVM keeps one, alone or together with the peer. */
    public boolean includesLocal() {
        return this == LOCAL || this == BOTH;
    }
}
