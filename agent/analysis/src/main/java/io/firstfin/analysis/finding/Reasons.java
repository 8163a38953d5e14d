package io.firstfin.analysis.finding;

import io.firstfin.verdict.Role;
import java.util.Map;

/** What {@code Close.reason} says, in words, and what to change where a connection should have lived. */
public final class Reasons {

    private record Entry(String words, String change) {}

    private static final Map<String, Entry> ENTRIES = Map.ofEntries(
            Map.entry(
                    "RESPONSE_SAID_CLOSE",
                    new Entry(
                            "the response said Connection: close",
                            "The responses end the connection: let the server, or the proxy before it,"
                                    + " leave out \"Connection: close\" and tell the length of each body.")),
            Map.entry(
                    "REQUEST_SAID_CLOSE",
                    new Entry(
                            "the request said Connection: close",
                            "The requests end the connection: take \"Connection: close\" out of them"
                                    + " (for HttpURLConnection also http.keepAlive=false).")),
            Map.entry(
                    "HTTP_1_0",
                    new Entry(
                            "the peer speaks HTTP/1.0",
                            "The peer speaks HTTP/1.0, which ends a connection with each response: let it"
                                    + " speak HTTP/1.1.")),
            Map.entry(
                    "IDLE_TIMEOUT",
                    new Entry(
                            "it was idle for too long",
                            "Connections are given up as idle: a longer idle limit keeps them, as long as"
                                    + " it is shorter than the peer's.")),
            Map.entry(
                    "MAX_LIFETIME",
                    new Entry("it was too old", "Connections are given up for their age: let them live longer.")),
            Map.entry(
                    "MAX_REQUESTS",
                    new Entry(
                            "it had carried as many requests as it may",
                            "Connections may carry few requests: raise that limit"
                                    + " (Tomcat: maxKeepAliveRequests).")),
            Map.entry(
                    "POOL_FULL",
                    new Entry(
                            "the pool had no place for it",
                            "The pool is too small for what is open at a time: let it keep more.")),
            Map.entry(
                    "POOL_CLOSED",
                    new Entry(
                            "its pool was closed",
                            "Pools are closed with connections in them: keep one client for the life of"
                                    + " the application instead of one for each request.")),
            Map.entry(
                    "STALE",
                    new Entry(
                            "the peer had closed it before it was used again",
                            "The peer gives up idle connections sooner than we: set our idle limit below"
                                    + " its own.")),
            Map.entry(
                    "BODY_ABANDONED",
                    new Entry(
                            "the response was not read to its end",
                            "Read each response to its end, errors too, or have its body discarded.")),
            Map.entry(
                    "EXCHANGE_FAILED",
                    new Entry(
                            "a request had no response",
                            "Requests fail or time out: see why the server does not answer in time.")),
            Map.entry(
                    "DISCONNECT_CALLED",
                    new Entry(
                            "the application cancelled or disconnected",
                            "The application cancels calls or disconnects: leave that out where the"
                                    + " response has been read.")),
            Map.entry(
                    "GOAWAY",
                    new Entry(
                            "GOAWAY ended it",
                            "The peer ends HTTP/2 connections with GOAWAY: see its limits for their"
                                    + " age or requests.")),
            Map.entry(
                    "PEER_CLOSED",
                    new Entry("the peer had closed it", "The peer gives up idle connections: raise its idle limit.")),
            Map.entry(
                    "APPLICATION",
                    new Entry(
                            "the application closed it",
                            "The application ends connections itself: leave that to its client.")),
            Map.entry(
                    "COLLECTED",
                    new Entry("the collector closed it", "Close connections in a try-with-resources block.")),
            Map.entry(
                    "JVM_ENDED",
                    new Entry("the JVM ended with it open", "Close pools and servers in order before the JVM ends.")));

    /** What to change differs where we are the server. */
    private static final Map<String, String> AS_SERVER = Map.of(
            "RESPONSE_SAID_CLOSE",
                    "Our responses end the connection: leave out"
                            + " \"Connection: close\" and tell the length of each body.",
            "REQUEST_SAID_CLOSE",
                    "The clients ask for the end with \"Connection: close\". If that"
                            + " is nginx before us: keepalive in its upstream, proxy_http_version 1.1 and"
                            + " proxy_set_header Connection \"\".",
            "HTTP_1_0",
                    "The clients speak HTTP/1.0, which ends a connection with each response. If"
                            + " that is nginx before us: keepalive in its upstream, proxy_http_version 1.1"
                            + " and proxy_set_header Connection \"\".",
            "IDLE_TIMEOUT",
                    "Our idle limit ends them: make it longer than the clients', so that"
                            + " they never send a request into a connection we have just closed.",
            "EXCHANGE_FAILED", "Requests are left without a response: see what handles them.",
            "POOL_CLOSED", "The server was stopped: let clients go elsewhere before.",
            "GOAWAY", "We end HTTP/2 connections with GOAWAY: see our limits for their age or" + " requests.");

    private Reasons() {}

    /** To go on with after "because"; the name itself for one that this report does not know. */
    public static String words(String reason) {
        return ENTRIES.containsKey(reason) ? ENTRIES.get(reason).words() : "of " + reason;
    }

    /** What to change; empty for a reason that this report does not know. */
    static String change(String reason, Role role) {
        if (role == Role.SERVER && AS_SERVER.containsKey(reason)) {
            return AS_SERVER.get(reason);
        }
        return ENTRIES.containsKey(reason) ? ENTRIES.get(reason).change() : "";
    }
}
