package io.firstfin.tracer.reason;

/**
 * What the head of a message says of the connection's end: RFC 9112, 9.3. Persistence goes by the version
 * the peer speaks: a client looks at the response's, a server at the request's.
 */
final class CloseAnnouncement {

    private static final String HTTP_1_0 = "HTTP/1.0";

    private CloseAnnouncement() {}

    /** Null when the connection may live on. */
    static CloseReason in(RequestHead head, boolean server) {
        if (server && HTTP_1_0.equals(head.version())) {
            return old(head.connection(), "request");
        }
        return ConnectionHeader.says(head.connection(), "close")
                ? new CloseReason(Reason.REQUEST_SAID_CLOSE, "Connection: close in the request")
                : null;
    }

    /** Null when the connection may live on. */
    static CloseReason in(ResponseHead head, String method, boolean server) {
        if (!server && HTTP_1_0.equals(head.version())) {
            return old(head.connection(), "response");
        }
        if (ConnectionHeader.says(head.connection(), "close")) {
            return new CloseReason(Reason.RESPONSE_SAID_CLOSE, "Connection: close in the response");
        }
        return head.tellsItsEnd(method)
                ? null
                : new CloseReason(
                        Reason.RESPONSE_SAID_CLOSE,
                        "neither Content-Length nor chunks in the response: the end delimits it");
    }

    private static CloseReason old(String connection, String where) {
        if (ConnectionHeader.says(connection, "keep-alive")) {
            return null;
        }
        String more = ConnectionHeader.says(connection, "close") ? " and Connection: close" : "";
        return new CloseReason(Reason.HTTP_1_0, "HTTP/1.0" + more + " in the " + where);
    }
}
