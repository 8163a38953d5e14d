package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.render.text.TextReport;
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

class HeadlineTest {

    @Test
    void that_ports_ran_out_stands_first_whatever_was_closed() {
        Model model = new Models()
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004)
                .timeWaitCounted(28_232, 28_232, 28_232)
                .build();
        assertThat(headline(model))
                .containsExactly(
                        "OUT OF LOCAL PORTS: 2,004 of 2,004 connects to 10.0.0.7:8080 found none free, out"
                                + " of 28,232.",
                        "0 connections were closed in 10.0 s.",
                        "Closed first: nothing was closed while the recording ran.",
                        "TIME_WAIT: none was made meanwhile; the kernel counted up to 28,232 from before or"
                                + " elsewhere.",
                        "Change first: Keep connections to 10.0.0.7:8080 alive and share them in a pool.");
    }

    @Test
    void closes_of_older_connections_are_no_connects() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 500)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004)
                .build();
        assertThat(headline(model).get(0)).startsWith("OUT OF LOCAL PORTS: 2,004 of 2,004 connects");
    }

    @Test
    void a_budget_that_ran_out_is_used_up_in_the_table_too() {
        Model model =
                new Models().opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004).build();
        assertThat(TextReport.render(Report.of(model)))
                .contains(" 10.0.0.7:8080 |        0 |      0 |        - |           0 | used up\n");
    }

    @Test
    void ports_that_may_run_out_are_told_as_what_would_be() {
        assertThat(headline(new Models().closed(PEER, ClosedFirst.LOCAL, 2_000).build()))
                .contains("Worst destination: 10.0.0.7:8080; at this rate TIME_WAIT would fill 43 % of"
                        + " 28,232 ports.");
    }

    @Test
    void connections_that_stay_open_are_told_although_nothing_was_closed() {
        assertThat(headline(new Models()
                        .opened(PEER, FailureKind.NONE, 30)
                        .stillOpen(PEER, 30)
                        .build()))
                .startsWith("0 connections were closed in 10.0 s; of 30 opened meanwhile" + " 30 stayed open.");
    }

    @Test
    void connections_that_stay_open_take_no_line_from_the_answer() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 1_999)
                .closed(uncertain())
                .opened(PEER, FailureKind.NONE, 2_030)
                .stillOpen(PEER, 30)
                .build();
        assertThat(headline(model))
                .containsExactly(
                        "2,000 connections were closed in 10.0 s, 200 a second; of 2,030 opened meanwhile 30"
                                + " stayed open.",
                        "Closed first: as client we >99.9 %, unknown <0.1 % of 2,000; <0.1 % unconfirmed.",
                        "Keeps TIME_WAIT: as client we >99.9 %, unknown <0.1 %.",
                        "Worst destination: 10.0.0.7:8080; at this rate TIME_WAIT would fill 42 % of 28,232"
                                + " ports.",
                        "Change first: Reuse connections to 10.0.0.7:8080: one client or pool for all" + " requests.");
    }

    @Test
    void what_is_only_supposed_is_told_apart() {
        assertThat(headline(new Models()
                        .closed(PEER, ClosedFirst.REMOTE, 99)
                        .supposed(PEER, ClosedFirst.LOCAL, "ESTABLISHED", 1)
                        .build()))
                .contains(
                        "Closed first: as client we 1.0 %, the peer 99 % of 100; 1.0 % supposed, not proven.",
                        "Keeps TIME_WAIT: as client the peer 99 %, unknown 1.0 %.");
        assertThat(headline(
                        new Models().supposed(PEER, ClosedFirst.LOCAL, "", 9).build()))
                .contains("Closed first: as client we 100 % of 9; 100 % supposed, not proven.");
    }

    @Test
    void the_words_on_what_is_supposed_fit_the_line() {
        assertThat(headline(new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 1_000_000)
                        .closed(PEER, ClosedFirst.REMOTE, 1)
                        .closed(PEER, ClosedFirst.BOTH, 1)
                        .closed(PEER, ClosedFirst.UNKNOWN, 1)
                        .supposed(PEER, ClosedFirst.LOCAL, "", 1)
                        .build()))
                .contains("Closed first: as client we >99.9 %, the peer <0.1 %, both <0.1 %, unknown <0.1 %;"
                        + " <0.1 % supposed.");
    }

    @Test
    void a_client_that_closes_first_and_a_server_that_does_not_are_no_half_and_half() {
        assertThat(headline(new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 400)
                        .closed(Models.SERVER, ClosedFirst.REMOTE, 400)
                        .build()))
                .contains(
                        "Closed first: as client we 100 % of 400; as server the peer 100 % of 400.",
                        "Keeps TIME_WAIT: as client we 100 %; as server the peer 100 %.")
                .noneMatch(line -> line.contains("50 %"));
    }

    @Test
    void roles_that_do_not_fit_into_one_line_share_as_few_as_they_can() {
        Models models = new Models();
        for (Destination destination : List.of(PEER, Models.SERVER, Destination.unknown(Models.NETWORK))) {
            models.closed(destination, ClosedFirst.LOCAL, 40)
                    .closed(destination, ClosedFirst.REMOTE, 30)
                    .closed(destination, ClosedFirst.BOTH, 20)
                    .closed(destination, ClosedFirst.UNKNOWN, 10);
        }
        assertThat(Report.of(models.build()).headline())
                .hasSize(7)
                .contains(
                        "Closed first: client: we 40 %, peer 30 %, else 30 %; server: we 40 %, peer 30 %, else 30 %.",
                        "Closed first: in an unknown role we 40 %, the peer 30 %, both 20 %, unknown 10 % of 100.",
                        "Keeps TIME_WAIT: client: we 40 %, peer 30 %, else 30 %; server: we 40 %, peer 30 %, else"
                                + " 30 %.",
                        "Keeps TIME_WAIT: in an unknown role we 40 %, the peer 30 %, both 20 %, unknown 10 %.");
    }

    @Test
    void two_roles_share_a_line_if_need_be_without_their_numbers() {
        assertThat(headline(new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 8_500)
                        .closed(PEER, ClosedFirst.REMOTE, 1_000)
                        .closed(PEER, ClosedFirst.BOTH, 500)
                        .closed(Models.SERVER, ClosedFirst.REMOTE, 9_000)
                        .closed(Models.SERVER, ClosedFirst.LOCAL, 1_000)
                        .build()))
                .contains(
                        "Closed first: as client we 85 %, the peer 10 %, both 5.0 %; as server we 10 %, the peer 90 %.",
                        "Keeps TIME_WAIT: as client we 85 %, the peer 10 %, both 5.0 %; as server we 10 %, the peer"
                                + " 90 %.");
    }

    @Test
    void several_destinations_of_one_call_site_are_named_by_the_call_site() {
        Models models = new Models();
        for (int i = 1; i <= 16; i++) {
            Destination peer = Destination.client(Models.NETWORK, "10.0.0.100", "10.0.0." + i, 8080);
            models.closed(peer, ClosedFirst.LOCAL, 2_500)
                    .opened(peer, FailureKind.NONE, 2_500)
                    .site(Act.CLOSE, peer, Models.SITE, 2_500, Mark.TIME_WAIT_OURS)
                    .site(Act.CONNECT, peer, Models.SITE, 2_500);
        }
        assertThat(headline(models.build()))
                .endsWith(
                        "16 destinations from Orders.send(Orders.java:42); at worst TIME_WAIT would fill 53 % of the"
                                + " ports.",
                        "Change first: Orders.java:42 opens a connection for each use (4,000 a second); share a pool.");
    }

    @Test
    void open_connections_that_hold_the_ports_are_the_matter_and_not_time_wait() {
        PortCount full = count(23_000, 400);
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 12)
                .opened(PEER, FailureKind.NONE, 9_000)
                .stillOpen(PEER, 8_988)
                .ports(budgets(full))
                .build();
        assertThat(headline(model))
                .containsExactly(
                        "12 connections were closed in 10.0 s, 1.2 a second; of 9,000 opened meanwhile 8,988"
                                + " stayed open.",
                        "Closed first: as client the peer 100 % of 12.",
                        "Keeps TIME_WAIT: as client the peer 100 %.",
                        "Worst destination: 10.0.0.7:8080; open connections hold 23,000 of 28,232 ports.",
                        "Change first: Bound the connections to 10.0.0.7:8080: open ones hold most of the" + " ports.");
    }

    @Test
    void binds_that_found_no_port_stand_first() {
        assertThat(headline(new Models().bindFailed(40).build()))
                .startsWith("OUT OF LOCAL PORTS: 40 binds of client sockets found none free.")
                .endsWith("Change first: Orders.java:42 binds before it connects (40); connect without binding.");
    }

    @Test
    void the_black_box_alone_tells_that_ports_ran_out() {
        Model model = new Models().ports(exhausted(PEER, "CONNECT")).build();
        assertThat(headline(model))
                .startsWith("OUT OF LOCAL PORTS: 31 connects to 10.0.0.7:8080" + " found none free, out of 28,232.");
        assertThat(headline(new Models().ports(exhausted(PEER, "BIND")).build()))
                .startsWith("OUT OF LOCAL PORTS: 31 binds of client sockets found none free.");
    }

    @Test
    void what_our_code_never_closes_is_the_matter() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 12)
                .ports(TestPorts.of(
                        List.of(),
                        List.of(),
                        List.of(new WaitingClose(
                                PEER, "shop.Stock.ask:7", "OkHttp 4.12.0", false, 30, Duration.ofMinutes(3))),
                        List.of(),
                        List.of(),
                        List.of()))
                .build();
        assertThat(headline(model))
                .endsWith(
                        "Found first: 30 connections were in CLOSE_WAIT and had no close in the recording.",
                        "Change first: Stock.java:7 leaks connections (30); share one client, close its responses.");
    }

    @Test
    void where_nothing_is_wrong_nothing_has_to_change() {
        Model model = new Models().closed(PEER, ClosedFirst.REMOTE, 3).build();
        assertThat(headline(model))
                .containsExactly(
                        "3 connections were closed in 10.0 s, 0.30 a second.",
                        "Closed first: as client the peer 100 % of 3.",
                        "Keeps TIME_WAIT: as client the peer 100 %.",
                        "Worst destination: none; no TIME_WAIT of ours was made towards any.",
                        "Change first: nothing has to change.");
    }

    @Test
    void what_is_mere_information_and_asks_for_a_change_is_not_told_as_nothing() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("POOL_CLOSED", "OkHttp 4.12.0"), 1, 40)
                .opened(PEER, FailureKind.NONE, 40)
                .site(Act.CONNECT, PEER, Models.SITE, 40)
                .build();
        assertThat(headline(model))
                .endsWith(
                        "Found first: 40 connections to 10.0.0.7:8080 carried 40 requests, 1.0 each; 4.0 are opened a second.",
                        "Change first (not urgent): Orders.java:42 makes an HTTP client for each request; make one for"
                                + " all.");
    }

    @Test
    void a_sentence_that_fits_is_not_followed_by_the_beginning_of_another_one() {
        assertThat(headline(new Models().closed(uncertain()).build()))
                .contains("Found first: For 1 connection (100 % of all) the recording cannot tell who closed first.");
    }

    @Test
    void code_of_a_library_is_no_code_to_change() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 300)
                .site(Act.CONNECT, PEER, new CallSite("sun.nio.ch.SocketChannelImpl", "finishConnect", 1068, ""), 300)
                .build();
        assertThat(headline(model))
                .endsWith("Change first: Reuse connections to 10.0.0.7:8080: one client or pool for all requests.");
    }

    @Test
    void where_no_close_was_recorded_nobody_knows_what_has_to_change() {
        assertThat(headline(new Models().build()))
                .endsWith("Change first: unknown. No close was"
                        + " recorded, so nothing is known of how connections end.");
    }

    @Test
    void without_an_account_of_the_agent_it_is_open_what_was_not_seen() {
        Model model =
                new Models().agent(null).closed(PEER, ClosedFirst.REMOTE, 3).build();
        assertThat(Report.of(model).headline())
                .hasSize(6)
                .endsWith(
                        "Change first: unknown. No firstfin.AgentStatus was recorded: it is open whether"
                                + " FirstFin saw all.",
                        "Not seen: No firstfin.AgentStatus was recorded: it is open whether FirstFin saw" + " all.");
        assertThat(TextReport.render(Report.of(model)))
                .doesNotContain("Nothing to report")
                .doesNotContainIgnoringCase("nothing has to change");
    }

    @Test
    void a_jvm_whose_connections_are_all_untraced_is_not_taken_for_a_healthy_one() {
        Model model = new Models().agent(Models.HEALTHY.withUntraced(50, 100)).build();
        assertThat(headline(model))
                .endsWith(
                        "Found first: 50 of this JVM's connections are not traced (native transport? older"
                                + " than the agent?).",
                        "Change first: Find the native code that makes them, or start the JVM with" + " -javaagent.");
    }

    @Test
    void untraced_connections_have_a_line_of_their_own_beside_another_finding() {
        Model model = new Models()
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004)
                .agent(Models.HEALTHY.withUntraced(1, -1))
                .build();
        assertThat(Report.of(model).headline())
                .hasSize(6)
                .endsWith("Not seen: 1 open connection of this recording's JVMs is not traced.");
    }

    private static CloseGroup uncertain() {
        return new CloseGroup(
                0,
                PEER,
                new Verdict(ClosedFirst.UNKNOWN, TimeWait.UNKNOWN, false),
                Ending.FIN,
                Reset.NONE,
                Trigger.CLOSE,
                Why.UNKNOWN,
                VerdictEvidence.NONE,
                1,
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE);
    }

    private static PortCount count(long established, long timeWait) {
        return new PortCount(
                Instant.EPOCH,
                28_232,
                established,
                timeWait,
                0,
                timeWait,
                0,
                28_232 - established - timeWait,
                800,
                Duration.ofSeconds(6));
    }

    private static Ports budgets(PortCount look) {
        return TestPorts.of(
                List.of(new PortBudget(0, PortSide.CLIENT, PEER, "", look, look, Optional.of(look), 3)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Ports exhausted(Destination destination, String call) {
        return TestPorts.of(
                List.of(),
                List.of(new PortExhaustion(0, destination, call, 31, count(28_000, 232), List.of(), "", "", "")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> headline(Model model) {
        Report report = Report.of(model);
        List<String> first = TextReport.render(report)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(first).hasSize(5).isEqualTo(report.headline());
        return first;
    }
}
