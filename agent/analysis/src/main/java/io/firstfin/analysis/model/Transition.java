package io.firstfin.analysis.model;

/**
 * A step of TCP's state machine (RFC 9293, figure 5) that a recording can prove, with the states as Linux spells them.
 */
public enum Transition {
    CONNECT("CLOSE", "SYN_SENT", "connects that reached the network"),
    CONNECTED("SYN_SENT", "ESTABLISHED", "connects that succeeded"),
    CONNECT_FAILED("SYN_SENT", "CLOSE", "connects that were refused, reset or timed out"),
    SYN_RECEIVED("LISTEN", "SYN_RECV", "accepted connections"),
    ACCEPTED("SYN_RECV", "ESTABLISHED", "accepted connections"),
    FIRST_FIN_OURS("ESTABLISHED", "FIN_WAIT1", "closes by our FIN, before any of the peer's"),
    FIRST_FIN_OF_PEER("ESTABLISHED", "CLOSE_WAIT", "connections whose peer sent its FIN first"),
    RESET("ESTABLISHED", "CLOSE", "closes by our reset with SO_LINGER 0"),
    ACKNOWLEDGED("FIN_WAIT1", "FIN_WAIT2", "our FIN first, and TIME_WAIT seen after it"),
    CROSSED("FIN_WAIT1", "CLOSING", "closes whose FINs crossed"),
    RESET_AFTER_FIN("FIN_WAIT1", "CLOSE", "our FIN first, then a reset by either side, in FIN_WAIT1 or FIN_WAIT2"),
    TIME_WAIT("FIN_WAIT2", "TIME_WAIT", "our FIN first, and TIME_WAIT seen after it"),
    CROSSED_TIME_WAIT("CLOSING", "TIME_WAIT", "crossed FINs, and TIME_WAIT seen after them"),
    FIN_ANSWERED("CLOSE_WAIT", "LAST_ACK", "closes by our FIN, after the peer's");

    private final String from;
    private final String to;
    private final String counted;

    Transition(String from, String to, String counted) {
        this.from = from;
        this.to = to;
        this.counted = counted;
    }

    public String from() {
        return from;
    }

    public String to() {
        return to;
    }

    public String counted() {
        return counted;
    }
}
