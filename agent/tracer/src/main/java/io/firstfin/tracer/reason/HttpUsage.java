package io.firstfin.tracer.reason;

/**
 * The HTTP exchanges of one connection. Written by the threads that exchange, of which HTTP/2 has many at
 * a time; read by the one that closes.
 */
public final class HttpUsage {

    private final boolean server;
    private volatile String program;
    private volatile int requests;
    private volatile int answered;
    private volatile RequestHead request;
    private volatile PeerAlreadyClosed peerGone;
    private volatile boolean switched;
    private volatile CloseReason announcedClose;
    private volatile long answeredNanos;
    private volatile int lastStatus = -1;
    private volatile String tunnelTarget;
    private volatile boolean tunnelPending;
    private volatile long bodyBytes;

    /**
     * @param program name and version of the HTTP client or server
     * @param server whether it is a server
     */
    public HttpUsage(String program, boolean server) {
        this.program = program;
        this.server = server;
    }

    /** Name and version of the HTTP client; null for a server. */
    public String client() {
        return server ? null : program;
    }

    /** Name and version of the HTTP server; null for a client. */
    public String server() {
        return server ? program : null;
    }

    /** A client that uses the first one by its own name. */
    public void rename(String outer) {
        program = outer;
    }

    /** How many requests it carried. */
    public int exchanges() {
        return requests;
    }

    /** {@code System.nanoTime()} at the head of the last response; 0 when there was none. */
    public long answeredNanos() {
        return answeredNanos;
    }

    /** The status of the last response; -1 when there was none. */
    public int lastStatus() {
        return lastStatus;
    }

    /** Every request had a response, as far as its head. */
    public boolean isAnswered() {
        return answered > 0 && answered == requests;
    }

    /** Bytes of all bodies of responses, as their heads said; -1 where one of them did not say. */
    public long bodyBytes() {
        return bodyBytes;
    }

    int answered() {
        return answered;
    }

    /** Host and port that a proxy was asked for by CONNECT; null when none was. */
    public String tunnelTarget() {
        return tunnelTarget;
    }

    /** What is waited for, in words: such as {@code request 2}. */
    String pending() {
        return tunnelPending ? "CONNECT" : "request " + requests;
    }

    /** A response that switches to another protocol is all that HTTP/1.1 has to say. */
    boolean isWaiting() {
        return tunnelPending || requests > answered && !switched;
    }

    /** What a header or the protocol's version said of its end; null when it may live on. */
    CloseReason announcedClose() {
        return announcedClose;
    }

    /** Null when the peer had not closed when the last request was sent. */
    PeerAlreadyClosed peerGone() {
        return peerGone;
    }

    /**
     * A request leaves the client, or has come to the server. It takes back what the exchange before
     * said.
     *
     * @param gone null when the peer has not closed yet
     */
    public synchronized void requested(RequestHead head, PeerAlreadyClosed gone) {
        request = head;
        peerGone = gone;
        tunnelPending = false;
        switched = false;
        announcedClose = CloseAnnouncement.in(head, server);
        requests++;
    }

    /**
     * A client asks a proxy for a tunnel. That is no request of the application, and goes before those.
     *
     * @param target host and port
     */
    public synchronized void tunnelRequested(String target) {
        tunnelTarget = target;
        tunnelPending = true;
        announcedClose = null;
    }

    /** The application, behind us as the server, has set this field Connection in its response. */
    public void connectionHeaderSet(String header) {
        if (CloseAnnouncement.says(header, "close")) {
            requestLimitReached(new CloseReason(Reason.APPLICATION, "it set Connection: close in the response"));
        }
    }

    /** We as the server will close after the coming response, whatever the application wants. */
    public synchronized void requestLimitReached(CloseReason because) {
        if (isWaiting() && announcedClose == null) {
            announcedClose = because;
        }
    }

    /**
     * The head of a final response came, or is sent. Returns null for an interim one (RFC 9110, 15.2),
     * for the one to CONNECT, and when nobody had asked on this connection.
     *
     * @param method of its request; null when that was the last one, and so its host
     */
    public synchronized Exchange answered(String method, String host, ResponseHead head) {
        if (tunnelPending && head.status() >= 200) {
            tunnelPending = false;
            lastStatus = head.status();
            announcedClose = CloseAnnouncement.inAnswerToConnect(head);
            return null;
        }
        if (answered == requests || head.status() < 200) {
            switched |= head.status() == 101;
            return null;
        }
        answeredNanos = System.nanoTime();
        lastStatus = head.status();
        long body = HttpVersion.isMultiplexed(head.version()) ? -1 : head.bodyBytes(request.method());
        bodyBytes = body < 0 || bodyBytes < 0 ? -1 : bodyBytes + body;
        if (HttpVersion.isMultiplexed(head.version())) {
            answered++;
            return new Exchange(client(), server(), method, host, head.status(), head.version(), answered, null);
        }
        answered = requests;
        CloseReason asked = announcedClose;
        if (asked == null) {
            asked = CloseAnnouncement.in(head, request.method(), server);
            announcedClose = asked;
        }
        return new Exchange(
                client(),
                server(),
                request.method(),
                request.host(),
                head.status(),
                server ? request.version() : head.version(),
                requests,
                asked == null ? null : asked.reason().requestedBy(server));
    }
}
