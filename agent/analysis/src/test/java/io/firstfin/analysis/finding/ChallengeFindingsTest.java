package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import org.junit.jupiter.api.Test;

/** Credentials that are sent only after they were asked for, where the question ends the connection. */
class ChallengeFindingsTest {

    private static final Why ASKED_BY_PROXY = new Why("RESPONSE_SAID_CLOSE", "OkHttp 5.5.1", Challenge.PROXY);
    private static final Why ASKED_BY_SERVER =
            new Why("RESPONSE_SAID_CLOSE", "HttpURLConnection of JDK 17", Challenge.SERVER);
    private static final Why SAID_CLOSE = new Why("RESPONSE_SAID_CLOSE", "OkHttp 5.5.1");

    @Test
    void a_proxy_that_asks_and_closes_is_named_with_the_code_and_what_the_client_offers() {
        Model model = challenged(ASKED_BY_PROXY, 2, 149);
        Finding finding = only(model, FindingId.PROXY_ENDS_CONNECTION);

        assertThat(finding.statement())
                .isEqualTo("149 of 149 connections to 10.0.0.7:8080 ended with the answer 407: the proxy asks for"
                        + " credentials. 149 other requests were answered. All were closed in"
                        + " shop.Orders.send(Orders.java:42).");
        assertThat(finding.advice())
                .startsWith(
                        "Send the credentials with the first request, before they are asked for.",
                        "OkHttp: an interceptor that adds Proxy-Authorization to http requests.");
        assertThat(Report.of(model).headline())
                .endsWith("Change first: Orders.java:42 sends credentials only when asked (149); send them first.");
    }

    @Test
    void short_lives_and_many_connections_follow_from_it() {
        Model model = challenged(ASKED_BY_PROXY, 1, 149);
        assertThat(Findings.of(model))
                .extracting(Finding::id, finding -> finding.sameCauseAs().orElse(null), finding -> finding.severity())
                .containsExactly(
                        tuple(FindingId.PROXY_ENDS_CONNECTION, null, Severity.WARNING),
                        tuple(FindingId.CONNECTION_PER_REQUEST, FindingId.PROXY_ENDS_CONNECTION, Severity.WARNING));
    }

    @Test
    void credentials_that_were_never_accepted_are_to_be_checked() {
        Finding finding = only(challenged(ASKED_BY_PROXY, 1, 20), FindingId.PROXY_ENDS_CONNECTION);
        assertThat(finding.statement()).contains(" No request was answered otherwise. ");
        assertThat(finding.advice().get(0))
                .isEqualTo("Give the client credentials that the proxy accepts: it has accepted none.");
    }

    @Test
    void a_tunnel_is_asked_for_before_any_request() {
        Model model = new Models()
                .closed(
                        PEER,
                        ClosedFirst.LOCAL,
                        new Why("RESPONSE_SAID_CLOSE", "OkHttp 5.5.1", Challenge.PROXY_BEFORE_TUNNEL),
                        0,
                        20)
                .closed(PEER, ClosedFirst.LOCAL, new Why("IDLE_TIMEOUT", "OkHttp 5.5.1"), 3, 20)
                .build();
        Finding finding = only(model, FindingId.PROXY_ENDS_CONNECTION);
        assertThat(finding.statement())
                .startsWith("20 of 40 connections to 10.0.0.7:8080 ended with the answer 407: the proxy asks for"
                        + " credentials before it opens a tunnel. 60 other requests were answered.");
        assertThat(finding.advice().get(1)).contains("OkHttp-Preemptive");
    }

    @Test
    void a_server_that_asks_is_told_apart_from_a_proxy() {
        Finding finding = only(challenged(ASKED_BY_SERVER, 2, 20), FindingId.CHALLENGE_ENDS_CONNECTION);
        assertThat(finding.statement())
                .startsWith("20 of 20 connections to 10.0.0.7:8080 ended with the answer 401: the server asks");
        assertThat(finding.advice().get(1)).isEqualTo("The application may set the header Authorization itself.");
    }

    @Test
    void a_few_of_them_or_other_answers_that_end_connections_are_no_such_finding() {
        silent(challenged(ASKED_BY_PROXY, 2, 4), FindingId.PROXY_ENDS_CONNECTION);
        silent(challenged(SAID_CLOSE, 1, 200), FindingId.PROXY_ENDS_CONNECTION);
        silent(challenged(SAID_CLOSE, 1, 200), FindingId.CHALLENGE_ENDS_CONNECTION);
    }

    @Test
    void a_side_effect_of_few_connections_does_not_stand_for_the_others() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, ASKED_BY_PROXY, 1, 20)
                .closed(PEER, ClosedFirst.LOCAL, SAID_CLOSE, 1, 400)
                .opened(PEER, FailureKind.NONE, 420)
                .build();
        assertThat(only(model, FindingId.CONNECTION_PER_REQUEST).sameCauseAs()).isEmpty();
        assertThat(only(model, FindingId.PROXY_ENDS_CONNECTION).severity()).isEqualTo(Severity.INFO);
    }

    private static Model challenged(Why why, int requests, long count) {
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, why, requests, count)
                .opened(PEER, FailureKind.NONE, count)
                .site(Act.CLOSE, PEER, SITE, count, Mark.CHALLENGED)
                .build();
    }
}
