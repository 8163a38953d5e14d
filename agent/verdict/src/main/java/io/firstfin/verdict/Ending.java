package io.firstfin.verdict;

/** How a connection ended. */
public enum Ending {
    /** In order: each side sent its FIN. */
    FIN,
    /** We sent a RST, because SO_LINGER was 0 at close. */
    RESET_BY_LINGER,
    /** We sent a RST, because the code closed without reading all received bytes (RFC 2525, 2.17). */
    RESET_BY_UNREAD_DATA,
    /** The peer sent a RST. */
    RESET_BY_PEER,
    /** Our FIN went out, then a RST ended the connection. */
    FIN_THEN_RESET,
    /** Nobody saw the end, or the recording has a word of another version. */
    UNKNOWN;

    /** Returns whether a RST ended it, which leaves no TIME_WAIT on either side. */
    public boolean isReset() {
        return this != FIN && this != UNKNOWN;
    }
}
