package io.firstfin.analysis.finding;

import io.firstfin.verdict.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code Close.reason} says, in words, and what to change where a connection should have lived. */
public final class Reasons {

    /** The reasons that this report knows, by the names that events have for them. */
    private enum KnownReason {
        RESPONSE_SAID_CLOSE(
                "the response said Connection: close",
                "Let the server, or the proxy before it, keep connections: its responses say \"Connection: close\", or not"
                        + " how long they are. Apache httpd: KeepAlive On; nginx: keepalive_timeout above 0.",
                "Our responses end the connection: leave out \"Connection: close\" and tell the length of each body."),
        REQUEST_SAID_CLOSE(
                "the request said Connection: close",
                "Leave the header \"Connection: close\" out of the requests (HttpURLConnection sends it, too, with"
                        + " http.keepAlive=false).",
                "Let the clients leave out \"Connection: close\"; if that is nginx before us: keepalive in its upstream,"
                        + " proxy_http_version 1.1 and proxy_set_header Connection \"\"."),
        HTTP_1_0(
                "the peer speaks HTTP/1.0",
                "The peer speaks HTTP/1.0, which ends a connection with each response: let it speak HTTP/1.1.",
                "Let the clients speak HTTP/1.1, which keeps connections; if that is nginx before us: keepalive in its"
                        + " upstream, proxy_http_version 1.1 and proxy_set_header Connection \"\"."),
        IDLE_TIMEOUT(
                "it was idle for too long",
                "Connections are given up as idle: a longer idle limit keeps them, as long as it is shorter than the"
                        + " peer's.",
                "Our idle limit ends them: make it longer than the clients', so that they never send a request into a"
                        + " connection we have just closed."),
        MAX_LIFETIME("it was too old", "Connections are given up for their age: let them live longer."),
        MAX_REQUESTS(
                "it had carried as many requests as it may",
                "Connections may carry few requests: raise that limit (Tomcat: maxKeepAliveRequests)."),
        POOL_FULL(
                "the pool had no place for it", "The pool is too small for what is open at a time: let it keep more."),
        POOL_CLOSED(
                "its pool was closed",
                "Pools are closed with connections in them: keep one client for the life of the application instead of"
                        + " one for each request.",
                "The server was stopped: let clients go elsewhere before."),
        POOL_EVICTED(
                "its pool removed it",
                "The pool removes connections for their age, for idleness, after a failed test or at its end: see its"
                        + " log or its limits for which."),
        VALIDATION_FAILED(
                "the pool's test of it failed",
                "The pool finds connections broken: set its idle limit below the peer's, so that it removes them"
                        + " before the peer does."),
        HELD_TOO_LONG(
                "the application had not given it back to the pool in time",
                "The application keeps connections of the pool for too long: give each one back in a"
                        + " try-with-resources block."),
        STALE(
                "the peer had closed it before it was used again",
                "The peer gives up idle connections sooner than we: set our idle limit below its own."),
        BODY_ABANDONED(
                "the response was not read to its end",
                "Read each response to its end, errors too, or have its body discarded."),
        EXCHANGE_FAILED(
                "a request had no response",
                "Requests fail or time out: see why the server does not answer in time.",
                "Requests are left without a response: see what handles them."),
        PROXY_REFUSED(
                "the proxy refused to connect",
                "The proxy does not connect to what is asked of it: see its rules, and whether it reaches that."),
        DISCONNECT_CALLED(
                "the application cancelled or disconnected",
                "Leave out the disconnect or cancel: read each response to its end, and close its stream."),
        REDIRECTED(
                "the response was a redirect, on which HttpURLConnection closes",
                "Ask for the address that the redirect leads to."),
        GOAWAY(
                "GOAWAY ended it",
                "The peer ends HTTP/2 connections with GOAWAY: see its limits for their age or requests.",
                "We end HTTP/2 connections with GOAWAY: see our limits for their age or requests."),
        PEER_CLOSED(
                "the peer had closed it",
                "The peer closes connections without a word: see its limits for idle time and for requests."),
        APPLICATION(
                "the application closed it",
                "The application closes each connection itself: keep them in a pool for the next use.",
                "The application ends connections itself: leave that to its client."),
        COLLECTED("the collector closed it", "Close connections in a try-with-resources block."),
        JVM_ENDED("the JVM ended with it open", "Close pools and servers in order before the JVM ends.");

        private final String words;
        private final String change;
        private final String changeAsServer;

        KnownReason(String words, String change) {
            this(words, change, change);
        }

        KnownReason(String words, String change, String changeAsServer) {
            this.words = words;
            this.change = change;
            this.changeAsServer = changeAsServer;
        }

        static Optional<KnownReason> of(String reason) {
            return Arrays.stream(values())
                    .filter(known -> known.name().equals(reason))
                    .findFirst();
        }
    }

    /** What to change for a client's connections, brief enough for the headline. */
    private static final Map<String, String> BRIEF_CHANGES = Map.ofEntries(
            Map.entry("RESPONSE_SAID_CLOSE", "let the server keep them"),
            Map.entry("REQUEST_SAID_CLOSE", "leave \"Connection: close\" out"),
            Map.entry("HTTP_1_0", "let the peer speak HTTP/1.1"),
            Map.entry("IDLE_TIMEOUT", "let idle connections live longer"),
            Map.entry("MAX_LIFETIME", "let connections live longer"),
            Map.entry("MAX_REQUESTS", "let connections carry more requests"),
            Map.entry("POOL_FULL", "let the pool keep more"),
            Map.entry("STALE", "set our idle limit below the peer's"),
            Map.entry("BODY_ABANDONED", "read each response to its end"),
            Map.entry("EXCHANGE_FAILED", "see why requests get no response"),
            Map.entry("DISCONNECT_CALLED", "do not disconnect"),
            Map.entry("REDIRECTED", "ask where the redirect leads"),
            Map.entry("PROXY_REFUSED", "see why the proxy refuses to connect"),
            Map.entry("GOAWAY", "see the peer's limits for a connection"),
            Map.entry("PEER_CLOSED", "see the peer's limits"),
            Map.entry("COLLECTED", "use try-with-resources"));

    private Reasons() {}

    /** The names of all reasons that this report knows. */
    public static List<String> names() {
        return Arrays.stream(KnownReason.values()).map(Enum::name).toList();
    }

    /** To go on with after "because"; the name itself for one that this report does not know. */
    public static String words(String reason) {
        return KnownReason.of(reason).map(known -> known.words).orElse("of " + reason);
    }

    /** What a client is to change, in a few words to go on with; nothing for a reason that has no such words. */
    static Optional<String> briefChange(String reason) {
        return Optional.ofNullable(BRIEF_CHANGES.get(reason));
    }

    /** What to change; empty for a reason that this report does not know. */
    static String change(String reason, Role role) {
        return KnownReason.of(reason)
                .map(known -> role == Role.SERVER ? known.changeAsServer : known.change)
                .orElse("");
    }
}
