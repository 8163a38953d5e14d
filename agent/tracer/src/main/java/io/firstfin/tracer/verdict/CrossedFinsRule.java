package io.firstfin.tracer.verdict;

import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.verdict.LastCounts.Answer;

/**
 * Whether the peer's FIN came before ours was acknowledged, and did not acknowledge it: then the FINs
 * crossed (RFC 9293, 3.6). Pure. It matters where our FIN was seen to go out and no TIME_WAIT of the peer
 * is in sight: a reset may have ended that.
 */
public final class CrossedFinsRule {

    private CrossedFinsRule() {}

    /**
     * YES where it is likely, UNKNOWN where nothing speaks against it.
     *
     * @param unread bytes that were there to be read at the entry of our close; -1 when not known
     * @param before counts at that moment; null when not known
     * @param peers null when they are not known: then its program still holds it, unless it was reset
     * @param peerMayHaveReset whether a socket with the peer's port was reset by its own side since
     */
    public static Answer of(int unread, TcpInfo before, LastCounts ours, LastCounts peers, boolean peerMayHaveReset) {
        Answer gotFin = ours.gotFin(unread, before, peers);
        if (gotFin == Answer.NO || peers != null && peers.sentFin() == Answer.NO) {
            return Answer.NO;
        }
        if (ours.wasDisconnected()) {
            // its counts are gone with it
            return peers != null ? Answer.UNKNOWN : Answer.NO;
        }
        if (peers == null) {
            return peerMayHaveReset ? Answer.UNKNOWN : Answer.NO;
        }
        // a socket that is reset in CLOSING has a FIN that was never acknowledged
        boolean answeredOurs = peers.finAcknowledged(gotFin == Answer.YES)
                && ours.dataSent() >= 0
                && peers.received() == ours.dataSent() + 1;
        return answeredOurs ? Answer.NO : Answer.YES;
    }
}
