package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.model.Workload;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Causes stand before side effects, with their share, and what follows from a cause is listed below it. */
class RankingTest {

    private static final Duration NEVER = Duration.ofNanos(-1);
    private static final Destination OTHER = Destination.client(Models.NETWORK, "10.0.0.1", "10.99.0.2", 8080);

    @Test
    void a_leak_that_holds_the_ports_is_their_cause_and_stands_first_with_its_line() {
        Model model = leak();
        assertThat(Findings.of(model))
                .extracting(
                        Finding::id,
                        Finding::severity,
                        finding -> finding.sameCauseAs().isPresent())
                .containsExactly(
                        tuple(FindingId.CLOSE_WAIT_LEAK, Severity.WARNING, false),
                        tuple(FindingId.PORT_BUDGET, Severity.WARNING, true));
        assertThat(Findings.of(model).get(0).explains()).contains(new Explains(199, 200, "ports taken"));
        assertThat(only(model, FindingId.PORT_BUDGET).advice())
                .first()
                .asString()
                .isEqualTo("Close what the peer has closed: 199 of these connections wait for our close, opened in"
                        + " shop.Feed.open:12.");
        assertThat(Report.of(model).headline())
                .endsWith("Change first: Feed.java:12 leaks connections (199); close each when a read ends.");
    }

