package io.firstfin.tracer.reason;

/**
 * The peer had closed when a connection was to be used again.
 *
 * @param millis for so long its FIN had been here; -1 when the kernel does not tell
 */
public record PeerAlreadyClosed(long millis) {

    /** What a library found out, with how long the FIN had been here. */
    public CloseReason found(CloseReason because) {
        String since = millis < 0 ? "" : ": the peer's FIN had been here " + millis + " ms";
        return new CloseReason(because.reason(), because.evidence() + since);
    }

    CloseReason before(String request) {
        String how = millis < 0 ? "" : " " + millis + " ms";
        return new CloseReason(Reason.STALE, "the peer had closed" + how + " before " + request + " was sent");
    }
}
