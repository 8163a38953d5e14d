package io.firstfin.tracer.http;

/**
 * The HTTP/1 exchanges of one connection. Written by the threads that exchange, one at a time; read by
 * the one that closes.
 */
public final class HttpUse {

    /** Statuses below are interim: RFC 9110, 15.2. */
    private static final int FINAL = 200;

    private final String client;
    private volatile int sent;
    private volatile int answered;
    private volatile Head request;
    private volatile boolean peerWasGone;
    private volatile Because saidClose;

    /** @param client name and version of the HTTP client */
    public HttpUse(String client) {
        this.client = client;
    }

    public String client() {
        return client;
    }

    /** How many requests it carried. */
    public int exchanges() {
        return sent;
    }

    int answered() {
        return answered;
    }

    /** What a header or the protocol's version said of its end; null when it may live on. */
    Because saidClose() {
        return saidClose;
    }

    /** Whether the peer had closed when the last request was sent. */
    boolean peerWasGone() {
        return peerWasGone;
    }

    /**
     * A request leaves. It takes back what the exchange before said.
     *
     * @param toNobody whether the peer's FIN or RST is here already
     */
    public void requested(Head head, boolean toNobody) {
        request = head;
        peerWasGone = toNobody;
        saidClose =
                head.says("close")
                        ? new Because(Reason.REQUEST_SAID_CLOSE, "Connection: close in the request")
                        : null;
        sent++;
    }

    /** The head of a final response came. Returns null when nobody had asked on this connection. */
    public Exchange answered(Head head) {
        if (answered == sent || head.status() < FINAL) {
            return null;
        }
        answered = sent;
        Because asked = saidClose;
        if (asked == null) {
            saidClose = asked = ofResponse(head);
        }
        return new Exchange(
                client,
                request.method(),
                request.host(),
                head.status(),
                head.version(),
                sent,
                asked == null ? null : asked.reason().requestedBy());
    }

    private static Because ofResponse(Head head) {
        if (head.isHttp10() && !head.says("keep-alive")) {
            String more = head.says("close") ? " and Connection: close" : "";
            return new Because(Reason.HTTP_1_0, "HTTP/1.0" + more + " in the response");
        }
        if (head.says("close")) {
            return new Because(
                    Reason.RESPONSE_SAID_CLOSE, "Connection: close in the response");
        }
        return head.delimited()
                ? null
                : new Because(
                        Reason.RESPONSE_SAID_CLOSE,
                        "neither Content-Length nor chunks in the response: the end delimits it");
    }
}
