package io.firstfin.tracer.connection;

import io.firstfin.tracer.http.RequestHead;
import io.firstfin.tracer.http.ResponseHead;
import io.firstfin.tracer.http.StartLine;
import io.firstfin.tracer.jdk.JdkMessageHeaders;

/** Reads the heads of messages out of the classes in which the JDK's own clients keep them. */
final class JdkHeads {

    private JdkHeads() {}

    /** Null for a CONNECT, which asks a proxy and not the server: no exchange. */
    static RequestHead request(Object head) {
        String line = JdkMessageHeaders.requestLine(head);
        if (line == null || line.startsWith("CONNECT ")) {
            return null;
        }
        return new RequestHead(
                StartLine.method(line),
                JdkMessageHeaders.find(head, "Host"),
                null,
                JdkMessageHeaders.find(head, "Connection"));
    }

    static ResponseHead response(Object head) {
        String line = JdkMessageHeaders.statusLine(head);
        return new ResponseHead(
                StartLine.status(line),
                StartLine.version(line),
                JdkMessageHeaders.find(head, "Connection"),
                JdkMessageHeaders.find(head, "Content-Length"),
                JdkMessageHeaders.find(head, "Transfer-Encoding"));
    }
}
