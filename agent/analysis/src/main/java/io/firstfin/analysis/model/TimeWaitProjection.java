package io.firstfin.analysis.model;

/**
 * How many sockets in TIME_WAIT there would be on our side if a rate lasted for as long as Linux
 * keeps one. What would be, not what was: that is {@link KernelCounters}.
 *
 * @param sockets how many, no more than there can be
 * @param bound what keeps them from being more
 */
public record TimeWaitProjection(double sockets, Bound bound) {

    /** How long Linux keeps a TIME_WAIT, in seconds: fixed, no setting changes it. */
    public static final int SECONDS = 60;

    /** Ports of one address. */
    public static final int PORTS_OF_AN_ADDRESS = 65_535;

    /** What keeps sockets in TIME_WAIT from being more. */
    public enum Bound {
        /** The rate alone. */
        RATE,
        /** {@code tcp_max_tw_buckets}: beyond it the kernel drops them. */
        MAX_TIME_WAIT_BUCKETS,
        /** Each address of a peer has so many ports, and each makes one connection at a time. */
        PORTS_OF_PEERS
    }

    /**
     * @param perSecond TIME_WAITs made a second
     * @param ways pairs of addresses between which a server port was used; 0 where it is no such
     * @param buckets {@code tcp_max_tw_buckets}; negative when unknown
     */
    static TimeWaitProjection of(double perSecond, long ways, long buckets) {
        TimeWaitProjection least = new TimeWaitProjection(perSecond * SECONDS, Bound.RATE);
        if (ways > 0) {
            least = least.atMost(ways * PORTS_OF_AN_ADDRESS, Bound.PORTS_OF_PEERS);
        }
        return buckets < 0 ? least : least.atMost(buckets, Bound.MAX_TIME_WAIT_BUCKETS);
    }

    private TimeWaitProjection atMost(long most, Bound why) {
        return sockets <= most ? this : new TimeWaitProjection(most, why);
    }
}
