package io.firstfin.tracer.reason;

/** Why a connection was closed, as far as proven. */
public enum Reason {
    /** The last response carried {@code Connection: close}, or a body that only the end delimits. */
    RESPONSE_SAID_CLOSE,
    /** The last request carried {@code Connection: close}. */
    REQUEST_SAID_CLOSE,
    /** The peer spoke HTTP/1.0 without {@code Connection: keep-alive}. */
    HTTP_1_0,
    /** The pool gave it up after a time without use. */
    IDLE_TIMEOUT,
    /** The pool gave it up for its age. */
    MAX_LIFETIME,
    /** It had carried as many requests as it may. */
    MAX_REQUESTS,
    /** The pool had no place for it. */
    POOL_FULL,
    POOL_CLOSED,
    /** The pool removed it, and did not say for what. */
    POOL_EVICTED,
    /** The pool's test of it failed. */
    VALIDATION_FAILED,
    /** The application had not given it back to the pool in time. The report alone finds that, by the stack. */
    HELD_TOO_LONG,
    /** The peer's FIN or RST was here already when the client sent its next request. */
    STALE,
    /** Nobody read the response to its end. */
    BODY_ABANDONED,
    /** A request had no response when it was closed. */
    EXCHANGE_FAILED,
    /** A proxy was asked to connect to another place, and did not. */
    PROXY_REFUSED,
    /** The application told the client to end this connection. */
    DISCONNECT_CALLED,
    /** The client follows a redirect, and gives up the connection that it came on. */
    REDIRECTED,
    GOAWAY,
    /** The peer closed it while it was idle, and we followed. */
    PEER_CLOSED,
    /** The application closed it. */
    APPLICATION,
    /** The collector closed what the application forgot. */
    COLLECTED,
    /** The JVM ended with the connection open. */
    JVM_ENDED,
    UNKNOWN;

    /** Whether it explains an end only where the connection could have lived on. */
    public boolean isWeak() {
        return this == BODY_ABANDONED
                || this == DISCONNECT_CALLED
                || this == REDIRECTED
                || this == EXCHANGE_FAILED
                || this == PEER_CLOSED;
    }

    /**
     * Who asked for the end in a header or by the protocol's version; null when nobody did.
     *
     * @param server whether we are the server
     */
    String requestedBy(boolean server) {
        switch (this) {
            case REQUEST_SAID_CLOSE:
                return "CLIENT";
            case RESPONSE_SAID_CLOSE:
            case APPLICATION:
            case MAX_REQUESTS:
                return "SERVER";
            case HTTP_1_0:
                return server ? "CLIENT" : "SERVER";
            default:
                return null;
        }
    }
}
