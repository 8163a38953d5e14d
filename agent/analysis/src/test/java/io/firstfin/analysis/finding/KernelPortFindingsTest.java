package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.Redirects;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings from what the kernel showed of ports. */
class KernelPortFindingsTest {

    private static final Duration NEVER = Duration.ofNanos(-1);

    @Test
    void the_black_box_tells_what_held_the_ports_and_who_is_to_blame() {
        Model model = ports(TestPorts.of(
                List.of(), List.of(exhaustion("CONNECT", Models.PEER)), List.of(), List.of(), List.of(), List.of()));
        says(
                model,
                FindingId.PORTS_EXHAUSTED,
                Severity.CRITICAL,
                "31 connects failed to"
                        + " 10.0.0.7:8080 with \"Cannot assign requested address\": no local port was free"
                        + " towards the destination, out of 28,232. At the first failure the kernel showed"
                        + " 900 TIME_WAIT (850 ours), 90 ESTABLISHED, 10 in other states; 20 of other"
                        + " processes. Owners: 850 TIME_WAIT 100% closed by shop.Orders.send:42. Most came"
                        + " from shop.Orders.send:42.");
    }

    @Test
    void a_bind_that_found_no_port_is_told_apart() {
        Model model = ports(TestPorts.of(
                List.of(),
                List.of(exhaustion("BIND", Destination.client(Models.NETWORK, "10.0.0.1", "", 0))),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        Finding finding = only(model, FindingId.PORTS_EXHAUSTED);
        assertThat(finding.statement())
                .startsWith("31 binds of client sockets failed with" + " \"Address already in use\"");
        assertThat(finding.advice().get(1)).startsWith("SO_REUSEADDR does not help here");
    }

    @Test
    void half_of_the_ports_taken_is_a_finding_whatever_holds_them() {
        Finding finding = only(budget(count(600, 20, NEVER)), FindingId.PORT_BUDGET);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.statement())
                .startsWith("Of 1,000 local ports towards 10.0.0.7:8080 at"
                        + " most 62 % were taken: 20 TIME_WAIT (20 ours), 600 ESTABLISHED");
        assertThat(finding.advice().get(0))
                .isEqualTo("Bound the connections to 10.0.0.7:8080:"
                        + " open ones hold most of the ports, not TIME_WAIT.");
        silent(budget(count(300, 20, NEVER)), FindingId.PORT_BUDGET);
    }

    @Test
    void open_connections_that_grow_are_told_before_half_is_taken() {
        assertThat(only(budget(count(300, 20, Duration.ofSeconds(90))), FindingId.PORT_BUDGET)
                        .evidence())
                .containsEntry("millisLeft", 90_000.0);
        silent(budget(count(20, 300, Duration.ofSeconds(90))), FindingId.PORT_BUDGET);
    }

    @Test
    void ports_that_were_all_taken_are_not_told_as_taken_later() {
        assertThat(only(budget(count(600, 400, Duration.ZERO)), FindingId.PORT_BUDGET)
                        .statement())
                .endsWith(" At one of the samples none was free.");
        assertThat(only(budget(count(600, 20, Duration.ofSeconds(9))), FindingId.PORT_BUDGET)
                        .statement())
                .endsWith(" the last free one would have been taken 9.0 s later.");
    }

    @Test
    void what_waits_for_our_close_names_its_opener() {
        says(
                ports(TestPorts.of(
                        List.of(),
                        List.of(),
                        List.of(
                                new WaitingClose(
                                        Models.PEER,
                                        "shop.Feed.open:12",
                                        "OkHttp 4.12.0",
                                        false,
                                        14,
                                        Duration.ofSeconds(200)),
                                new WaitingClose(Models.PEER, "", "", true, 3, Duration.ofSeconds(2))),
                        List.of(),
                        List.of(),
                        List.of())),
                FindingId.CLOSE_WAIT_LEAK,
                Severity.WARNING,
                "14 connections were in CLOSE_WAIT and"
                        + " had no close in the recording, the longest for 3 min 20 s when last sampled:"
                        + " the peer had closed, our code had not. All led to"
                        + " 10.0.0.7:8080, opened in shop.Feed.open:12 by OkHttp 4.12.0.");
    }

    @Test
    void what_waits_for_our_close_is_told_with_ports_and_with_what_had_no_event() {
        Destination door = Destination.server(Models.PEER.network(), 80);
        Ports waiting = TestPorts.of(
                List.of(),
                List.of(),
                List.of(
                        new WaitingClose(Models.PEER, "", "", false, 1, Duration.ofSeconds(2)),
                        new WaitingClose(
                                door, "shop.Door.open:5", "Tomcat 10", false, 300, 240, Duration.ofSeconds(200)),
                        new WaitingClose(
                                Destination.unknown(Models.PEER.network()),
                                "",
                                "",
                                false,
                                4,
                                4,
                                Duration.ofSeconds(1))),
                List.of(),
                List.of(),
                List.of());
        assertThat(Findings.of(ports(waiting)))
                .extracting(Finding::statement)
                .containsExactly(
                        "300 connections were in CLOSE_WAIT and had no close in the recording, the longest for"
                                + " 3 min 20 s when last sampled: the peer had closed, our code had not. All came to"
                                + " our port 80, accepted in shop.Door.open:5 by Tomcat 10. 240 had no event of their"
                                + " own: counted when last sampled.",
                        "4 connections were in CLOSE_WAIT and had no close in the recording, the longest for 1.0 s"
                                + " when last sampled: the peer had closed, our code had not. All were open before it"
                                + " was recorded where, or left without an event. 4 had no event of their own: counted"
                                + " when last sampled.",
                        "1 connection was in CLOSE_WAIT and had no close in the recording, the longest for 2.0 s"
                                + " when last sampled: the peer had closed, our code had not. It led to"
                                + " 10.0.0.7:8080, opened at a call site that was not recorded.");
    }

    @Test
    void an_accept_queue_names_its_port_and_where_the_accepting_thread_stands() {
        AcceptQueue.Look look = new AcceptQueue.Look(
                51,
                50,
                49,
                Duration.ofSeconds(12),
                Duration.ofSeconds(13),
                "shop.Door.open:5",
                "shop.Door.main:4",
                "door",
                "shop.Door.collect:9",
                false);
        says(
                queue(look),
                FindingId.ACCEPT_QUEUE,
                Severity.CRITICAL,
                "51 connections wait in the"
                        + " accept queue of port 7070; the accepting thread does not return. The queue is"
                        + " full, for the backlog is 50: the kernel lets no further client in. 49 of the 51"
                        + " were given up by their clients: they stay in CLOSE_WAIT until they are accepted"
                        + " and closed. The longest had waited for 12.0 s when last sampled. The last"
                        + " accept in shop.Door.open:5 by thread \"door\" was 13.0 s before; that thread"
                        + " stood in shop.Door.collect:9. The socket was bound in shop.Door.main:4.");
    }

    @Test
    void an_accept_queue_that_is_emptied_too_slowly_is_not_told_as_a_thread_that_hangs() {
        assertThat(only(
                        queue(new AcceptQueue.Look(
                                7,
                                -1,
                                -1,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(3),
                                "",
                                "",
                                "",
                                "shop.Door.open:5",
                                true)),
                        FindingId.ACCEPT_QUEUE))
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.statement())
                            .startsWith("7 connections wait in the accept"
                                    + " queue of port 7070; connections come faster than they are accepted.");
                });
    }

    @Test
    void an_accept_queue_of_a_moment_is_no_finding() {
        Model model = queue(
                new AcceptQueue.Look(7, 50, 0, Duration.ofMillis(300), Duration.ofMillis(3), "", "", "", "", false));
        assertThat(Findings.of(model)).extracting(Finding::id).doesNotContain(FindingId.ACCEPT_QUEUE);
    }

    private static Model queue(AcceptQueue.Look look) {
        return ports(TestPorts.of(
                new AcceptQueue(0, Destination.server(Models.PEER.network(), 7070), "127.0.0.1", look, look, 3, 0)));
    }

    @Test
    void a_half_close_of_ours_and_the_kernel_s_wait_after_a_close_are_told_apart() {
        Model model = ports(TestPorts.of(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new FinWait2(Models.PEER, true, Models.SITE, "shop.Feed.open:12", 4, Duration.ofSeconds(9), 1),
                        new FinWait2(Models.PEER, false, CallSite.UNKNOWN, "", 7, Duration.ofSeconds(58), 0)),
                List.of(),
                List.of()));
        assertThat(only(model, FindingId.FIN_WAIT2_HELD).statement())
                .startsWith("4 connections" + " stayed half-closed by our shutdownOutput for 1 s or longer")
                .endsWith(" 4 of them led to 10.0.0.7:8080, opened in shop.Feed.open:12.");
        Finding orphaned = only(model, FindingId.FIN_WAIT2_ORPHANED);
        assertThat(orphaned.evidence()).containsEntry("connections", 7L);
        assertThat(orphaned.statement())
                .isEqualTo("7 connections to 10.0.0.7:8080 were in FIN_WAIT2 for 1 s or longer after our close, the"
                        + " longest for 58.0 s when last sampled: the peer got our FIN and did not close meanwhile.");
        assertThat(orphaned.advice().get(0))
                .isEqualTo("Mend the peer, 10.0.0.7:8080: its end is in CLOSE_WAIT until its code closes.");
        assertThat(orphaned.advice().get(1)).contains("tcp_fin_timeout (60 s)").endsWith("takes a local port.");
    }

    @Test
    void a_peer_that_does_not_close_is_told_with_our_line_and_is_a_warning_where_many_closes_are_left() {
        Models models = new Models()
                .closed(Models.PEER, ClosedFirst.LOCAL, 70)
                .site(Act.CLOSE, Models.PEER, Models.SITE, 7, Mark.LEFT_IN_FIN_WAIT2);
        Finding many = only(leftInFinWait2(models, 7), FindingId.FIN_WAIT2_ORPHANED);
        assertThat(many.severity()).isEqualTo(Severity.WARNING);
        assertThat(many.statement()).endsWith(" All were closed in shop.Orders.send(Orders.java:42).");
        assertThat(only(leftInFinWait2(models, 6), FindingId.FIN_WAIT2_ORPHANED).severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void clients_that_keep_what_our_server_closed_are_no_matter_of_ours() {
        FinWait2 left = new FinWait2(Models.SERVER, false, CallSite.UNKNOWN, "", 7, Duration.ofSeconds(9), 0);
        Finding finding = only(
                ports(TestPorts.of(List.of(), List.of(), List.of(), List.of(left), List.of(), List.of())),
                FindingId.FIN_WAIT2_ORPHANED);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(ChangeFirst.isAskedFor(finding)).isFalse();
    }

    @Test
    void a_peer_in_this_jvm_that_does_not_close_is_the_leak() {
        Destination door = Destination.server(Models.LOOPBACK.network(), Models.LOOPBACK.port());
        FinWait2 left = new FinWait2(Models.LOOPBACK, false, CallSite.UNKNOWN, "", 7, Duration.ofSeconds(9), 0);
        WaitingClose leak = new WaitingClose(door, "shop.Door.open:5", "", false, 7, Duration.ofSeconds(9));
        Model model = ports(TestPorts.of(List.of(), List.of(), List.of(leak), List.of(left), List.of(), List.of()));
        assertThat(only(model, FindingId.FIN_WAIT2_ORPHANED).sameCauseAs()).contains(FindingId.CLOSE_WAIT_LEAK);
    }

    private static Model leftInFinWait2(Models models, long count) {
        FinWait2 left = new FinWait2(Models.PEER, false, CallSite.UNKNOWN, "", count, Duration.ofSeconds(9), 0);
        return models.ports(TestPorts.of(List.of(), List.of(), List.of(), List.of(left), List.of(), List.of()))
                .build();
    }

    @Test
    void channels_that_no_selector_lets_go_of_are_told_with_who_closed_them() {
        Model model = ports(TestPorts.of(
                new UnreleasedChannel("shop.Feed.stop(Feed.java:12)", "", 4, Duration.ofSeconds(9)),
                new UnreleasedChannel("", "", 1, Duration.ofSeconds(2))));
        List<Finding> findings = Findings.of(model);
        assertThat(findings).extracting(Finding::id).containsOnly(FindingId.CLOSED_NOT_RELEASED);
        assertThat(findings.get(0).statement())
                .startsWith("4 channels were closed and not released")
                .contains("their descriptors are held")
                .endsWith(" All were closed in shop.Feed.stop(Feed.java:12).");
        assertThat(findings.get(0).evidence()).containsEntry("channels", 4L).containsEntry("longestMillis", 9_000.0);
        assertThat(findings.get(1).statement()).startsWith("1 channel was").endsWith("their descriptors are held.");
    }

    @Test
    void an_old_kernel_is_told_what_tcp_tw_recycle_does_there() {
        KernelSettings old = new KernelSettings(
                "3.10.0-1160.el7", 32768, 60999, "", 28232, 0, NEVER, 1, 131072, Duration.ofSeconds(60));
        Model model = new Models()
                .settings(old)
                .ports(TestPorts.of(
                        List.of(),
                        List.of(exhaustion("CONNECT", Models.PEER)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .build();
        assertThat(only(model, FindingId.PORTS_EXHAUSTED).advice())
                .last()
                .asString()
                .startsWith("Not this: tcp_tw_recycle drops connections from behind NAT");
    }

    private static PortExhaustion exhaustion(String call, Destination destination) {
        return new PortExhaustion(
                0,
                destination,
                call,
                31,
                new PortCount(Instant.EPOCH, 1000, 90, 900, 10, 850, 20, 0, 100, NEVER),
                List.of("850 TIME_WAIT 100% closed by shop.Orders.send:42"),
                "shop.Orders.send:42",
                "tcp_tw_reuse=0",
                "failed");
    }

    private static PortCount count(int established, int timeWait, Duration left) {
        return new PortCount(
                Instant.EPOCH, 1000, established, timeWait, 0, timeWait, 0, 1000 - established - timeWait, 5, left);
    }

    @Test
    void what_the_kernel_showed_of_the_pool_of_binds_stands_with_bind_before_connect() {
        PortCount taken = count(20, 600, NEVER);
        Model model = new Models()
                .opened(new OpenGroup(0, Models.PEER, FailureKind.NONE, true, 30, ""))
                .ports(TestPorts.of(
                        List.of(budget(PortSide.BIND, Destination.client(Models.NETWORK, "", "", 0), taken)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .build();
        assertThat(only(model, FindingId.BIND_BEFORE_CONNECT).statement())
                .endsWith(" The kernel"
                        + " showed at most 62 % of that pool's 1,000 ports taken: 600 TIME_WAIT (600 ours),"
                        + " 20 ESTABLISHED, 0 in other states.");
        silent(model, FindingId.PORT_BUDGET);
    }

    @Test
    void one_address_that_uses_up_its_ports_towards_a_server_is_named() {
        PortBudget nat = nat(4_000, 0, 300);
        Model model = new Models()
                .closed(Models.SERVER, ClosedFirst.REMOTE, 3_000)
                .closed(Models.SERVER, ClosedFirst.LOCAL, 1_000)
                .ports(ofBudget(nat))
                .build();
        assertThat(only(model, FindingId.PEER_PORTS).statement())
                .isEqualTo("10.0.0.5 needs about"
                        + " 62 % of its ports towards our port 80, if it has Linux's default of 28,232:"
                        + " 4,000 for connections that are open, 13,500 for TIME_WAIT at 300 connections a"
                        + " second, of which clients close 75 % first.");
        silent(model, FindingId.PORT_BUDGET);
    }

    @Test
    void our_own_time_wait_takes_no_port_of_the_peer() {
        silent(
                new Models()
                        .closed(Models.SERVER, ClosedFirst.LOCAL, 30_000)
                        .ports(ofBudget(nat(100, 25_000, 500)))
                        .build(),
                FindingId.PEER_PORTS);
    }

    @Test
    void our_own_connects_to_a_server_of_ours_are_no_peer_s() {
        silent(
                new Models()
                        .closed(Models.SERVER, ClosedFirst.REMOTE, 30_000)
                        .closed(
                                Destination.client(Models.NETWORK, "10.0.0.5", "10.0.0.5", 80),
                                ClosedFirst.LOCAL,
                                30_000)
                        .ports(ofBudget(nat(100, 0, 500)))
                        .build(),
                FindingId.PEER_PORTS);
    }

    private static PortBudget nat(int open, int timeWait, double opens) {
        PortCount many = new PortCount(Instant.EPOCH, -1, open, timeWait, 0, timeWait, 0, -1, opens, NEVER);
        return new PortBudget(0, PortSide.SERVER, Models.SERVER, "10.0.0.5", many, many, Optional.empty(), 3);
    }

    private static Ports ofBudget(PortBudget budget) {
        return TestPorts.of(List.of(budget), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void what_http_url_connection_gives_up_for_a_redirect_is_told() {
        says(
                ports(TestPorts.of(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Redirects(Models.PEER, "HttpURLConnection of JDK 17", 12)))),
                FindingId.REDIRECT_ENDS_CONNECTION,
                Severity.INFO,
                "12 connections were"
                        + " given up after a redirect by 10.0.0.7:8080: HttpURLConnection of JDK 17 follows it by"
                        + " itself, and closes the connection that it came on.");
    }

    private static PortBudget budget(PortSide side, Destination destination, PortCount count) {
        Optional<PortCount> soonest =
                Optional.of(count).filter(one -> !one.left().isNegative());
        return new PortBudget(0, side, destination, "", count, count, soonest, 3);
    }

    private static Model budget(PortCount count) {
        return ports(TestPorts.of(
                List.of(budget(PortSide.CLIENT, Models.PEER, count)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    private static Model ports(Ports ports) {
        return new Models().ports(ports).build();
    }
}
