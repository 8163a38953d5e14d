package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.BIND_BEFORE_CONNECT;
import static io.firstfin.analysis.finding.FindingId.CONNECTION_PER_REQUEST;
import static io.firstfin.analysis.finding.FindingId.PORTS_EXHAUSTED;
import static io.firstfin.analysis.finding.FindingId.PORT_BUDGET;
import static io.firstfin.analysis.finding.FindingId.SHORT_CONNECTIONS;
import static io.firstfin.analysis.finding.FindingId.TIME_WAIT_TABLE_FULL;
import static io.firstfin.analysis.model.Models.LOOPBACK;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortFindingsTest {

    private static final int NEARLY_ALL = 4_300;

    @Test
    void a_used_up_budget_is_critical_and_names_the_closer() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, NEARLY_ALL)
                .site(Act.CLOSE, PEER, SITE, NEARLY_ALL, Mark.TIME_WAIT_OURS)
                .build();
        says(
                model,
                PORT_BUDGET,
                Severity.CRITICAL,
                "430 connections a second to 10.0.0.7:8080"
                        + " end in our TIME_WAIT. At this rate its 60 s would fill 91 % of the budget:"
                        + " 25,800 sockets for 28,232 local ports, which allow 470 a second. All were"
                        + " closed in shop.Orders.send(Orders.java:42).");
        assertThat(only(model, PORT_BUDGET).evidence())
                .containsEntry("timeWaitPerSecond", 430.0)
                .containsEntry("projectedTimeWait", 25_800L)
                .containsEntry("budgetUsedPercent", 91.39)
                .containsEntry("closer", "shop.Orders.send(Orders.java:42)");
    }

    @Test
    void the_reason_is_named_and_what_to_change_for_it_comes_first() {
        Why close = new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0");
        Finding finding = only(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, close, 1, 4_128)
                        .closed(PEER, ClosedFirst.LOCAL, 172)
                        .build(),
                PORT_BUDGET);

        assertThat(finding.statement())
                .endsWith(" Why: 96 % because the response said" + " Connection: close (OkHttp 4.12.0).");
        assertThat(finding.advice().get(1)).startsWith("Let the server, or the proxy before it, keep connections:");
        assertThat(finding.evidence())
                .containsEntry("reason", "RESPONSE_SAID_CLOSE")
                .containsEntry("httpProgram", "OkHttp 4.12.0");
    }

    @Test
    void short_connections_say_how_many_requests_they_carried_where_that_is_known() {
        Why pool = new Why("POOL_CLOSED", "OkHttp 4.12.0");
        assertThat(only(
                                new Models()
                                        .closed(PEER, ClosedFirst.LOCAL, pool, 3, 100)
                                        .opened(PEER, FailureKind.NONE, 100)
                                        .build(),
                                SHORT_CONNECTIONS)
                        .statement())
                .contains(" Each carried 3.0 requests on average.");
    }

    @Test
    void one_request_each_is_a_finding_of_its_own() {
        Why pool = new Why("POOL_CLOSED", "OkHttp 4.12.0");
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, pool, 1, 100)
                .opened(PEER, FailureKind.NONE, 100)
                .build();
        says(
                model,
                CONNECTION_PER_REQUEST,
                Severity.WARNING,
                "100 connections to 10.0.0.7:8080"
                        + " carried 100 requests, 1.0 each; 10.0 are opened a second. Why: 100 % because"
                        + " its pool was closed (OkHttp 4.12.0).");
        silent(model, SHORT_CONNECTIONS);
        silent(new Models().closed(PEER, ClosedFirst.LOCAL, pool, 1, 4).build(), CONNECTION_PER_REQUEST);
    }

    @Test
    void half_a_budget_is_a_warning_and_less_is_nothing() {
        says(
                new Models().closed(PEER, ClosedFirst.BOTH, 2_400).build(),
                PORT_BUDGET,
                Severity.WARNING,
                "240 connections a second to 10.0.0.7:8080 end in our TIME_WAIT. At this"
                        + " rate its 60 s would fill 51 % of the budget: 14,400 sockets for 28,232 local"
                        + " ports, which allow 470 a second.");
        silent(new Models().closed(PEER, ClosedFirst.LOCAL, 2_300).build(), PORT_BUDGET);
    }

    @Test
    void what_the_peer_closes_first_costs_no_budget() {
        silent(new Models().closed(PEER, ClosedFirst.REMOTE, 100_000).build(), PORT_BUDGET);
    }

    @Test
    void what_a_server_closes_first_costs_no_budget() {
        silent(new Models().closed(SERVER, ClosedFirst.LOCAL, 100_000).build(), PORT_BUDGET);
    }

    @Test
    void without_recorded_settings_there_is_no_budget_to_compare_with() {
        silent(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 100_000)
                        .settings(null)
                        .build(),
                PORT_BUDGET);
    }

    @Test
    void ports_that_the_kernel_reuses_are_one_step_less_urgent() {
        Model model =
                new Models().closed(LOOPBACK, ClosedFirst.LOCAL, NEARLY_ALL).build();
        Finding finding = only(model, PORT_BUDGET);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.statement())
                .endsWith(" This kernel hands such a port out again after"
                        + " 1.0 s (tcp_tw_reuse=2, loopback), so connects may go on beyond that.");
        assertThat(finding.advice())
                .contains("net.ipv4.tcp_tw_reuse is 2: connect already takes"
                        + " over a port after 1.0 s in TIME_WAIT, which helps connects only, not binds.");
    }

    @Test
    void advice_begins_with_keep_alive_and_ends_with_what_not_to_do() {
        assertThat(only(new Models().closed(PEER, ClosedFirst.LOCAL, NEARLY_ALL).build(), PORT_BUDGET)
                        .advice())
                .containsExactly(
                        "Keep connections to 10.0.0.7:8080 alive and share them in a pool.",
                        "Find out in the code that closes them why each connection is given up after a short use.",
                        "Let the peer close first: its TIME_WAIT takes no port of a listening server,"
                                + " only about 0.25 KB of memory.",
                        "Use more destinations: each further address or port of the peer has a budget of" + " its own.",
                        "Widen net.ipv4.ip_local_port_range (now 32768-60999): 1024-65535 has 64,512"
                                + " ports, for 1,075 connections a second. Reserve the listening ports in"
                                + " it (ip_local_reserved_ports).",
                        "net.ipv4.tcp_tw_reuse=1 (now 2, loopback only) lets connect take over a port"
                                + " after 1.0 s in TIME_WAIT instead of 60 s: up to 28,232 a second"
                                + " instead of 470. Both ends need timestamps;"
                                + " it does nothing for servers.",
                        "Not this: tcp_tw_recycle is gone since Linux 4.12, tcp_fin_timeout does not"
                                + " shorten TIME_WAIT, a lower tcp_max_tw_buckets lets old segments into"
                                + " new connections, and SO_LINGER 0 loses data that was not delivered"
                                + " yet.");
    }

    @Test
    void only_what_is_http_has_advice_in_words_of_http() {
        assertThat(only(
                                new Models()
                                        .closed(
                                                PEER,
                                                ClosedFirst.LOCAL,
                                                new Why("UNKNOWN", "OkHttp 4.12.0"),
                                                1,
                                                NEARLY_ALL)
                                        .build(),
                                PORT_BUDGET)
                        .advice())
                .anyMatch(line -> line.contains("\"Connection: close\""));
        assertThat(only(new Models().closed(PEER, ClosedFirst.LOCAL, NEARLY_ALL).build(), PORT_BUDGET)
                        .advice())
                .noneMatch(line -> line.contains("Connection: close") || line.contains("bodies"));
    }

    @Test
    void one_reason_of_closes_with_and_without_a_known_client_is_named_once() {
        assertThat(only(
                                new Models()
                                        .closed(
                                                PEER,
                                                ClosedFirst.LOCAL,
                                                new Why("POOL_CLOSED", "OkHttp 4.12.0"),
                                                1,
                                                3_900)
                                        .closed(PEER, ClosedFirst.LOCAL, new Why("POOL_CLOSED", ""), 1, 430)
                                        .build(),
                                PORT_BUDGET)
                        .statement())
                .endsWith(" Why: 100 % because its pool was closed (OkHttp 4.12.0).");
    }

    @Test
    void reuse_is_not_advised_where_timestamps_are_off() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, NEARLY_ALL)
                .settings(Models.settings(0, 0))
                .build();
        assertThat(only(model, PORT_BUDGET).advice())
                .contains("net.ipv4.tcp_tw_reuse would not" + " help: it needs tcp_timestamps, which is 0.");
    }

    @Test
    void exhaustion_at_connect_names_the_destination() {
        says(
                new Models()
                        .opened(PEER, FailureKind.PORTS_EXHAUSTED, 12)
                        .site(Act.CONNECT, PEER, SITE, 9, Mark.PORTS_EXHAUSTED)
                        .site(Act.CONNECT, PEER, new CallSite("shop.Stock", "ask", 7, ""), 3, Mark.PORTS_EXHAUSTED)
                        .build(),
                PORTS_EXHAUSTED,
                Severity.CRITICAL,
                "12 connects failed to 10.0.0.7:8080 with"
                        + " \"Cannot assign requested address\": no local port was free towards the"
                        + " destination, out of 28,232. 75 % were attempted in"
                        + " shop.Orders.send(Orders.java:42), 25 % in shop.Stock.ask(Stock.java:7).");
    }

    @Test
    void exhaustion_tells_what_the_kernel_counted() {
        says(
                new Models()
                        .opened(PEER, FailureKind.PORTS_EXHAUSTED, 12)
                        .timeWaitCounted(28_000, 28_000, 28_232)
                        .build(),
                PORTS_EXHAUSTED,
                Severity.CRITICAL,
                "12 connects failed to 10.0.0.7:8080 with"
                        + " \"Cannot assign requested address\": no local port was free towards the"
                        + " destination, out of 28,232. Asked 2 times, the kernel counted at most 28,232 sockets"
                        + " in TIME_WAIT in this network namespace, those of all programs and destinations"
                        + " together.");
    }

    @Test
    void a_projection_holds_no_more_sockets_than_the_kernel_keeps() {
        KernelSettings few = new KernelSettings(
                "6.18.5", 32768, 60999, "", 28232, 0, Duration.ofSeconds(1), 1, 20_000, Duration.ofSeconds(60));
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 40_000)
                .settings(few)
                .build();
        assertThat(only(model, PORT_BUDGET).evidence()).containsEntry("projectedTimeWait", 20_000L);
    }

    @Test
    void exhaustion_at_bind_is_told_apart() {
        says(
                new Models().bindFailed(3).build(),
                PORTS_EXHAUSTED,
                Severity.CRITICAL,
                "3 binds of"
                        + " client sockets failed with \"Address already in use\": sockets that bind"
                        + " before connect share one pool of ports for all destinations, and all of them"
                        + " were taken. All were attempted in"
                        + " shop.Orders.send(Orders.java:42).");
    }

    @Test
    void binding_before_connecting_is_a_warning() {
        says(
                new Models()
                        .opened(new OpenGroup(0, PEER, FailureKind.NONE, true, 1, ""))
                        .build(),
                BIND_BEFORE_CONNECT,
                Severity.WARNING,
                "1 connect was made from sockets bound"
                        + " before, to 1 destination: they share one pool of local ports instead of"
                        + " having one for each destination.");
    }

    @Test
    void a_full_time_wait_table_hides_who_closed_first() {
        says(
                new Models().counterGrew("timeWaitOverflow", 1500).build(),
                TIME_WAIT_TABLE_FULL,
                Severity.WARNING,
                "The kernel dropped 1,500 sockets from TIME_WAIT because its"
                        + " table was full (tcp_max_tw_buckets=131072). Such a close looks as if the peer"
                        + " had been first, and old segments may reach new connections. To keep all of them for 60 s at"
                        + " the recorded rate it needs room for 132,572.");
        silent(new Models().counterGrew("timeWaitOverflow", 0).build(), TIME_WAIT_TABLE_FULL);
    }

    @Test
    void a_table_that_linux_made_as_large_as_memory_allows_is_full_of_too_many_connections() {
        Model model = new Models().counterGrew("timeWaitOverflow", 1500).build();
        assertThat(only(model, TIME_WAIT_TABLE_FULL).advice())
                .containsExactly(
                        "Have fewer of them: keep connections alive. The limit of 131,072 is one that Linux sets itself.",
                        "Raise net.ipv4.tcp_max_tw_buckets from 131,072 to 132,572 or more; each costs about 0.25 KB.");
    }

    @Test
    void a_table_that_somebody_made_smaller_is_made_larger_again() {
        KernelSettings lowered = new KernelSettings(
                "6.18.5", 32768, 60999, "", 28232, 2, Duration.ofSeconds(1), 1, 5_000, Duration.ofSeconds(60));
        Model model = new Models()
                .settings(lowered)
                .counterGrew("timeWaitOverflow", 1500)
                .build();
        assertThat(only(model, TIME_WAIT_TABLE_FULL).advice())
                .containsExactly(
                        "Raise net.ipv4.tcp_max_tw_buckets from 5,000 to 9,000 or more; each costs about 0.25 KB.",
                        "Linux sets 4,096 for each GB of memory by itself, 262,144 at most. To lower it is no cure for"
                                + " TIME_WAIT.");
    }
}
