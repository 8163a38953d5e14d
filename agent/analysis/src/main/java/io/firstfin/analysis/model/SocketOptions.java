package io.firstfin.analysis.model;

import io.firstfin.verdict.Role;

/**
 * Closes whose sockets had the same options, counted together by call site.
 *
 * @param soLinger SO_LINGER in seconds; -1 when it was off or is unknown
 * @param reuseAddress SO_REUSEADDR was on
 * @param site the place in the code that closed them; unknown where the options are usual
 * @param count how many
 * @param estimated the site comes from sampled stacks, so the count is an estimate
 */
public record SocketOptions(
        Role role, int soLinger, boolean reuseAddress, CallSite site, long count, boolean estimated) {

    /** Whether SO_LINGER was on. */
    public boolean lingers() {
        return soLinger >= 0;
    }

    /**
     * Whether nobody chose these options: SO_LINGER is off by default, and a connection that was accepted
     * takes SO_REUSEADDR over from its listening socket.
     */
    public boolean isUsual() {
        return isUsual(role, soLinger, reuseAddress);
    }

    /** Whether nobody chose these options. */
    public static boolean isUsual(Role role, int soLinger, boolean reuseAddress) {
        return soLinger < 0 && (!reuseAddress || role == Role.SERVER);
    }
}
