package io.firstfin.tracer.reason;

/**
 * Why a connection was closed: a pure function of what was seen. A decision about this connection
 * comes first, then what its last exchange said; that nobody read the rest or that somebody called
 * disconnect explains an end only where the connection could have lived on.
 */
public final class ReasonRule {

    private ReasonRule() {}

    /**
     * @param use null when no HTTP client is known
     * @param decided what a note on the connection says, or what the closing thread was about; null for
     *     nothing
     * @param collectedBy what of the collector's closed it, in words; null when the code did
     * @param peerFirst whether the peer closed first
     */
    public static CloseReason of(HttpUsage use, CloseReason decided, String collectedBy, boolean peerFirst) {
        if (collectedBy != null) {
            return new CloseReason(Reason.COLLECTED, "closed by " + collectedBy);
        }
        if (decided != null && !decided.reason().isWeak()) {
            return use != null && use.isWaiting() ? inTheMiddle(use, decided) : decided;
        }
        if (use == null) {
            return decided == null ? CloseReason.UNKNOWN : decided;
        }
        if (use.announcedClose() != null && use.answered() == use.exchanges()) {
            return use.announcedClose();
        }
        if (decided != null) {
            return decided;
        }
        if (use.isWaiting()) {
            return unanswered(use);
        }
        if (use.announcedClose() != null) {
            return use.announcedClose();
        }
        if (!peerFirst || use.exchanges() == 0 && use.tunnelTarget() == null) {
            return CloseReason.UNKNOWN;
        }
        return new CloseReason(
                Reason.PEER_CLOSED,
                use.exchanges() == 0
                        ? "the proxy closed the tunnel before a request"
                        : "the peer closed after request " + use.exchanges());
    }

    private static CloseReason unanswered(HttpUsage use) {
        String request = use.pending();
        return use.peerGone() != null
                ? use.peerGone().before(request)
                : new CloseReason(Reason.EXCHANGE_FAILED, request + " had no response");
    }

    /** A limit of idle time that strikes while a response is due is a timeout of that exchange. */
    private static CloseReason inTheMiddle(HttpUsage use, CloseReason decided) {
        return decided.reason() == Reason.IDLE_TIMEOUT
                ? new CloseReason(Reason.EXCHANGE_FAILED, use.pending() + " had no response: " + decided.evidence())
                : decided;
    }
}
