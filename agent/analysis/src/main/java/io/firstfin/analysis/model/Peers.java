package io.firstfin.analysis.model;

/**
 * Who connected to a server port.
 *
 * @param addresses how many different addresses
 * @param ways how many different pairs of such an address and the one of ours it connected to
 */
public record Peers(int addresses, int ways) {

    public static final Peers NONE = new Peers(0, 0);
}
