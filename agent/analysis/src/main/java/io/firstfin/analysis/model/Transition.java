package io.firstfin.analysis.model;

/**
 * A step of TCP's state machine (RFC 9293, figure 5) that a recording can prove, with the states as
 * Linux spells them.
 */
public enum Transition {
    /** A connect sent its SYN. */
    CONNECT("CLOSE", "SYN_SENT", "connects that reached the network"),
    /** It was answered. */
    CONNECTED("SYN_SENT", "ESTABLISHED", "connects that succeeded"),
    /** It was refused, reset or given up. */
    CONNECT_FAILED("SYN_SENT", "CLOSE", "connects that were refused, reset or timed out"),
    /** A SYN came to a port that listens. */
    SYN_RECEIVED("LISTEN", "SYN_RECV", "accepted connections"),
    /** The handshake of an accepted connection ended. */
    ACCEPTED("SYN_RECV", "ESTABLISHED", "accepted connections"),
    /** Our FIN was the first. */
    FIRST_FIN_OURS("ESTABLISHED", "FIN_WAIT1", "closes by our FIN, before any of the peer's"),
    /** The peer's FIN was the first. */
    FIRST_FIN_OF_PEER("ESTABLISHED", "CLOSE_WAIT", "connections whose peer sent its FIN first"),
    /** Our reset, before any FIN. */
    RESET("ESTABLISHED", "CLOSE", "closes by our reset with SO_LINGER 0"),
    /** Our FIN was acknowledged, and the peer's had not come. */
    ACKNOWLEDGED("FIN_WAIT1", "FIN_WAIT2", "our FIN first, and TIME_WAIT seen after it"),
    /** The FINs crossed. */
    CROSSED("FIN_WAIT1", "CLOSING", "closes whose FINs crossed"),
    /** Our FIN was the first, and a reset ended the connection instead of the peer's FIN. */
    RESET_AFTER_FIN("FIN_WAIT1", "CLOSE", "our FIN first, then a reset by either side, in FIN_WAIT1 or FIN_WAIT2"),
    /** The peer's FIN came after ours. */
    TIME_WAIT("FIN_WAIT2", "TIME_WAIT", "our FIN first, and TIME_WAIT seen after it"),
    /** The FINs had crossed, and ours was acknowledged. */
    CROSSED_TIME_WAIT("CLOSING", "TIME_WAIT", "crossed FINs, and TIME_WAIT seen after them"),
    /** Our FIN followed the peer's. */
    FIN_ANSWERED("CLOSE_WAIT", "LAST_ACK", "closes by our FIN, after the peer's");

    private final String from;
    private final String to;
    private final String counted;

    Transition(String from, String to, String counted) {
        this.from = from;
        this.to = to;
        this.counted = counted;
    }

    /** The state it leads from. */
    public String from() {
        return from;
    }

    /** The state it leads to. */
    public String to() {
        return to;
    }

    /** What is counted as such a step, in words. */
    public String counted() {
        return counted;
    }
}
