package io.firstfin.sample.situation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The situations of which the first answer is wrong today. Each is tested to be wrong, unless it is so at times only:
 * whoever mends one takes it off this list. No situation changes its expectation for this list.
 */
final class NotRightYet {
    private static final Set<Template> BOTH = EnumSet.allOf(Template.class);
    private static final Set<Template> ALWAYS_ON = EnumSet.of(Template.ALWAYS_ON);

    private static final List<Entry> LIST = List.of(
            new Entry(
                    "LeakInCloseWait",
                    BOTH,
                    "The ports that the leak holds come first, with advice to open fewer connections; the leak is the cause."),
            new Entry("ConnectedToItself", BOTH, "It does not name the line that connects."),
            new Entry("BindBeforeConnect", ALWAYS_ON, "It does not name the line that binds."),
            new Entry(
                    "ServerPortTakenByClient",
                    BOTH,
                    "The finding has no advice, so that the first advice is another finding's."),
            new Entry("PeerNeverCloses", BOTH, "That the peer never closes is not found, and nothing has to change."),
            new Entry(
                    "NewOkHttpClientForEachRequest",
                    BOTH,
                    "Connections that stay open are no finding, although each carried one request."),
            new Entry(
                    "NewJavaHttpClientForEachRequest",
                    BOTH,
                    "It names a line of the JDK, not that of the application."),
            new Entry("RequestsSayClose", BOTH, "The advice is about pools; the header of the request is the cause."),
            new Entry("DisconnectAfterEachRequest", BOTH, "The advice is about pools; disconnect is the cause."),
            new Entry("RedirectsEndConnections", BOTH, "The redirect is the cause, and comes after its effect."),
            new Entry(
                    "ProxyAsksForCredentials",
                    BOTH,
                    "That the proxy closes after it has asked for credentials is not found; the line named is a library's."),
            new Entry(
                    "NewJedisForEachCommand",
                    BOTH,
                    "It is Jedis that sets SO_LINGER 0, and the application is told to remove it."),
            new Entry(
                    "PoolBehindIdleServer",
                    BOTH,
                    "The reset is the answer to a request on a connection that was closed while idle; it is told as the peer's."),
            new Entry(
                    "DatabaseEndsIdleSessions",
                    BOTH,
                    "The sessions were ended while idle; it is told as a reset of the peer."),
            new Entry(
                    "RedisEndsIdleConnections",
                    BOTH,
                    "The connections were closed while idle; it is told as a reset, or as SO_LINGER of the application."),
            new Entry("ResponsesNeverClosed", BOTH, "Leased connections that stay open are no finding."),
            new Entry("ServerResets", BOTH, "It does not name the line that opened the connections."),
            new Entry("ServerIsDown", ALWAYS_ON, "It does not name the line that connects."),
            new Entry("ConnectTimesOut", ALWAYS_ON, "It does not name the line that connects."),
            new Entry(
                    "RefusedThenOtherAddress",
                    BOTH,
                    "It advises to wait before a retry, where the other address answers at once."),
            new Entry("ServerClosesAfterEachAnswer", BOTH, "It does not name the line that closes."),
            new Entry("NginxAsksByHttp10", BOTH, "The advice for nginx comes second."),
            new Entry(
                    "HttpdKeepsNoConnections",
                    BOTH,
                    "It names a line of the JDK, and the advice is about pools; the server's setting is the cause."),
            new Entry(
                    "HttpdLimitsRequests",
                    BOTH,
                    "That the server closes after so many requests, each time, is no finding."),
            new Entry(
                    "HttpdClosesIdleConnections",
                    BOTH,
                    "That the server closes after so many seconds, each time, is no finding; the advice is about pools."),
            new Entry(
                    "TimeWaitTableIsFull",
                    BOTH,
                    "The limit was lowered to 20, and the advice is to have fewer connections."));

    private NotRightYet() {}

    /**
     * A situation that is answered wrong.
     *
     * @param situation its name
     * @param templates in which recordings
     * @param always whether it is wrong each time; else the test accepts both
     * @param why what is wrong, in a sentence
     */
    record Entry(String situation, Set<Template> templates, boolean always, String why) {

        Entry(String situation, Set<Template> templates, String why) {
            this(situation, templates, true, why);
        }
    }

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
