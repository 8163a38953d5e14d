package io.firstfin.sample.situation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The situations of which the first answer is wrong today. Each is tested to be wrong: whoever mends one takes it off
 * this list. No situation changes its expectation for this list.
 */
final class NotRightYet {
    private static final Set<Template> BOTH = EnumSet.allOf(Template.class);

    private static final List<Entry> LIST = List.of(
            new Entry(
                    "ServerPortTakenByClient",
                    BOTH,
                    "The finding has no advice, so that the first advice is another finding's.",
                    "reserve the server's port (ip_local_reserved_ports), or take one outside of ip_local_port_range."),
            new Entry(
                    "PeerNeverCloses",
                    BOTH,
                    "That the peer never closes is not found, and nothing has to change.",
                    "mend the peer: it is in CLOSE_WAIT. The kernel ends this state after tcp_fin_timeout."),
            new Entry(
                    "RequestsSayClose",
                    BOTH,
                    "The advice is about pools; the header of the request is the cause.",
                    "leave the header out."),
            new Entry(
                    "DisconnectAfterEachRequest",
                    BOTH,
                    "The advice is about pools; disconnect is the cause.",
                    "read the response to its end and close the stream, without disconnect."),
            new Entry(
                    "RedirectsEndConnections",
                    BOTH,
                    "The redirect is the cause, and comes after its effect.",
                    "ask for the address that the redirect leads to."),
            new Entry(
                    "ProxyAsksForCredentials",
                    BOTH,
                    "That the proxy closes after it has asked for credentials is not found; the line named is a library's.",
                    "send the credentials with the first request."),
            new Entry(
                    "ServerClosesAfterEachAnswer",
                    BOTH,
                    "It does not name the line that closes.",
                    "nothing for the sake of ports; keep connections open for the sake of round trips."),
            new Entry(
                    "NginxAsksByHttp10",
                    BOTH,
                    "The advice for nginx comes second.",
                    "keepalive in the upstream, proxy_http_version 1.1 and proxy_set_header Connection \"\" in nginx."),
            new Entry(
                    "HttpdKeepsNoConnections",
                    BOTH,
                    "It names a line of the JDK, and the advice is about pools; the server's setting is the cause.",
                    "set KeepAlive On in Apache httpd."),
            new Entry(
                    "HttpdLimitsRequests",
                    BOTH,
                    "That the server closes after so many requests, each time, is no finding.",
                    "raise MaxKeepAliveRequests in Apache httpd."),
            new Entry(
                    "HttpdClosesIdleConnections",
                    BOTH,
                    "That the server closes after so many seconds, each time, is no finding; the advice is about pools.",
                    "raise KeepAliveTimeout in Apache httpd, or let the client give up sooner."),
            new Entry(
                    "TimeWaitTableIsFull",
                    BOTH,
                    "The limit was lowered to 20, and the advice is to have fewer connections.",
                    "raise tcp_max_tw_buckets again."));

    private NotRightYet() {}

    /**
     * A situation that is answered wrong.
     *
     * @param situation its name
     * @param templates in which recordings
     * @param why what is wrong, in a sentence
     * @param toDo what the advice should be
     */
    record Entry(String situation, Set<Template> templates, String why, String toDo) {}

    static Optional<Entry> find(Situation situation, Template template) {
        return LIST.stream()
                .filter(entry -> entry.situation().equals(Situations.name(situation))
                        && entry.templates().contains(template))
                .findFirst();
    }

    static List<Entry> all() {
        return LIST;
    }
}
