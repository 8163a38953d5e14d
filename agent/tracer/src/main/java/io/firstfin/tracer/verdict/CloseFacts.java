package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;

/**
 * What was seen of a connection's end on our side, in the order in which it happened. A null state
 * means that nobody asked or that the kernel did not answer.
 *
 * @param beforeHalfClose state at the entry of our shutdownOutput; null without one
 * @param afterHalfClose state when shutdownOutput returned
 * @param atClose state at the entry of close
 * @param peerFin it was over at the entry of close, and the peer's FIN had come before; false where not known
 * @param atRelease first state seen on the descriptor after that, before it went: after a shutdown of
 *     the JDK if the API makes one
 * @param nothingSent nothing of ours had gone out before the sample at the release: the API makes no
 *     shutdown, or a sample after close had returned showed that the close waits, since another thread
 *     is inside the channel, or since SO_LINGER 0 waits for the Selector
 * @param finAlone between these two looks a segment without data left, and neither data, a FIN
 *     nor an acknowledgement came: our FIN, which a reset answered
 * @param released whether the descriptor is gone; a channel in a Selector keeps it for a while
 * @param unreadBytes received but not read at the entry of close; -1 when not asked
 * @param soLinger seconds, -1 off
 * @param resetSeen the JDK met ECONNRESET on this connection
 * @param unanswered retransmissions or probes that nobody answered, at the entry of close
 * @param shutUnseen our output may have been shut down while nobody looked
 * @param byCleaner the collector closed it
 */
public record CloseFacts(
        TcpState beforeHalfClose,
        TcpState afterHalfClose,
        TcpState atClose,
        boolean peerFin,
        TcpState atRelease,
        boolean nothingSent,
        boolean finAlone,
        boolean released,
        int unreadBytes,
        int soLinger,
        boolean resetSeen,
        int unanswered,
        boolean shutUnseen,
        boolean byCleaner) {

    /** Our shutdownOutput sent the FIN, if there was one: it does nothing to a connection that is over. */
    public boolean halfClosed() {
        return beforeHalfClose != null && beforeHalfClose != TcpState.CLOSE;
    }

    /**
     * SO_LINGER is 0 and no half-close came before: then no API of the JDK shuts the output down in its
     * close, and all it sends is a reset.
     */
    public boolean closesByReset() {
        return soLinger == 0 && !halfClosed();
    }

    /**
     * It was over when close came, and a shutdown of our output that nobody saw may have sent the first FIN:
     * the end of our TIME_WAIT, a reset, and a reset that answered our FIN all look like this.
     */
    boolean overAfterUnseenShutdown() {
        return shutUnseen && !halfClosed() && atClose == TcpState.CLOSE;
    }

    /** It was over before anything of ours went out. */
    boolean endedBeforeOurAct() {
        return atRelease == TcpState.CLOSE && (nothingSent || closesByReset());
    }

    /** State at the entry of the act that sent our first FIN or RST. */
    public TcpState beforeFirstAct() {
        return halfClosed() ? beforeHalfClose : atClose;
    }

    /** The first state seen after that act, on the descriptor; null when there was no such look. */
    public TcpState afterFirstAct() {
        return halfClosed() ? afterHalfClose : atRelease;
    }
}
