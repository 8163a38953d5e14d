package io.firstfin.kernel;

/**
 * What the kernel shows of one TCP socket, be it over inet_diag or in {@code /proc/net/tcp}.
 *
 * @param state         its state. A closed socket nobody holds any more is shown as FIN_WAIT2 or
 *                      TIME_WAIT with {@code timer} {@link #TIMER_TIME_WAIT}
 * @param endpoints     the 4-tuple, IPv4-mapped addresses normalised
 * @param cookie        the kernel's own number of the socket (SO_COOKIE). It survives into
 *                      TIME_WAIT and tells apart two connections on one 4-tuple; -1 when unknown
 *                      (procfs)
 * @param timer         the timer that runs: one of the {@code TIMER_} constants
 * @param expiresMillis what is left on that timer in milliseconds; -1 when none runs
 * @param inode         links the socket to {@code /proc/PID/fd}; 0 when no process holds it
 * @param uid           the user who made it; 0 also when no process holds it
 * @param receiveQueue  unread bytes; for LISTEN the connections waiting for accept
 * @param sendQueue     bytes the peer has not acknowledged; for LISTEN the backlog (inet_diag only)
 */
public record SocketRow(
        TcpState state,
        Endpoints endpoints,
        long cookie,
        int timer,
        long expiresMillis,
        long inode,
        int uid,
        long receiveQueue,
        long sendQueue) {
    /** No timer runs. */
    public static final int TIMER_NONE = 0;
    /** Retransmission, early retransmit or loss probe. */
    public static final int TIMER_RETRANSMIT = 1;
    /** Keepalive, or the wait of a FIN_WAIT2 that a process still holds. */
    public static final int TIMER_KEEPALIVE = 2;
    /** TIME_WAIT, or a FIN_WAIT2 nobody holds: the socket vanishes when it ends. */
    public static final int TIMER_TIME_WAIT = 3;
    /** Probing a peer whose window is closed. */
    public static final int TIMER_ZERO_WINDOW = 4;

    /**
     * Whether it is the small socket that takes the place of a closed one and waits in FIN_WAIT2 or
     * TIME_WAIT: {@code struct inet_timewait_sock} of the kernel's {@code include/net/inet_timewait_sock.h}.
     */
    public boolean isSuccessor() {
        return timer == TIMER_TIME_WAIT;
    }
}
