package io.firstfin.sample.tracefs;

import io.firstfin.kernel.TcpState;
import java.util.List;

/**
 * How one endpoint of one connection ended, by the kernel's own record.
 *
 * @param closedFirst   who sent the first FIN or RST
 * @param resetSent     this endpoint sent a RST
 * @param resetReceived this endpoint was sent one
 * @param path          the states it went through, in order
 * @param ending        how it ended, as far as the record of this endpoint alone shows it: see
 *                      {@link #with}
 * @param resetBy       who sent the reset that ended it; null when no reset did
 */
public record Truth(
        ClosedFirst closedFirst,
        boolean resetSent,
        boolean resetReceived,
        List<TcpState> path,
        Ending ending,
        ResetBy resetBy) {
    /** Who ended the connection first, seen from the endpoint. */
    public enum ClosedFirst {
        /** This endpoint. */
        LOCAL,
        /** Its peer. */
        REMOTE,
        /** The FINs crossed. */
        BOTH,
        /** It is not closed yet, or the record does not tell. */
        UNKNOWN
    }

    /** How the connection ended, seen from the endpoint. */
    public enum Ending {
        /** By FINs, as far as this endpoint went: the peer's may be still to come. */
        FIN,
        /** Our reset instead of a FIN, by SO_LINGER 0. */
        RESET_BY_LINGER,
        /** Our reset instead of a FIN, since received bytes were not read. */
        RESET_BY_UNREAD_DATA,
        /** The peer's reset came before our FIN. */
        RESET_BY_PEER,
        /** Our FIN, then a reset. */
        FIN_THEN_RESET,
        /** A timer of the kernel gave up: on a peer that does not answer. */
        TIMED_OUT,
        /** It is not over, or the record does not tell. */
        UNKNOWN
    }

    /** Which end sent the reset that ended the connection. */
    public enum ResetBy {
        /** This endpoint: its socket, or what the kernel kept of it. */
        LOCAL,
        /** Its peer. */
        REMOTE
    }

    /**
     * The same with what the record of the other end adds. The kernel records no reset that met a
     * socket it keeps in short form only (FIN_WAIT2 without a process, TIME_WAIT): a connection of
     * which only the other end shows the reset ended here by our FIN, then that reset.
     */
    public Truth with(Truth peer) {
        if (ending != Ending.FIN || peer.resetBy == null) {
            return this;
        }
        return new Truth(
                closedFirst,
                resetSent,
                resetReceived,
                path,
                Ending.FIN_THEN_RESET,
                peer.resetBy == ResetBy.LOCAL ? ResetBy.REMOTE : ResetBy.LOCAL);
    }
}
