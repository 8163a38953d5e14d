package io.firstfin.tracer.reason;

/**
 * What the head of a message says of the connection's end: RFC 9112, 9.3. Persistence goes by the version
 * the peer speaks: a client looks at the response's, a server at the request's.
 */
final class CloseAnnouncement {

    private static final String HTTP_1_0 = "HTTP/1.0";
    private static final int CREDENTIALS_WANTED = 407;

    private CloseAnnouncement() {}

    /** Null when the connection may live on. */
    static CloseReason in(RequestHead head, boolean server) {
        if (server && HTTP_1_0.equals(head.version())) {
            return old(head.connection(), "request");
        }
        return says(head.connection(), "close")
                ? new CloseReason(Reason.REQUEST_SAID_CLOSE, "Connection: close in the request")
                : null;
    }

    /** Null when the connection may live on. */
    static CloseReason in(ResponseHead head, String method, boolean server) {
        if (!server && HTTP_1_0.equals(head.version())) {
            return old(head.connection(), "response");
        }
        if (says(head.connection(), "close")) {
            return new CloseReason(Reason.RESPONSE_SAID_CLOSE, "Connection: close in the response");
        }
        if (head.isLastAllowed()) {
            return new CloseReason(Reason.RESPONSE_SAID_CLOSE, "Keep-Alive: max=1 in the response");
        }
        return head.tellsItsEnd(method)
                ? null
                : new CloseReason(
                        Reason.RESPONSE_SAID_CLOSE,
                        "neither Content-Length nor chunks in the response: the end delimits it");
    }

    /**
     * What a proxy says that was asked for a tunnel: its fields mean nothing once the tunnel is there (RFC 9110, 9.3.6).
     * Null when the connection may live on.
     */
    static CloseReason inAnswerToConnect(ResponseHead head) {
        if (head.status() < 300) {
            return null;
        }
        CloseReason said = head.status() == CREDENTIALS_WANTED ? in(head, "CONNECT", false) : null;
        return said != null
                ? new CloseReason(said.reason(), said.evidence() + " to CONNECT")
                : new CloseReason(Reason.PROXY_REFUSED, "the proxy answered CONNECT by " + head.status());
    }

    private static CloseReason old(String connection, String where) {
        if (says(connection, "keep-alive")) {
            return null;
        }
        String more = says(connection, "close") ? " and Connection: close" : "";
        return new CloseReason(Reason.HTTP_1_0, "HTTP/1.0" + more + " in the " + where);
    }

    /** Whether the Connection header (RFC 9110, 7.6.1) lists this word, in whatever case. Nearly always the list is one word. */
    static boolean says(String header, String word) {
        if (header == null) {
            return false;
        }
        int start = 0;
        for (int comma = header.indexOf(','); comma >= 0; comma = header.indexOf(',', start)) {
            if (header.substring(start, comma).strip().equalsIgnoreCase(word)) {
                return true;
            }
            start = comma + 1;
        }
        return header.substring(start).strip().equalsIgnoreCase(word);
    }
}
