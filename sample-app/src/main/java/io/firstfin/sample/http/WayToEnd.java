package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.either;
import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Http2Script;
import io.firstfin.sample.support.HttpScript;
import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a connection of an HTTP client ends, what the server does there, and what must be
 * reported of a client that has no ideas of its own. The server closes first only where that is the way.
 */
enum WayToEnd {
    RESPONSE_SAYS_CLOSE("Connection: close in the response", waits(Answers.CLOSE), local("RESPONSE_SAID_CLOSE", 1)),
    REQUEST_SAYS_CLOSE("Connection: close in the request", waits(Answers.OK), local("REQUEST_SAID_CLOSE", 1)),
    HTTP_1_0("HTTP/1.0 in the response", waits(Answers.HTTP_1_0), local("HTTP_1_0", 1)),
    UNDELIMITED("a response without length", closes(Answers.UNDELIMITED), remote("RESPONSE_SAID_CLOSE", 1)),
    KEPT_ALIVE("the pool is closed after three requests", waits(Answers.OK), local("POOL_CLOSED", 3)),
    IDLE("idle for too long", waits(Answers.OK), local("IDLE_TIMEOUT", 1)),
    MAX_AGE("too old", waits(Answers.OK), local("MAX_LIFETIME", 1)),
    MAX_REQUESTS("used as often as it may be", waits(Answers.OK), local("MAX_REQUESTS", 2)),
    POOL_CLOSED("the pool is closed", waits(Answers.OK), local("POOL_CLOSED", 1)),
    POOL_FULL("the pool is full", waits(Answers.OK), local("POOL_FULL", 1)),
    BODY_ABANDONED("the body is not read to its end", waits(Answers.LONG), local("BODY_ABANDONED", 1)),
    REDIRECTED(
            "a redirect has a long body",
            new HttpScript(Answers.REDIRECT, Answers.OK, false),
            local("BODY_ABANDONED", 1),
            local("POOL_CLOSED", 1)),
    TIMEOUT("no response in time", waits(null), local("EXCHANGE_FAILED", 1)),
    /** The server closes after an answer that promised more; the client finds out by asking again. */
    STALE(
            "the server had closed before the next request",
            closes(Answers.OK),
            remote("STALE", 2),
            local("POOL_CLOSED", 1)),
    /** The same, but the client looks before it asks. */
    STALE_CHECKED(
            "the server had closed, which the client saw before its next request",
            closes(Answers.OK),
            remote("STALE", 1),
            local("POOL_CLOSED", 1)),
    /** The same, but the client does not ask again. */
    PEER_CLOSES("the server closes while it is idle", closes(Answers.OK), remote("PEER_CLOSED", 1)),
    CANCELLED("the call is cancelled", waits(null), local("DISCONNECT_CALLED", 1)),
    TLS("Connection: close in the response, over TLS", waits(Answers.CLOSE), either("RESPONSE_SAID_CLOSE", 1)),
    HTTP_2("HTTP/2: the pool is closed after three requests", new Http2Script(false, false), local("POOL_CLOSED", 3)),
    HTTP_2_IDLE("HTTP/2: idle for too long", new Http2Script(false, false), local("IDLE_TIMEOUT", 1)),
    HTTP_2_GOAWAY("HTTP/2: the server sends GOAWAY", new Http2Script(true, false), local("GOAWAY", 1)),
    HTTP_2_PEER_CLOSES(
            "HTTP/2: the server closes while it is idle", new Http2Script(false, true), remote("PEER_CLOSED", 1));

    private final String text;
    private final Script script;
    private final List<Verdict> reported;

    WayToEnd(String text, Script script, Verdict... reported) {
        this.text = text;
        this.script = script;
        this.reported = List.of(reported);
    }

    /** For people. */
    String text() {
        return text;
    }

    /** One verdict for each connection, in the order in which they are opened. */
    List<Verdict> reported() {
        return reported;
    }

    /** The script is for the first connection; those after it are answered and left open. */
    HttpServer serve(int connections) throws Exception {
        List<Script> scripts = new ArrayList<>(List.of(script));
        while (scripts.size() < connections) {
            scripts.add(script.thatWaits());
        }
        if (script instanceof Http2Script) {
            return HttpServer.startHttp2(scripts);
        }
        return HttpServer.start(this == TLS ? Api.TLS : Api.SOCKET, scripts);
    }

    private static HttpScript waits(String answer) {
        return new HttpScript(answer, false);
    }

    private static HttpScript closes(String answer) {
        return new HttpScript(answer, true);
    }

    /** What the servers say. */
    private static final class Answers {
        static final String UNDELIMITED = "HTTP/1.1 200 OK\r\n\r\nhi";
        static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
        static final String CLOSE = OK.replace("\r\nContent", "\r\nConnection: close\r\nContent");
        static final String HTTP_1_0 = OK.replace("HTTP/1.1", "HTTP/1.0");
        static final String LONG = OK.replace("2\r\n", "1000000\r\n");
        static final String REDIRECT = LONG.replace("200 OK\r\n", "302 Found\r\nLocation: /\r\n");
    }
}
