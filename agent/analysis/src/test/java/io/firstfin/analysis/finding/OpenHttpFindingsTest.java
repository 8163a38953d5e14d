package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.CONNECTION_PER_REQUEST;
import static io.firstfin.analysis.finding.FindingId.PORT_BUDGET;
import static io.firstfin.analysis.finding.FindingId.RESPONSES_NEVER_CLOSED;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connections that HTTP clients hold open: each of a client of its own, or with a response that nobody reads. */
class OpenHttpFindingsTest {

    private static final Duration NEVER = Duration.ofNanos(-1);

    @Test
    void a_client_for_each_request_is_found_though_its_connections_stay_open() {
        Model model = open(100, 100, 100, 0).build();
        says(
                model,
                CONNECTION_PER_REQUEST,
                Severity.WARNING,
                "100 connections to 10.0.0.7:8080 carried 100 requests, 1.0 each; 10.0 are opened a second. All were opened"
                        + " in shop.Orders.send(Orders.java:42). All of them are open, and each belongs to a client of"
                        + " its own (OkHttp 5.5.1).");
        Finding finding = only(model, CONNECTION_PER_REQUEST);
        assertThat(finding.advice())
                .first()
                .isEqualTo("Make one client for all requests to 10.0.0.7:8080, and keep it.");
        assertThat(ChangeFirst.of(model, List.of(finding)))
                .first()
                .isEqualTo("Orders.java:42 makes an HTTP client for each request (10.0 a second); make one for all.");
        assertThat(finding.explains()).contains(new Explains(100, 100, "connections"));
    }

    @Test
    void a_pool_that_grows_is_no_client_for_each_request() {
        silent(open(100, 100, 1, 0).build(), CONNECTION_PER_REQUEST);
        silent(open(100, 100, 50, 0).build(), CONNECTION_PER_REQUEST);
    }

    @Test
    void clients_that_carry_more_than_a_request_are_used_again() {
        silent(open(100, 150, 100, 0).build(), CONNECTION_PER_REQUEST);
    }

    @Test
    void some_clients_that_a_program_makes_when_it_starts_are_no_habit() {
        silent(open(19, 19, 19, 0).build(), CONNECTION_PER_REQUEST);
    }

    @Test
    void what_was_open_before_the_recording_proves_nothing() {
        Model model = open(100, 100, 100, 5)
                .stillOpen(PEER, 4)
                .opened(PEER, FailureKind.NONE, 4)
                .build();
        silent(model, CONNECTION_PER_REQUEST);
        silent(model, RESPONSES_NEVER_CLOSED);
    }

    @Test
    void clients_of_which_the_collector_closed_some_are_counted_together() {
        Model model = open(60, 60, 60, 0)
                .closed(PEER, ClosedFirst.LOCAL, new Why("POOL_CLOSED", "java.net.http of JDK 25"), 1, 40)
                .build();
        assertThat(only(model, CONNECTION_PER_REQUEST).statement())
                .startsWith("100 connections to 10.0.0.7:8080 carried 100 requests, 1.0 each;")
                .contains("60 of them are open, and each belongs to a client of its own (OkHttp 5.5.1).")
                .contains("Why: 100 % because its pool was closed");
    }

    @Test
    void clients_that_the_end_of_the_jvm_ended_are_counted_once() {
        Model model = new Models()
                .ports(TestPorts.of(counted(60, 60, 60, 0)))
                .opened(PEER, FailureKind.NONE, 60)
                .site(Act.CONNECT, PEER, SITE, 60)
                .closed(new CloseGroup(
                        0,
                        PEER,
                        new Verdict(ClosedFirst.LOCAL, TimeWait.UNKNOWN, false),
                        Ending.UNKNOWN,
                        Reset.NONE,
                        Trigger.EXIT,
                        new Why("JVM_ENDED", "OkHttp 5.5.1"),
                        VerdictEvidence.NONE,
                        60,
                        Lifetimes.NONE,
                        CloseWaits.NONE,
                        new Requests(60, 60)))
                .build();
        Finding finding = only(model, CONNECTION_PER_REQUEST);
        assertThat(finding.statement())
                .startsWith("60 connections to 10.0.0.7:8080 carried 60 requests, 1.0 each;")
                .contains(
                        "All of them were open when the JVM ended, and each belonged to a client of its own (OkHttp 5.5.1).");
        assertThat(finding.explains()).contains(new Explains(60, 60, "closes"));
        assertThat(Report.of(model).headline().get(0))
                .contains("60 connections were closed", "60 as the JVM ended.")
                .doesNotContain("stayed open");
    }

    @Test
    void the_ports_that_abandoned_clients_hold_are_their_effect() {
        PortCount held = new PortCount(Instant.EPOCH, 150, 100, 0, 0, 0, 0, 50, 1, NEVER);
        Ports ports = Ports.together(List.of(
                TestPorts.of(counted(100, 100, 100, 0)),
                TestPorts.of(
                        List.of(new PortBudget(0, PortSide.CLIENT, PEER, "", held, held, Optional.empty(), 3)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())));
        Model model = open(100, 100, 100, 0).ports(ports).build();
        assertThat(only(model, PORT_BUDGET).sameCauseAs()).contains(CONNECTION_PER_REQUEST);
    }

    @Test
    void responses_that_nobody_reads_or_closes_are_named_by_who_asked() {
        Model model = open(5, 5, 1, 5).build();
        says(
                model,
                RESPONSES_NEVER_CLOSED,
                Severity.WARNING,
                "5 of 5 open connections to 10.0.0.7:8080 hold a response that has arrived, and that was neither read to"
                        + " its end nor closed, the longest for 2.1 s. Until then they are not back in their pool. All"
                        + " were opened in shop.Orders.send(Orders.java:42). The client is OkHttp 5.5.1.");
        assertThat(ChangeFirst.of(model, List.of(only(model, RESPONSES_NEVER_CLOSED))))
                .first()
                .isEqualTo("Orders.java:42 leaves responses open (5); close each by try-with-resources.");
    }

    @Test
    void one_or_two_responses_may_be_on_their_way() {
        silent(open(5, 5, 1, 2).build(), RESPONSES_NEVER_CLOSED);
    }

    private static Models open(long connections, long requests, long pools, long unread) {
        return new Models()
                .ports(TestPorts.of(counted(connections, requests, pools, unread)))
                .opened(PEER, FailureKind.NONE, connections)
                .stillOpen(PEER, connections)
                .site(Act.CONNECT, PEER, SITE, connections);
    }

    private static OpenHttp counted(long connections, long requests, long pools, long unread) {
        return new OpenHttp(
                PEER,
                "OkHttp 5.5.1",
                connections,
                requests,
                pools,
                unread,
                unread == 0 ? NEVER : Duration.ofMillis(2_100));
    }
}
