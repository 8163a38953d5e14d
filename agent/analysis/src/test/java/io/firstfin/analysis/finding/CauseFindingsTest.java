package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.model.Models.NETWORK;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One finding for each cause: a call site towards 16 addresses is one finding that lists them. */
class CauseFindingsTest {

    private static final CallSite OTHER_SITE = new CallSite("shop.Stock", "ask", 7, "");
    private static final Why POOL = new Why("POOL_CLOSED", "OkHttp 4.12.0");
    private static final Duration NEVER = Duration.ofNanos(-1);

    @Test
    void short_connections_from_one_call_site_to_16_addresses_are_one_finding() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.REMOTE, 1 + closesOf(peer))
                .opened(peer, FailureKind.NONE, 1 + closesOf(peer))
                .site(Act.CONNECT, peer, SITE, 1 + closesOf(peer)));
        Finding finding = only(models.build(), FindingId.SHORT_CONNECTIONS);

        assertThat(finding.statement())
                .isEqualTo("152 of 152 connections to 16 destinations lived less than 1 s, 5.0 ms on average; 15.2 are"
                        + " opened a second. Most likely each serves one request. All were opened in"
                        + " shop.Orders.send(Orders.java:42). By destination: 10.0.0.16:8080 (17), 10.0.0.15:8080"
                        + " (16), 10.0.0.14:8080 (15) and 13 more (104).");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.advice().get(0))
                .isEqualTo("Reuse connections to these 16 destinations: one client or pool for all requests.");
        assertThat(finding.evidence())
                .containsEntry("destination", "10.0.0.16:8080")
                .containsEntry("destinationCount", 16L)
                .containsEntry("connections", 152L)
                .containsEntry("opensPerSecond", 15.2);
        assertThat(finding.destinations()).hasSize(16).first().isEqualTo(new AffectedDestination(peer(16), 17));
    }

    @Test
    void two_call_sites_towards_one_address_are_one_finding_that_names_both() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 400)
                .opened(PEER, FailureKind.NONE, 400)
                .site(Act.CONNECT, PEER, SITE, 300)
                .site(Act.CONNECT, PEER, OTHER_SITE, 100)
                .build();
        assertThat(only(model, FindingId.SHORT_CONNECTIONS).statement())
                .endsWith(
                        " 75 % were opened in shop.Orders.send(Orders.java:42), 25 % in shop.Stock.ask(Stock.java:7).");
    }

    @Test
    void two_call_sites_towards_different_addresses_are_two_findings() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.REMOTE, 30)
                .opened(peer, FailureKind.NONE, 30)
                .site(Act.CONNECT, peer, isEven(peer) ? SITE : OTHER_SITE, 25)
                .site(Act.CONNECT, peer, isEven(peer) ? OTHER_SITE : SITE, 5));
        assertThat(all(models.build(), FindingId.SHORT_CONNECTIONS))
                .extracting(
                        finding -> finding.evidence().get("opener"),
                        finding -> finding.destinations().size())
                .containsExactlyInAnyOrder(tuple(SITE.label(), 8), tuple(OTHER_SITE.label(), 8));
    }

    @Test
    void one_request_a_connection_is_counted_over_all_addresses_of_a_call_site() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.LOCAL, POOL, 1, 10)
                .opened(peer, FailureKind.NONE, 10)
                .site(Act.CONNECT, peer, SITE, 10));
        Finding finding = only(models.build(), FindingId.CONNECTION_PER_REQUEST);
        assertThat(finding.statement())
                .startsWith("160 connections to 16 destinations carried 160 requests, 1.0 each; 16.0 are opened a"
                        + " second. All were opened in shop.Orders.send(Orders.java:42). Why: 100 % because its pool"
                        + " was closed (OkHttp 4.12.0). By destination: ");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    /** Five connections are enough, of one address or of several. */
    @Test
    void addresses_with_few_connections_each_are_found_together() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.LOCAL, POOL, 1, 2).site(Act.CONNECT, peer, SITE, 2));
        assertThat(only(models.build(), FindingId.CONNECTION_PER_REQUEST).evidence())
                .containsEntry("connections", 32L);
    }

    @Test
    void a_single_connection_to_each_address_could_not_be_reused_and_is_no_finding() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.LOCAL, POOL, 1, 1).site(Act.CONNECT, peer, SITE, 1));
        for (int i = 17; i < 60; i++) {
            models.closed(peer(i), ClosedFirst.LOCAL, 1).site(Act.CONNECT, peer(i), SITE, 1);
        }
        assertThat(all(models.build(), FindingId.CONNECTION_PER_REQUEST)).isEmpty();
        assertThat(all(models.build(), FindingId.SHORT_CONNECTIONS)).isEmpty();
    }

    /** A client's own threads connect for all of the application's code. */
    @Test
    void a_frame_of_the_jdk_or_of_a_library_is_not_taken_for_the_cause() {
        Destination redis = Destination.client(NETWORK, "10.0.0.1", "10.0.0.9", 6379);
        for (String name : List.of("sun.nio.ch.SocketChannelImpl", "io.netty.channel.socket.nio.NioSocketChannel")) {
            CallSite loop = new CallSite(name, "finishConnect", 1068, "");
            Model model = new Models()
                    .closed(PEER, ClosedFirst.REMOTE, 30)
                    .closed(redis, ClosedFirst.REMOTE, 30)
                    .site(Act.CONNECT, PEER, loop, 30)
                    .site(Act.CONNECT, redis, loop, 30)
                    .build();
            assertThat(all(model, FindingId.SHORT_CONNECTIONS)).as(name).hasSize(2);
        }
    }

    @Test
    void budgets_of_several_destinations_are_told_by_the_worst_and_summed_as_a_sum() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.LOCAL, 2_400 + closesOf(peer))
                .site(Act.CLOSE, peer, SITE, 2_400, Mark.TIME_WAIT_OURS));
        Finding finding = only(models.build(), FindingId.PORT_BUDGET);
        assertThat(finding.statement())
                .startsWith(
                        "242 connections a second to 10.0.0.16:8080 end in our TIME_WAIT. At this rate its 60 s would"
                                + " fill 51 % of the budget: 14,496 sockets for 28,232 local ports, which allow 470 a second.")
                .endsWith(" The same holds for 15 more destinations, each with a budget of its own: 10.0.0.15:8080"
                        + " (51 %), 10.0.0.14:8080 (51 %), 10.0.0.13:8080 (51 %) and 12 more. All 16 together make"
                        + " 3,854 TIME_WAIT a second.");
        assertThat(finding.evidence())
                .containsEntry("destination", "10.0.0.16:8080")
                .containsEntry("budgetUsedPercent", 51.35)
                .containsEntry("timeWaitPerSecondOfAll", 3853.6);
        assertThat(finding.advice().get(0))
                .isEqualTo("Keep connections to these 16 destinations alive and share them in a pool.");
    }

    @Test
    void ports_that_open_connections_hold_are_told_by_the_worst() {
        Models models = new Models();
        List<PortBudget> budgets = new ArrayList<>();
        toSixteen(peer -> {
            long open = 600 + closesOf(peer);
            PortCount count = new PortCount(Instant.EPOCH, 1000, open, 0, 0, 0, 0, 1000 - open, 5, NEVER);
            budgets.add(new PortBudget(0, PortSide.CLIENT, peer, "", count, count, Optional.empty(), 3));
            models.site(Act.CONNECT, peer, SITE, open);
        });
        models.ports(TestPorts.of(budgets, List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(only(models.build(), FindingId.PORT_BUDGET).statement())
                .startsWith("Of 1,000 local ports towards 10.0.0.16:8080 at most 62 % were taken")
                .endsWith(
                        " The same holds for 15 more destinations, each with a budget of its own: 10.0.0.15:8080 (62 %),"
                                + " 10.0.0.14:8080 (61 %), 10.0.0.13:8080 (61 %) and 12 more.");
    }

    @Test
    void connects_without_a_port_to_16_addresses_are_one_finding() {
        Models models = new Models();
        toSixteen(peer -> models.opened(peer, FailureKind.PORTS_EXHAUSTED, closesOf(peer))
                .site(Act.CONNECT, peer, SITE, closesOf(peer), Mark.PORTS_EXHAUSTED));
        assertThat(only(models.build(), FindingId.PORTS_EXHAUSTED).statement())
                .startsWith("136 connects failed to 16 destinations with \"Cannot assign requested address\": no local"
                        + " port was free towards them, out of 28,232 for each. All were attempted in"
                        + " shop.Orders.send(Orders.java:42).")
                .contains(" By destination: 10.0.0.16:8080 (16), ");
    }

    @Test
    void failed_connects_of_one_kind_are_one_finding_for_each_call_site() {
        Models models = new Models();
        toSixteen(peer -> models.opened(peer, FailureKind.REFUSED, 2)
                .site(Act.CONNECT, peer, isEven(peer) ? SITE : OTHER_SITE, 2, Mark.FAILED));
        assertThat(all(models.build(), FindingId.CONNECT_FAILED))
                .extracting(Finding::statement)
                .hasSize(2)
                .allMatch(statement -> statement.startsWith("16 connects failed (refused) to 8 destinations."));
    }

    @Test
    void resets_are_one_finding_for_each_call_site_and_never_mix_client_and_server() {
        Models models = new Models();
        for (Ending ending : List.of(Ending.RESET_BY_LINGER, Ending.RESET_BY_UNREAD_DATA)) {
            Mark mark = ending == Ending.RESET_BY_LINGER ? Mark.RESET_BY_LINGER : Mark.RESET_BY_UNREAD_DATA;
            toSixteen(peer -> models.closed(peer, ClosedFirst.LOCAL, ending, Trigger.CLOSE, 2)
                    .site(Act.CLOSE, peer, SITE, 2, mark));
            models.closed(Models.SERVER, ClosedFirst.LOCAL, ending, Trigger.CLOSE, 9)
                    .site(Act.CLOSE, Models.SERVER, SITE, 9, mark);
        }
        for (FindingId id : List.of(FindingId.RESET_BY_LINGER, FindingId.RESET_BY_UNREAD_DATA)) {
            assertThat(all(models.build(), id))
                    .extracting(
                            finding -> finding.evidence().get("resets"),
                            finding -> finding.evidence().get("destination"))
                    .containsExactly(tuple(32L, "10.0.0.1:8080"), tuple(9L, "our port 80"));
        }
    }

    @Test
    void resets_by_the_peer_and_after_our_fin_list_their_destinations() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.REMOTE, Ending.RESET_BY_PEER, Trigger.CLOSE, 1)
                .closedTooEarly(peer, ResetBy.LOCAL, 2)
                .site(Act.CLOSE, peer, SITE, 2, Mark.CLOSED_TOO_EARLY));
        assertThat(only(models.build(), FindingId.RESET_BY_PEER).statement())
                .startsWith("16 connections to 16 destinations were reset by the peer (33 % of all).");
        assertThat(only(models.build(), FindingId.CLOSED_TOO_EARLY).statement())
                .startsWith("32 connections to 16 destinations were reset after our FIN (67 % of all): we closed");
    }

    @Test
    void what_waits_for_our_close_is_one_finding_for_each_opener() {
        List<WaitingClose> waiting = new ArrayList<>();
        toSixteen(peer -> waiting.add(
                new WaitingClose(peer, isEven(peer) ? "shop.Feed.open:12" : "", "", false, 3, Duration.ofSeconds(9))));
        List<Finding> found = all(
                new Models()
                        .ports(TestPorts.of(List.of(), List.of(), waiting, List.of(), List.of(), List.of()))
                        .build(),
                FindingId.CLOSE_WAIT_LEAK);
        assertThat(found)
                .extracting(Finding::statement)
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains(" All led to 8 destinations, opened in shop.Feed.open:12."),
                        one -> assertThat(one)
                                .contains(" All led to 8 destinations, opened at a call site that was not recorded."));
    }

    @Test
    void what_waits_without_a_call_site_joins_the_one_call_site_of_the_same_destination() {
        WaitingClose sampled = new WaitingClose(Models.PEER, "shop.Feed.open:12", "", false, 38, Duration.ofSeconds(4));
        WaitingClose notSampled = new WaitingClose(Models.PEER, "", "", false, 42, Duration.ofSeconds(4));
        WaitingClose elsewhere =
                new WaitingClose(Models.PEER, "shop.Other.open:7", "", false, 1, Duration.ofSeconds(4));

        assertThat(leaks(sampled, notSampled))
                .singleElement()
                .satisfies(leak -> assertThat(leak.statement())
                        .startsWith("80 connections were in CLOSE_WAIT")
                        .endsWith(
                                " All led to 10.0.0.7:8080; 38 were opened in shop.Feed.open:12, of the others no call site"
                                        + " was recorded."));
        assertThat(leaks(sampled, notSampled, elsewhere)).hasSize(3);
    }

    private static List<Finding> leaks(WaitingClose... waiting) {
        return all(
                new Models()
                        .ports(TestPorts.of(List.of(), List.of(), List.of(waiting), List.of(), List.of(), List.of()))
                        .build(),
                FindingId.CLOSE_WAIT_LEAK);
    }

    @Test
    void what_waits_for_the_peers_close_is_one_finding_for_each_half_closer() {
        List<FinWait2> waits = new ArrayList<>();
        toSixteen(peer -> {
            waits.add(new FinWait2(peer, true, isEven(peer) ? SITE : OTHER_SITE, "", 4, Duration.ofSeconds(9), 1));
            waits.add(new FinWait2(peer, false, CallSite.UNKNOWN, "", 7, Duration.ofSeconds(5), 0));
        });
        Model model = new Models()
                .ports(TestPorts.of(List.of(), List.of(), List.of(), waits, List.of(), List.of()))
                .build();
        assertThat(all(model, FindingId.FIN_WAIT2_HELD))
                .extracting(finding -> finding.evidence().get("connections"))
                .containsExactly(32L, 32L);
        assertThat(only(model, FindingId.FIN_WAIT2_ORPHANED).statement())
                .startsWith(
                        "112 connections to 16 destinations were in FIN_WAIT2 for 1 s or longer after our close, the"
                                + " longest for 5.0 s when last sampled:");
    }

    @Test
    void ports_of_a_server_that_close_for_the_same_setting_are_one_finding() {
        Destination other = Destination.server(NETWORK, 81);
        Destination stopped = Destination.server(NETWORK, 82);
        Why idle = new Why("IDLE_TIMEOUT", "Tomcat 11.0.2");
        Model model = new Models()
                .closed(Models.SERVER, ClosedFirst.LOCAL, idle, 1, 40)
                .closed(other, ClosedFirst.LOCAL, idle, 1, 30)
                .closed(stopped, ClosedFirst.LOCAL, new Why("POOL_CLOSED", "Tomcat 11.0.2"), 1, 20)
                .build();
        assertThat(all(model, FindingId.SERVER_CLOSES_FIRST))
                .extracting(Finding::statement)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("Of 70 connections accepted on 2 of our ports we closed 70 first.")
                                .endsWith(" By port: our port 80 (40) and our port 81 (30)."),
                        one -> assertThat(one).startsWith("Of 20 connections accepted on our port 82"));
    }

    @Test
    void equal_addresses_in_different_networks_or_from_different_sources_stay_distinct() {
        Destination otherSource = Destination.client(NETWORK, "10.0.0.2", PEER.address(), PEER.port());
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 4)
                .closed(otherSource, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 3)
                .site(Act.CLOSE, PEER, SITE, 4, Mark.RESET_BY_LINGER)
                .site(Act.CLOSE, otherSource, SITE, 3, Mark.RESET_BY_LINGER)
                .build();
        assertThat(only(model, FindingId.RESET_BY_LINGER).statement())
                .endsWith(" By destination: 10.0.0.7:8080 from 10.0.0.1 (4) and 10.0.0.7:8080 from 10.0.0.2 (3).");
    }

    /** Two services that nobody knows to have a cause in common are not thrown together. */
    @Test
    void without_call_sites_only_addresses_with_the_same_port_share_a_finding() {
        Models models = new Models();
        toSixteen(peer -> models.closed(peer, ClosedFirst.REMOTE, 30));
        models.closed(Destination.client(NETWORK, "10.0.0.1", "10.0.0.9", 6379), ClosedFirst.REMOTE, 30);
        assertThat(all(models.build(), FindingId.SHORT_CONNECTIONS))
                .extracting(finding -> finding.destinations().size())
                .containsExactly(16, 1);
    }

    private static List<Finding> all(Model model, FindingId id) {
        return Findings.of(model).stream().filter(finding -> finding.id() == id).toList();
    }

    private static void toSixteen(Consumer<Destination> each) {
        IntStream.rangeClosed(1, 16).mapToObj(CauseFindingsTest::peer).forEach(each);
    }

    private static Destination peer(int number) {
        return Destination.client(NETWORK, "10.0.0.100", "10.0.0." + number, 8080);
    }

    private static int closesOf(Destination peer) {
        return Integer.parseInt(peer.address().substring("10.0.0.".length()));
    }

    private static boolean isEven(Destination peer) {
        return closesOf(peer) % 2 == 0;
    }
}
