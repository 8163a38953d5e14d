package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.http.Verdict;
import io.firstfin.sample.http.server.HttpServerLibrary.Setup;
import java.util.Collections;
import java.util.List;

/**
 * A way in which a connection of an HTTP server ends, what the client does there, and what must be reported
 * of a server that has no ideas of its own. The client closes first only where that is the way.
 */
enum ServerWay {
    REQUEST_SAYS_CLOSE(
            "Connection: close in the request",
            Then.WAITS,
            local("REQUEST_SAID_CLOSE", 1),
            get(Site.HELLO, "1.1", "Connection: close\r\n")),
    HTTP_1_0("HTTP/1.0 in the request", Then.WAITS, local("HTTP_1_0", 1), get(Site.HELLO, "1.0", "")),
    HTTP_1_0_CLOSE(
            "HTTP/1.0 and Connection: close in the request",
            Then.WAITS,
            local("HTTP_1_0", 1),
            get(Site.HELLO, "1.0", "Connection: close\r\n")),
    APPLICATION(
            "Connection: close set by the application",
            Then.WAITS,
            local("APPLICATION", 2),
            get(Site.HELLO),
            get(Site.GOODBYE)),
    BOTH(
            "Connection: close in the request, and set by the application",
            Then.WAITS,
            local("REQUEST_SAID_CLOSE", 1),
            get(Site.GOODBYE, "1.1", "Connection: close\r\n")),
    REJECTED("no valid request", Then.WAITS, local("RESPONSE_SAID_CLOSE", 1), "nonsense\r\n\r\n"),
    APPLICATION_FAILS("the application throws", Then.WAITS, local("RESPONSE_SAID_CLOSE", 1), get(Site.FAILURE)),
    BODY_UNREAD(
            "the application does not read the request's body",
            Then.WAITS,
            local("BODY_ABANDONED", 1),
            post(8_000_000)),
    IDLE(
            "idle for too long",
            Then.WAITS,
            new Setup(false, 1_000, 100),
            local("IDLE_TIMEOUT", 2),
            get(Site.HELLO),
            get(Site.HELLO)),
    MAX_REQUESTS(
            "as many requests as it may carry",
            Then.WAITS,
            new Setup(false, 60_000, 3),
            local("MAX_REQUESTS", 3),
            get(Site.HELLO),
            get(Site.HELLO),
            get(Site.HELLO)),
    KEPT_ALIVE(
            "the client closes after three requests",
            Then.CLOSES,
            remote("PEER_CLOSED", 3),
            get(Site.HELLO),
            get(Site.HELLO),
            get(Site.HELLO)),
    STOPPED("the server is stopped", Then.STOPS, local("POOL_CLOSED", 1), get(Site.HELLO)),
    TLS(
            "Connection: close set by the application, over TLS",
            Then.WAITS,
            new Setup(true, 60_000, 100),
            local("APPLICATION", 1),
            get(Site.GOODBYE));

    /** What happens when all requests have their answer. */
    enum Then {
        WAITS,
        CLOSES,
        STOPS
    }

    private final String text;
    private final Then then;
    private final Setup setup;
    private final Verdict reported;
    private final List<String> requests;

    ServerWay(String text, Then then, Verdict reported, String... requests) {
        this(text, then, Setup.USUAL, reported, requests);
    }

    ServerWay(String text, Then then, Setup setup, Verdict reported, String... requests) {
        this.text = text;
        this.then = then;
        this.setup = setup;
        this.reported = reported;
        this.requests = List.of(requests);
    }

    /** For people. */
    String text() {
        return text;
    }

    Then then() {
        return then;
    }

    Setup setup() {
        return setup;
    }

    Verdict reported() {
        return reported;
    }

    /** One after the other, each sent when the one before it has its answer. */
    List<String> requests() {
        return requests;
    }

    private static String get(String path) {
        return get(path, "1.1", "");
    }

    private static String get(String path, String version, String headers) {
        return "GET " + path + " HTTP/" + version + "\r\nHost: scenario\r\n" + headers + "\r\n";
    }

    /** With half of the body that it promises: more than any server reads to be rid of it. */
    private static String post(int length) {
        return "POST / HTTP/1.1\r\nHost: scenario\r\nContent-Length: " + length + "\r\n\r\n"
                + String.join("", Collections.nCopies(length / 2, "b"));
    }
}
