package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.CLOSED_NOT_RELEASED;
import static io.firstfin.analysis.finding.FindingId.CONNECTION_PER_REQUEST;
import static io.firstfin.analysis.finding.FindingId.PEER_LIMITS_IDLE_TIME;
import static io.firstfin.analysis.finding.FindingId.PEER_LIMITS_REQUESTS;
import static io.firstfin.analysis.finding.FindingId.REDIRECT_ENDS_CONNECTION;
import static io.firstfin.analysis.finding.FindingId.RESET_BY_PEER;
import static io.firstfin.analysis.finding.FindingId.SERVER_CLOSES_FIRST;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.PeerEnds.How;
import io.firstfin.analysis.model.Redirects;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.Undelivered;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why HTTP connections end, and what to change for it. */
class HttpEndFindingsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final String OK_HTTP = "OkHttp 4.12.0";
    private static final String URL_CONNECTION = "HttpURLConnection of JDK 17";
    private static final Destination OTHER_PEER = Destination.client(Models.NETWORK, "10.0.0.1", "10.0.0.8", 8080);

    @Test
    void a_request_that_asks_for_the_end_is_told_to_leave_that_out() {
        Model model = perRequest("REQUEST_SAID_CLOSE", URL_CONNECTION);
        assertThat(only(model, CONNECTION_PER_REQUEST).advice())
                .first()
                .isEqualTo(
                        "Leave the header \"Connection: close\" out of the requests (HttpURLConnection sends it, too,"
                                + " with http.keepAlive=false).");
        assertThat(changeFirst(model))
                .startsWith("Orders.java:42 sends \"Connection: close\" (20.0 a second); leave it out.");
    }

    @Test
    void code_that_disconnects_is_told_to_read_to_the_end_instead() {
        Model model = perRequest("DISCONNECT_CALLED", URL_CONNECTION);
        assertThat(only(model, CONNECTION_PER_REQUEST).advice())
                .first()
                .isEqualTo("Leave out the disconnect or cancel: read each response to its end, and close its stream.");
        assertThat(changeFirst(model))
                .startsWith("Orders.java:42 asks and disconnects each time (20.0 a second); read to the end instead.");
    }

    @Test
    void a_server_that_ends_each_connection_is_to_be_changed_and_not_the_pool() {
        Model model = perRequest("RESPONSE_SAID_CLOSE", OK_HTTP);
        assertThat(only(model, CONNECTION_PER_REQUEST).advice())
                .first()
                .asString()
                .startsWith("Let the server, or the proxy before it, keep connections: its responses say \"Connection:"
                        + " close\"")
                .contains("KeepAlive On");
        assertThat(changeFirst(model))
                .startsWith("Orders.java:42 opens a connection for each request (20.0 a second); let the server keep"
                        + " them.");
    }

    @Test
    void where_the_reason_is_not_known_a_pool_comes_first() {
        Model model = perRequest("UNKNOWN", OK_HTTP);
        assertThat(only(model, CONNECTION_PER_REQUEST).advice())
                .first()
                .isEqualTo("Reuse connections to 10.0.0.7:8080: one client or pool for all requests.");
    }

    @Test
    void a_reason_of_few_closes_does_not_come_before_the_pool() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("BODY_ABANDONED", OK_HTTP), 1, 40)
                .closed(PEER, ClosedFirst.LOCAL, new Why("UNKNOWN", OK_HTTP), 1, 160)
                .build();
        assertThat(only(model, CONNECTION_PER_REQUEST).advice())
                .containsSubsequence(
                        "Reuse connections to 10.0.0.7:8080: one client or pool for all requests.",
                        "Read each response to its end, errors too, or have its body discarded.");
    }

    @Test
    void a_redirect_comes_before_the_connections_that_it_causes_however_many_they_are() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("REDIRECTED", URL_CONNECTION), 1, 200)
                .opened(PEER, FailureKind.NONE, 200)
                .site(Act.CONNECT, PEER, SITE, 200)
                .ports(TestPorts.of(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Redirects(PEER, URL_CONNECTION, 200))))
                .build();
        List<Finding> findings = Findings.of(model);
        assertThat(findings).extracting(Finding::id).startsWith(REDIRECT_ENDS_CONNECTION, CONNECTION_PER_REQUEST);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(findings.get(1).sameCauseAs()).contains(REDIRECT_ENDS_CONNECTION);
        assertThat(findings.get(0).statement()).endsWith(" All were opened in shop.Orders.send(Orders.java:42).");
        assertThat(changeFirst(model)).startsWith("Orders.java:42: Ask for the address that the redirect leads to.");
    }

    @Test
    void a_server_that_clients_ask_by_http_1_0_names_what_they_are_to_change() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.LOCAL, new Why("HTTP_1_0", "Tomcat 11.0.26"), 1, 60)
                .build();
        Finding finding = only(model, SERVER_CLOSES_FIRST);
        assertThat(finding.advice())
                .startsWith(
                        "Let the clients speak HTTP/1.1, which keeps connections; if that is nginx before us: keepalive"
                                + " in its upstream, proxy_http_version 1.1 and proxy_set_header Connection \"\".",
                        "Nothing has to change for the sake of ports.");
        assertThat(ChangeFirst.isAskedFor(finding)).isTrue();
    }

    @Test
    void a_single_check_by_http_1_0_asks_for_no_change() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.LOCAL, new Why("HTTP_1_0", "Tomcat 11.0.26"), 1, 4)
                .build();
        Finding finding = only(model, SERVER_CLOSES_FIRST);
        assertThat(finding.advice()).first().isEqualTo("Nothing has to change for the sake of ports.");
        assertThat(ChangeFirst.isAskedFor(finding)).isFalse();
    }

    @Test
    void a_server_of_the_application_names_the_code_that_closes_and_a_library_does_not() {
        CallSite library = new CallSite("org.apache.tomcat.util.net.NioEndpoint", "doClose", 9, "");
        assertThat(only(server(SITE), SERVER_CLOSES_FIRST).statement())
                .contains("All were closed in shop.Orders.send(Orders.java:42).");
        assertThat(only(server(library), SERVER_CLOSES_FIRST).statement()).doesNotContain("were closed in");
    }

    @Test
    void a_limit_of_requests_is_proven_by_the_number_that_nearly_all_carried() {
        Model model = limited(announced(5, 19), announced(2, 1)).build();
        says(
                model,
                PEER_LIMITS_REQUESTS,
                Severity.WARNING,
                "19 of the 20 connections that 10.0.0.7:8080 ended had carried 5 requests; the last response"
                        + " announced the end. 20.0 are opened a second. All were opened in"
                        + " shop.Orders.send(Orders.java:42).");
        assertThat(only(model, PEER_LIMITS_REQUESTS).advice())
                .first()
                .asString()
                .startsWith("Raise the peer's limit of requests for a connection: MaxKeepAliveRequests");
        assertThat(changeFirst(model))
                .isEqualTo(only(model, PEER_LIMITS_REQUESTS).advice().subList(0, 1));
    }

    @Test
    void numbers_that_differ_prove_no_limit_of_requests() {
        silent(limited(announced(5, 12), announced(3, 8)).build(), PEER_LIMITS_REQUESTS);
    }

    @Test
    void a_connection_that_carried_more_disproves_the_limit() {
        silent(limited(announced(5, 19), ends(How.OTHER, 1, 6)).build(), PEER_LIMITS_REQUESTS);
    }

    @Test
    void few_connections_prove_no_limit() {
        silent(limited(announced(5, 4)).build(), PEER_LIMITS_REQUESTS);
        silent(limited(idle(2_000, 2_010, 4, 60)).build(), PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void a_limit_of_one_request_or_of_very_many_is_no_finding_of_this_kind() {
        silent(limited(announced(1, 20)).build(), PEER_LIMITS_REQUESTS);
        silent(limited(announced(100, 20)).build(), PEER_LIMITS_REQUESTS);
    }

    @Test
    void a_limit_of_idle_time_is_told_as_measured() {
        Model model = limited(idle(2_000, 2_040, 5, 60), idle(2_200, 2_900, 5, 60))
                .opened(PEER, FailureKind.NONE, 10)
                .build();
        says(
                model,
                PEER_LIMITS_IDLE_TIME,
                Severity.WARNING,
                "10 of the 10 connections that 10.0.0.7:8080 ended had been idle for 2.0 s to 2.9 s. 21.0 are opened a second. All were opened in"
                        + " shop.Orders.send(Orders.java:42).");
        assertThat(only(model, PEER_LIMITS_IDLE_TIME).advice())
                .satisfiesExactly(
                        raise -> assertThat(raise)
                                .startsWith(
                                        "Raise the peer's idle limit: it is called KeepAliveTimeout in Apache httpd"),
                        ours -> assertThat(ours)
                                .startsWith(
                                        "Or let our pool give up connections before they have been idle for 2.0 s:"));
    }

    @Test
    void idle_times_that_differ_prove_no_limit() {
        silent(limited(idle(2_000, 2_010, 5, 60), idle(9_000, 9_010, 5, 60)).build(), PEER_LIMITS_IDLE_TIME);
        silent(limited(idle(200, 210, 5, 60), idle(800, 810, 5, 60)).build(), PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void what_the_peer_closes_otherwise_counts_against_a_limit_of_idle_time() {
        silent(limited(idle(2_000, 2_010, 5, 60), ends(How.UNEXPLAINED, 5, 3)).build(), PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void connections_that_we_end_do_not_count_against_it() {
        Model model =
                limited(idle(2_000, 2_010, 10, 60), ends(How.OTHER, 10, 3)).build();
        assertThat(only(model, PEER_LIMITS_IDLE_TIME).statement())
                .startsWith("10 of the 10 connections that 10.0.0.7:8080 ended had been idle for");
    }

    @Test
    void a_peer_that_stops_closes_all_at_one_moment_and_that_is_no_limit() {
        silent(limited(idle(2_000, 2_010, 50, 1)).build(), PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void idle_times_that_differ_a_little_ended_at_the_moments_of_all_of_them() {
        PeerEnds earlier = idle(2_000, 2_000, 3, 0);
        PeerEnds later = new PeerEnds(
                PEER,
                How.IDLE,
                0,
                3,
                5,
                Range.of(Duration.ofMillis(2_300)),
                Range.NONE,
                BEGIN.plusSeconds(9),
                BEGIN.plusSeconds(9));
        assertThat(only(limited(earlier, later).build(), PEER_LIMITS_IDLE_TIME).statement())
                .startsWith("6 of the 6 connections that 10.0.0.7:8080 ended had been idle for 2.0 s to 2.3 s.");
    }

    @Test
    void connections_in_step_that_are_all_as_old_may_have_met_a_limit_of_age() {
        Range age = new Range(Duration.ofMillis(10_000), Duration.ofMillis(10_100));
        silent(
                limited(new PeerEnds(
                                PEER,
                                How.IDLE,
                                0,
                                20,
                                5,
                                new Range(Duration.ofMillis(1_000), Duration.ofMillis(1_050)),
                                age,
                                BEGIN,
                                BEGIN.plusSeconds(60)))
                        .build(),
                PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void a_pool_that_fell_over_the_limit_has_that_finding_alone() {
        Model model = limited(idle(2_000, 2_010, 20, 60))
                .sentAfterFin(PEER, new SentAfterFin(0, 1, 0, 0, Range.NONE, Range.NONE), 1)
                .build();
        silent(model, PEER_LIMITS_IDLE_TIME);
    }

    @Test
    void the_limit_is_the_cause_of_a_connection_for_each_request() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, new Why("PEER_CLOSED", OK_HTTP), 1, 6)
                .site(Act.CONNECT, PEER, SITE, 6)
                .ended(idle(400, 410, 6, 4))
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id)
                .startsWith(PEER_LIMITS_IDLE_TIME, CONNECTION_PER_REQUEST);
    }

    @Test
    void destinations_with_one_limit_that_the_same_code_uses_are_one_finding() {
        Model model = limited(announced(5, 10), at(OTHER_PEER, announced(5, 10)))
                .site(Act.CONNECT, OTHER_PEER, SITE, 10)
                .build();
        assertThat(only(model, PEER_LIMITS_REQUESTS).statement())
                .startsWith("20 of the 20 connections that 2 destinations ended had carried 5 requests;")
                .endsWith("By destination: 10.0.0.7:8080 (10) and 10.0.0.8:8080 (10).");
    }

    @Test
    void destinations_with_limits_of_their_own_have_findings_of_their_own() {
        Model model = limited(announced(5, 10), at(OTHER_PEER, announced(7, 10)))
                .site(Act.CONNECT, OTHER_PEER, SITE, 10)
                .build();
        assertThat(Findings.of(model))
                .filteredOn(finding -> finding.id() == PEER_LIMITS_REQUESTS)
                .hasSize(2);
    }

    @Test
    void clients_of_ours_that_close_idle_connections_ask_for_no_change() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.REMOTE, new Why("PEER_CLOSED", "Tomcat 11.0.26"), 3, 20)
                .ended(at(SERVER, idle(2_000, 2_010, 20, 60)))
                .build();
        Finding finding = only(model, PEER_LIMITS_IDLE_TIME);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.statement())
                .startsWith("20 of the 20 connections that clients of our port 80 ended had been idle for 2.0 s.");
        assertThat(ChangeFirst.isAskedFor(finding)).isFalse();
    }

    @Test
    void a_channel_that_the_jdks_http_client_releases_later_is_no_finding() {
        silent(
                new Models()
                        .ports(TestPorts.of(new UnreleasedChannel(
                                "shop.Feed.ask:43", "java.net.http of JDK 25", 1, Duration.ofSeconds(2))))
                        .build(),
                CLOSED_NOT_RELEASED);
    }

    @Test
    void a_farewell_of_tls_that_a_reset_answers_is_not_told_as_a_reset_by_the_peer() {
        silent(resetAfterItsFin("RESPONSE_SAID_CLOSE"), RESET_BY_PEER);
        assertThat(only(resetAfterItsFin("EXCHANGE_FAILED"), RESET_BY_PEER).statement())
                .startsWith("7 connections to 10.0.0.7:8080 were reset by the peer");
    }

    private static Model resetAfterItsFin(String reason) {
        return new Models()
                .closed(new CloseGroup(
                        0,
                        PEER,
                        Verdict.settled(ClosedFirst.REMOTE, Optional.of(Proof.PROVEN), TimeWait.NONE),
                        Ending.RESET_BY_PEER,
                        Reset.of(Ending.RESET_BY_PEER),
                        Trigger.CLOSE,
                        new Why(reason, OK_HTTP),
                        VerdictEvidence.NONE,
                        7,
                        Lifetimes.NONE,
                        CloseWaits.NONE,
                        new Requests(7, 21),
                        new SentAfterFin(7, 0, 0, 0, Range.NONE, Range.NONE),
                        Undelivered.NONE))
                .build();
    }

    private static Model perRequest(String reason, String program) {
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why(reason, program), 1, 200)
                .site(Act.CONNECT, PEER, SITE, 200)
                .build();
    }

    private static Model server(CallSite closer) {
        return new Models()
                .closed(SERVER, ClosedFirst.LOCAL, 200)
                .site(Act.CLOSE, SERVER, closer, 200)
                .build();
    }

    /** Connections that one place of the code opened, 20 a second. */
    private static Models limited(PeerEnds... ends) {
        Models models = new Models()
                .closed(PEER, ClosedFirst.REMOTE, new Why("UNKNOWN", OK_HTTP), 5, 20)
                .opened(PEER, FailureKind.NONE, 200)
                .site(Act.CONNECT, PEER, SITE, 200);
        List.of(ends).forEach(models::ended);
        return models;
    }

    private static PeerEnds announced(int requests, long count) {
        return new PeerEnds(
                PEER, How.ANNOUNCED, requests, count, requests, Range.NONE, Range.NONE, BEGIN, BEGIN.plusSeconds(9));
    }

    private static PeerEnds ends(How how, long count, int most) {
        return new PeerEnds(PEER, how, 0, count, most, Range.NONE, Range.NONE, BEGIN, BEGIN.plusSeconds(9));
    }

    private static PeerEnds idle(long shortest, long longest, long count, long spreadSeconds) {
        return new PeerEnds(
                PEER,
                How.IDLE,
                0,
                count,
                5,
                new Range(Duration.ofMillis(shortest), Duration.ofMillis(longest)),
                Range.NONE,
                BEGIN,
                BEGIN.plusSeconds(spreadSeconds));
    }

    private static PeerEnds at(Destination destination, PeerEnds ends) {
        return new PeerEnds(
                destination,
                ends.how(),
                ends.requests(),
                ends.count(),
                ends.mostRequests(),
                ends.idle(),
                ends.lifetimes(),
                ends.first(),
                ends.last());
    }

    private static List<String> changeFirst(Model model) {
        return ChangeFirst.of(model, Findings.of(model));
    }
}
