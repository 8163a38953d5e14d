package io.firstfin.kernel.tracefs;

import io.firstfin.kernel.TcpState;
import java.util.List;

/**
 * How one endpoint of one connection ended, by the kernel's own record.
 *
 * @param closedFirst   who sent the first FIN or RST
 * @param resetSent     this endpoint sent a RST
 * @param resetReceived this endpoint was sent one
 * @param path          the states it went through, in order
 */
public record Truth(ClosedFirst closedFirst, boolean resetSent, boolean resetReceived,
        List<TcpState> path) {
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
}
