package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import org.junit.jupiter.api.Test;

/** Proxies that refuse to connect, and what is behind those that do. */
class ProxyFindingsTest {

    private static final Why REFUSED = new Why("PROXY_REFUSED", "");

    @Test
    void a_proxy_that_refuses_is_named_with_what_it_was_asked_for_and_the_code() {
        Model model = refused(60)
                .proxied(PEER, "example:443", true, 58)
                .proxied(PEER, "other:22", true, 2)
                .build();
        Finding finding = only(model, FindingId.PROXY_REFUSES);
        assertThat(finding.statement())
                .isEqualTo("60 connections to 10.0.0.7:8080 were closed because the proxy there refused to connect to"
                        + " example:443 (58), other:22 (2). All were closed in shop.Orders.send(Orders.java:42).");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(Report.of(model).headline())
                .endsWith("Change first: Orders.java:42 asks a proxy that refuses (60); look at the proxy's rules.");
    }

    @Test
    void short_lives_follow_from_the_refusal() {
        Model model = refused(60).proxied(PEER, "example:443", true, 60).build();
        assertThat(only(model, FindingId.SHORT_CONNECTIONS).sameCauseAs()).contains(FindingId.PROXY_REFUSES);
        assertThat(only(model, FindingId.PROXY_REFUSES).statement()).contains(" refused to connect to example:443. ");
    }

    @Test
    void a_connection_for_each_request_through_a_proxy_says_what_is_behind_it() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("POOL_CLOSED", "OkHttp 5.5.1"), 1, 400)
                .opened(PEER, FailureKind.NONE, 400)
                .proxied(PEER, "example:443", false, 397)
                .build();
        assertThat(only(model, FindingId.CONNECTION_PER_REQUEST).statement())
                .contains(" 397 led through the proxy there to example:443.");
        silent(model, FindingId.PROXY_REFUSES);
    }

    @Test
    void the_rest_of_a_refusal_is_no_data_that_was_lost() {
        Model model = new Models()
                .closed(unread(REFUSED, 60))
                .closed(unread(Why.UNKNOWN, 3))
                .build();
        assertThat(only(model, FindingId.RESET_BY_UNREAD_DATA).statement()).startsWith("3 connections ");
    }

    @Test
    void a_proxy_that_wants_credentials_before_a_tunnel_does_not_refuse_it_by_its_rules() {
        Why wanted = new Why("PROXY_REFUSED", "HttpURLConnection of JDK 17", Challenge.PROXY_BEFORE_TUNNEL);
        Model model =
                new Models().closed(PEER, ClosedFirst.LOCAL, wanted, 0, 20).build();
        silent(model, FindingId.PROXY_REFUSES);
        assertThat(only(model, FindingId.PROXY_ENDS_CONNECTION).advice())
                .containsExactly(
                        "Give the client credentials that the proxy accepts: it has accepted none.",
                        "The JDK sends no Basic credentials with CONNECT, unless"
                                + " -Djdk.http.auth.tunneling.disabledSchemes= is set.");
    }

    private static CloseGroup unread(Why why, long count) {
        return new CloseGroup(
                0,
                PEER,
                new Verdict(ClosedFirst.LOCAL, TimeWait.NONE, true),
                Ending.RESET_BY_UNREAD_DATA,
                Reset.of(Ending.RESET_BY_UNREAD_DATA),
                Trigger.CLOSE,
                why,
                VerdictEvidence.NONE,
                count,
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE);
    }

    private static Models refused(long count) {
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, REFUSED, 0, count)
                .opened(PEER, FailureKind.NONE, count)
                .site(Act.CLOSE, PEER, SITE, count, Mark.PROXY_REFUSED);
    }
}
