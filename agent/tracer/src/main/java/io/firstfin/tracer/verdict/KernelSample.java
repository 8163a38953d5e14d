package io.firstfin.tracer.verdict;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;

/**
 * What the kernel showed of a connection after our close.
 *
 * @param ours our end; null when it is not there any more
 * @param peer the other end, when it lives in the same namespace; null when it does not, or is gone
 * @param peerAsked whether the other end could have been there
 * @param samples how often it was looked at before
 * @param ageMillis time from our close to this look
 * @param reused whether a later connection took the same ports: then both rows are that one's
 * @param absentBefore whether the look before this one found nothing of ours either
 * @param counts what the last counts of our socket tell; null when they are not known
 * @param countsExpected whether the kernel tells us the last counts of sockets, and none were lost
 */
public record KernelSample(
        SocketRow ours,
        SocketRow peer,
        boolean peerAsked,
        int samples,
        long ageMillis,
        boolean reused,
        boolean absentBefore,
        LastCountsSummary counts,
        boolean countsExpected) {

    /** TIME_WAIT's fixed length on Linux: TCP_TIMEWAIT_LEN of {@code include/net/tcp.h}. */
    static final long TIME_WAIT_MILLIS = 60_000;

    private static final int SAMPLES_FOR_ABSENCE = 2;
    private static final int SAMPLES_FOR_PEERS_COUNTS = 4;

    /** The kernel's ticks are up to 10 ms long (HZ of 100), and so much again passes in reading. */
    private static final long SLACK_MILLIS = 20;

    /**
     * So long may our FIN be under way on a busy machine. The kernel lets no connect take the port of a
     * TIME_WAIT that is younger: {@code tcp_twsk_unique} of {@code net/ipv4/tcp_ipv4.c}.
     */
    private static final long FIN_UNDER_WAY_MILLIS = 1_000;

    /**
     * Whether this TIME_WAIT began with our close or before it. It cannot be an earlier connection's,
     * since an end of a connection stands in the kernel's table once: a new one takes the old one's
     * place. One that began later may be a later connection's.
     */
    boolean beganByOurClose(SocketRow timeWait) {
        return beganWithin(SLACK_MILLIS, timeWait);
    }

    /**
     * The same look with last counts.
     *
     * @param known null when they are not known
     * @param expected whether they may come yet
     */
    public KernelSample withCounts(LastCountsSummary known, boolean expected) {
        return new KernelSample(ours, peer, peerAsked, samples, ageMillis, reused, absentBefore, known, expected);
    }

    private boolean beganWithin(long millis, SocketRow timeWait) {
        return timeWait.expiresMillis() >= 0 && ageMillis - (TIME_WAIT_MILLIS - timeWait.expiresMillis()) <= millis;
    }

    /**
     * That nothing is here is believed at the third look only, and the second in a row. The kernel swaps
     * a socket for its TIME_WAIT, and a look in between finds neither; on a virtual machine that may last.
     */
    boolean isAbsenceSure() {
        return samples >= SAMPLES_FOR_ABSENCE && absentBefore;
    }

    /** Nothing is here any more, at a time when the next look would be far away. */
    public boolean isToBeSeenAgainSoon() {
        return samples >= SAMPLES_FOR_ABSENCE && ours == null && !reused && !absentBefore;
    }

    /**
     * Whether last counts that are still missing may come: our own arrive in milliseconds, those of the
     * other end once its program closes it, if it is in this namespace.
     */
    boolean mayLearnCounts() {
        return countsExpected && samples < (peerAsked ? SAMPLES_FOR_PEERS_COUNTS : SAMPLES_FOR_ABSENCE);
    }

    /** TIME_WAIT may have run its time before this look. */
    boolean tooLateForTimeWait() {
        return ageMillis >= TIME_WAIT_MILLIS;
    }

    /** The other end sent a FIN before ours came, and it is this connection's end. */
    boolean peerWaits() {
        return peer != null && peer.state() == TcpState.TIME_WAIT && beganByOurClose(peer);
    }

    /** For an other end that was proven to have sent its FIN first: our FIN has come there. */
    boolean peerWaitsAfterItsFin() {
        return peer != null && peer.state() == TcpState.TIME_WAIT && beganWithin(FIN_UNDER_WAY_MILLIS, peer);
    }

    /** The other end sent its FIN, and ours is still on its way to it. */
    boolean peerWillWait() {
        return peer != null && (peer.state() == TcpState.FIN_WAIT1 || peer.state() == TcpState.FIN_WAIT2);
    }

    /** The other end waits, or its FIN and ours are both on their way. */
    boolean peerSentFin() {
        return peerWaits() || peer != null && peer.state() == TcpState.CLOSING;
    }
}
