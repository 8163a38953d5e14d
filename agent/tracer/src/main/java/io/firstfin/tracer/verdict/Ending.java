package io.firstfin.tracer.verdict;

/** How a connection ended. */
public enum Ending {
    FIN,
    /** Our RST: SO_LINGER 0 at close. */
    RESET_BY_LINGER,
    /** Our RST: closed with received bytes that nobody had read (RFC 2525, 2.17). */
    RESET_BY_UNREAD_DATA,
    RESET_BY_PEER,
    /** Our FIN went out, then a reset ended the connection: nobody is left in TIME_WAIT. */
    FIN_THEN_RESET,
    UNKNOWN;

    /** Over without FINs from both sides: nobody waits in TIME_WAIT then. */
    public boolean isAbort() {
        return this != FIN && this != UNKNOWN;
    }
}
