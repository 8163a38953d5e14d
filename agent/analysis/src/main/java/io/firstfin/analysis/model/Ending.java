package io.firstfin.analysis.model;

/** How a connection ended. */
public enum Ending {
    /** In order, by FIN. */
    FIN,
    /** We sent a RST, because SO_LINGER was 0 at close. */
    RESET_BY_LINGER,
    /** We sent a RST, because received data was never read. */
    RESET_BY_UNREAD_DATA,
    /** The peer sent a RST. */
    RESET_BY_PEER,
    /** Our FIN went out, then a RST ended the connection. */
    FIN_THEN_RESET,
    /** The recording does not tell, or tells in a word of another version. */
    UNKNOWN;

    /** Whether a RST ended it, which leaves no TIME_WAIT on either side. */
    public boolean isReset() {
        return this == RESET_BY_LINGER
                || this == RESET_BY_UNREAD_DATA
                || this == RESET_BY_PEER
                || this == FIN_THEN_RESET;
    }
}
