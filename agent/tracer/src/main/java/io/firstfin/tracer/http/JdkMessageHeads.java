package io.firstfin.tracer.http;

import io.firstfin.tracer.jdk.JdkHttpClient;
import io.firstfin.tracer.jdk.JdkMessageHeaders;
import io.firstfin.tracer.reason.RequestHead;
import io.firstfin.tracer.reason.ResponseHead;
import io.firstfin.tracer.reason.StartLine;

/** Reads the heads of messages out of the classes in which the JDK's own clients keep them. */
final class JdkMessageHeads {

    private JdkMessageHeads() {}

    /** The host of a CONNECT is the one that the proxy is asked for. */
    static RequestHead request(Object head) {
        return JdkHttpClient.owns(head) ? ofJavaNetHttp(head) : ofMessageHeader(head);
    }

    /** The client of java.net.http that sends this request; null for other clients. */
    static Object client(Object head) {
        return JdkHttpClient.owns(head) ? JdkHttpClient.client(head) : null;
    }

    private static RequestHead ofMessageHeader(Object head) {
        String line = JdkMessageHeaders.requestLine(head);
        if (line == null) {
            return null;
        }
        String method = StartLine.method(line);
        return new RequestHead(
                method,
                "CONNECT".equals(method) ? StartLine.target(line) : JdkMessageHeaders.find(head, "Host"),
                null,
                JdkMessageHeaders.find(head, "Connection"));
    }

    private static RequestHead ofJavaNetHttp(Object head) {
        return JdkHttpClient.isStream(head)
                ? requestOf(head)
                : new RequestHead(
                        JdkHttpClient.method(head), JdkHttpClient.host(head), null, JdkHttpClient.connection(head));
    }

    /** The request that this response is to; null where it can be none but the last one. */
    static RequestHead requestOf(Object response) {
        return JdkHttpClient.owns(response) && JdkHttpClient.isStream(response)
                ? new RequestHead(JdkHttpClient.method(response), JdkHttpClient.host(response), null, null)
                : null;
    }

    static ResponseHead response(Object head) {
        if (!JdkHttpClient.owns(head)) {
            return responseOfMessageHeader(head);
        }
        if (JdkHttpClient.isStream(head)) {
            return new ResponseHead(JdkHttpClient.status(head), "HTTP/2", null, null, null);
        }
        String line = JdkHttpClient.statusLine(head);
        return new ResponseHead(
                StartLine.status(line),
                StartLine.version(line),
                JdkHttpClient.find(head, "Connection"),
                JdkHttpClient.find(head, "Content-Length"),
                JdkHttpClient.find(head, "Transfer-Encoding"));
    }

    private static ResponseHead responseOfMessageHeader(Object head) {
        String line = JdkMessageHeaders.statusLine(head);
        return new ResponseHead(
                StartLine.status(line),
                StartLine.version(line),
                JdkMessageHeaders.find(head, "Connection"),
                JdkMessageHeaders.find(head, "Content-Length"),
                JdkMessageHeaders.find(head, "Transfer-Encoding"),
                JdkMessageHeaders.find(head, "Keep-Alive"));
    }
}
