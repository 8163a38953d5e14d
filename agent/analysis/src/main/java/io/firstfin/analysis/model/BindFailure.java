package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * Binds that failed alike, counted together.
 *
 * @param localAddress the address asked for
 * @param localPort the port asked for; 0 is any
 * @param listening the socket belongs to a server
 * @param reuseAddress SO_REUSEADDR was on
 * @param failure the text of the exception
 * @param heldBy what the kernel showed on that port; empty when it was not asked
 * @param site where the code called bind
 * @param count how many
 */
public record BindFailure(
        String localAddress,
        int localPort,
        boolean listening,
        boolean reuseAddress,
        String failure,
        String heldBy,
        CallSite site,
        long count)
        implements Serializable {

    /** Whether a client asked for any port, and the pool of all destinations had none left. */
    public boolean isExhaustion() {
        return !listening && localPort == 0 && failure.contains("already in use");
    }

    /** The same, so many of them. */
    public BindFailure withCount(long many) {
        return new BindFailure(localAddress, localPort, listening, reuseAddress, failure, heldBy, site, many);
    }
}