    @Test
    void a_leak_is_as_urgent_as_the_want_of_ports_that_it_makes() {
        PortCount full = new PortCount(Instant.EPOCH, 1000, 0, 20, 980, 20, 0, 0, 20, NEVER);
        Model model = new Models()
                .opened(PEER, FailureKind.NONE, 980)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 7)
                .ports(TestPorts.of(
                        List.of(),
                        List.of(new PortExhaustion(0, PEER, "CONNECT", 7, full, List.of(), "", "", "")),
                        List.of(new WaitingClose(PEER, "shop.Feed.open:12", "", false, 980, Duration.ofSeconds(30))),
                        List.of(),
                        List.of(),
                        List.of()))
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::severity, Finding::id)
                .containsExactly(
                        tuple(Severity.CRITICAL, FindingId.CLOSE_WAIT_LEAK),
                        tuple(Severity.CRITICAL, FindingId.PORTS_EXHAUSTED));
        assertThat(Report.of(model).headline())
                .first()
                .asString()
                .startsWith("OUT OF LOCAL PORTS: 7 of 987 connects to 10.0.0.7:8080");
        assertThat(Report.of(model).headline())
                .endsWith("Change first: Feed.java:12 leaks connections (980); close each when a read ends.");
    }

    @Test
    void a_leak_is_not_cured_by_keep_alive_and_what_if_says_so() {
        assertThat(TextReport.render(Report.of(leak())))
                .contains("WARNING CLOSE_WAIT_LEAK (99.5 % of the ports taken)\n")
                .contains("WARNING PORT_BUDGET (20 % of the ports), same cause as CLOSE_WAIT_LEAK above\n")
                .doesNotContain("Bound the connections", "alive and share them", "No change is needed");
    }

    @Test
    void what_if_says_what_it_cannot_cure_where_it_has_a_table_and_where_it_has_none() {
        assertThat(TextReport.render(Report.of(leakWith(TestWorkloads.steady(40, 10, Duration.ofMillis(5))))))
                .contains(
                        "  - all of them: 199 connections are never closed (CLOSE_WAIT_LEAK). Keep-alive does not cure")
                .doesNotContain("No change is needed");
        assertThat(TextReport.render(Report.of(leakWith(TestWorkloads.steady(1, 2, Duration.ofMillis(5))))))
                .contains("Ports are short, and not for the connections of this recording")
                .doesNotContain("No change is needed");
    }

    @Test
    void a_connection_for_each_request_and_the_ports_it_fills_are_one_cause() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("POOL_CLOSED", "OkHttp 4.12.0"), 1, 4_970)
                .opened(PEER, FailureKind.NONE, 4_970)
                .site(Act.CONNECT, PEER, SITE, 4_970)
                .site(Act.CLOSE, PEER, SITE, 4_970, Mark.TIME_WAIT_OURS)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id, Finding::sameCauseAs)
                .containsExactly(
                        tuple(FindingId.PORT_BUDGET, Optional.empty()),
                        tuple(FindingId.CONNECTION_PER_REQUEST, Optional.of(FindingId.PORT_BUDGET)));
        assertThat(Report.of(model).headline())
                .endsWith("Change first: Orders.java:42 makes an HTTP client for each request (497 a second); make one"
                        + " for all.");
    }

    @Test
    void a_cause_that_is_less_urgent_stands_below_what_follows_from_it() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 1, 60)
                .opened(PEER, FailureKind.NONE, 60)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 12)
                .site(Act.CONNECT, PEER, SITE, 60)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id)
                .containsExactly(FindingId.PORTS_EXHAUSTED, FindingId.CONNECTION_PER_REQUEST);
        assertThat(Report.of(model).headline())
                .endsWith(
                        "Change first: Orders.java:42 opens a connection for each request; let the server keep them.");
    }

    @Test
    void a_side_effect_of_6_percent_does_not_stand_before_the_cause_of_94() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 850)
                .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_UNREAD_DATA, Trigger.CLOSE, 40)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id)
                .containsExactly(FindingId.SHORT_CONNECTIONS, FindingId.RESET_BY_UNREAD_DATA);
        assertThat(Findings.of(model).get(1).explains()).contains(new Explains(40, 890, "closes"));
    }

    @Test
    void one_channel_that_is_not_released_does_not_stand_before_the_cause_of_all_closes() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 1, 400)
                .opened(PEER, FailureKind.NONE, 400)
                .ports(TestPorts.of(new UnreleasedChannel("shop.Feed.stop:12", "", 1, Duration.ofSeconds(2))))
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::severity, Finding::id)
                .containsExactly(
                        tuple(Severity.WARNING, FindingId.CONNECTION_PER_REQUEST),
                        tuple(Severity.WARNING, FindingId.CLOSED_NOT_RELEASED));
    }

    @Test
    void what_many_connects_fail_of_stands_before_what_few_fail_of() {
        Model model = new Models()
                .opened(PEER, FailureKind.REFUSED, 4)
                .opened(OTHER, FailureKind.TIMED_OUT, 85)
                .build();
        assertThat(Findings.of(model))
                .extracting(finding -> finding.evidence().get("failureKind"))
                .containsExactly("TIMED_OUT", "REFUSED");
        assertThat(Findings.of(model).get(0).explains().orElseThrow().words()).isEqualTo("96 % of the connects");
    }

    @Test
    void resets_of_what_waited_for_our_close_are_of_the_same_stale_pool() {
        Model model = new Models()
                .closed(new CloseGroup(
                        0,
                        PEER,
                        new Verdict(ClosedFirst.REMOTE, TimeWait.NONE, true),
                        Ending.RESET_BY_PEER,
                        Reset.of(Ending.RESET_BY_PEER, ResetBy.REMOTE, false, false),
                        Trigger.CLOSE,
                        new Why("STALE", "Apache HttpClient 5.4.1"),
                        VerdictEvidence.NONE,
                        8,
                        Lifetimes.NONE,
                        new CloseWaits(8, Duration.ofSeconds(4)),
                        Requests.NONE))
                .closed(PEER, ClosedFirst.REMOTE, 2)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id, finding -> finding.sameCauseAs().orElse(null))
                .containsExactly(
                        tuple(FindingId.LONG_CLOSE_WAIT, null),
                        tuple(FindingId.RESET_BY_PEER, FindingId.LONG_CLOSE_WAIT));
    }

    @Test
    void the_other_end_of_our_own_reset_is_no_reset_of_a_peer_to_look_at() {
        Destination self = Destination.client(Models.NETWORK, "127.0.0.1", "127.0.0.1", 80);
        Model model = new Models()
                .closed(self, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 5)
                .closed(Models.SERVER, ClosedFirst.REMOTE, Ending.RESET_BY_PEER, Trigger.CLOSE, 6)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id, finding -> finding.sameCauseAs().orElse(null))
                .containsExactly(
                        tuple(FindingId.RESET_BY_LINGER, null),
                        tuple(FindingId.RESET_BY_PEER, FindingId.RESET_BY_LINGER));
    }

    @Test
    void binds_before_connect_are_why_binds_find_no_port() {
        Model model = new Models()
                .bindFailed(40)
                .opened(new OpenGroup(0, PEER, FailureKind.NONE, true, 30, ""))
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id)
                .containsExactly(FindingId.PORTS_EXHAUSTED, FindingId.BIND_BEFORE_CONNECT);
    }

    @Test
    void findings_on_the_recording_itself_stand_behind_those_on_the_application() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.UNKNOWN, 90)
                .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 10)
                .build();
        assertThat(Findings.of(model))
                .extracting(Finding::id)
                .containsSubsequence(FindingId.RESET_BY_LINGER, FindingId.VERDICTS_UNKNOWN);
    }

    /** A budget is of all processes of a network namespace. */
    @Test
    void ports_that_another_process_holds_towards_its_own_destination_are_no_finding() {
        silent(heldElsewhere(450), FindingId.PORT_BUDGET);
    }

    @Test
    void no_advice_names_a_destination_that_this_jvm_does_not_use() {
        Finding budget = only(heldElsewhere(-1), FindingId.PORT_BUDGET);
        assertThat(budget.severity()).isEqualTo(Severity.INFO);
        assertThat(budget.advice()).noneMatch(line -> line.contains("10.99.0.2"));
        assertThat(Report.of(heldElsewhere(-1)).headline())
                .noneMatch(line -> line.contains("10.99.0.2"))
                .endsWith("Change first: nothing has to change.");
    }

    @Test
    void time_wait_of_before_the_recording_is_not_told_as_other_processes() {
        PortCount full = new PortCount(Instant.EPOCH, 1000, 0, 1000, 0, 0, -1, 0, -1, NEVER);
        Model model = new Models()
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 31)
                .ports(TestPorts.of(
                        List.of(),
                        List.of(new PortExhaustion(
                                0,
                                PEER,
                                "CONNECT",
                                31,
                                full,
                                List.of("1000 rows 100% of other processes, or closed before they were recorded"),
                                "",
                                "",
                                "")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .build();
        assertThat(only(model, FindingId.PORTS_EXHAUSTED).statement())
                .endsWith(" At the first failure the kernel showed 1,000 TIME_WAIT (none of them closed during this"
                        + " recording: from before it, or another process's), 0 ESTABLISHED, 0 in other states.");
    }

    private static Model leak() {
        return leakOf().build();
    }

    private static Model leakWith(Workload load) {
        return leakOf().workload(PEER, load).build();
    }

    private static Models leakOf() {
        PortCount look = new PortCount(Instant.EPOCH, 1000, 1, 0, 199, 0, 0, 800, 20, Duration.ofSeconds(40));
        return new Models()
                .opened(PEER, FailureKind.NONE, 200)
                .stillOpen(PEER, 200)
                .ports(TestPorts.of(
                        List.of(new PortBudget(0, PortSide.CLIENT, PEER, "", look, look, Optional.of(look), 3)),
                        List.of(),
                        List.of(new WaitingClose(PEER, "shop.Feed.open:12", "", false, 199, Duration.ofSeconds(30))),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static Model heldElsewhere(long otherProcesses) {
        PortCount look = new PortCount(Instant.EPOCH, 500, 450, 0, 0, 0, otherProcesses, 50, 1, NEVER);
        Ports ports = TestPorts.of(
                List.of(new PortBudget(0, PortSide.CLIENT, OTHER, "", look, look, Optional.empty(), 3)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new Models()
                .opened(PEER, FailureKind.NONE, 30)
                .closed(PEER, ClosedFirst.REMOTE, 3)
                .ports(ports)
                .build();
    }
}
