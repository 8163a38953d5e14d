package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.STACK;
import static io.firstfin.analysis.event.TestEvents.UNKNOWN;
import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.connect;
import static io.firstfin.analysis.event.TestEvents.ends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.event.AcceptQueueEvent;
import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.event.ConnectEvent;
import io.firstfin.analysis.event.DescriptorExhaustionEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.FinWaitEvent;
import io.firstfin.analysis.event.HalfCloseEvent;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.event.PortExhaustionEvent;
import io.firstfin.analysis.event.PortInUseEvent;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.event.UnreleasedChannelEvent;
import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.ProxyUse;
import io.firstfin.analysis.model.SelfConnects;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the engine makes of ports, and of sockets that wait and hold them. */
class PortsTest {

    private static final String HTTP_URL_CONNECTION = "HttpURLConnection of JDK 17";
    private static final String HELD_BY = "ESTABLISHED, held by another process of uid 7";
    private static final Ends NO_REMOTE = new Ends("10.0.0.1", 0, "", 0);

    @Test
    void of_a_budget_the_fullest_the_last_and_the_most_urgent_sample_are_kept() {
        Ports ports = ports(
                budget(10, 490, 400, Duration.ofSeconds(40)),
                budget(20, 880, 10, Duration.ofSeconds(10)),
                budget(30, 890, 0, Duration.ZERO),
                budget(40, 200, 400, UNKNOWN));
        assertThat(ports.budgets()).hasSize(1);
        PortBudget budget = ports.budgets().get(0);
        assertThat(budget.destination()).isEqualTo(Models.PEER);
        assertThat(budget.looks()).isEqualTo(4);
        assertThat(budget.fullest().held()).isEqualTo(1000);
        assertThat(budget.fullest().used()).hasValue(1.0);
        assertThat(budget.last().timeWait()).isEqualTo(200);
        assertThat(budget.soonest().orElseThrow().left()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_server_has_a_budget_for_each_address_of_its_peers() {
        PortCount unknownCapacity = new PortCount(at(10), -1, 100, 490, 10, 400, 90, -1, 20, UNKNOWN);
        Ports ports = ports(
                new PortBudgetEvent(PortSide.SERVER, new Ends("10.0.0.1", 80, "10.0.0.8", 0), unknownCapacity, 0),
                new PortBudgetEvent(PortSide.SERVER, new Ends("10.0.0.1", 80, "10.0.0.9", 0), unknownCapacity, 0));
        assertThat(ports.budgets()).extracting(PortBudget::peer).containsExactly("10.0.0.8", "10.0.0.9");
        assertThat(ports.budgets()).allSatisfy(budget -> {
            assertThat(budget.destination().role()).isEqualTo(Role.SERVER);
            assertThat(budget.destination().port()).isEqualTo(80);
            assertThat(budget.fullest().used()).isEmpty();
        });
    }

    @Test
    void the_pool_of_binds_is_separate_and_its_sockets_count_once() {
        Ports ports = ports(
                budget(10, 490, 400, UNKNOWN),
                new PortBudgetEvent(PortSide.BIND, new Ends("", 0, "", 0), count(11, 490, 400, UNKNOWN), 0));
        assertThat(ports.budgets()).extracting(PortBudget::side).containsExactly(PortSide.CLIENT, PortSide.BIND);
        assertThat(ports.timeWait())
                .singleElement()
                .satisfies(census ->
                        assertThat(census.kernel().orElseThrow().timeWait()).isEqualTo(490));
    }

    @Test
    void the_fullest_of_our_own_ports_are_followed_over_time() {
        List<TracedEvent> events = new ArrayList<>();
        for (int port = 1; port <= 20; port++) {
            events.add(new PortBudgetEvent(PortSide.CLIENT, towards(port), count(port, 10L * port, 400, UNKNOWN), 0));
        }
        events.add(new PortBudgetEvent(PortSide.SERVER, towards(8080), count(30, 5_000, 400, UNKNOWN), 0));
        events.add(exhaustion(towards(20), count(40, 1_000, 0, UNKNOWN), 5));

        Timeline timeline = RecordedEvents.model(events).timeline();
        assertThat(timeline.budgets())
                .extracting(budget -> budget.destination().port())
                .containsExactly(20, 19, 18, 17, 16, 15, 14, 13);
        BudgetSeries fullest = timeline.budgets().get(0);
        assertThat(fullest.destination().network()).isEqualTo(Models.NETWORK);
        assertThat(fullest.failures().values()).containsExactly(5L);
        assertThat(fullest.looks().values()).extracting(PortCount::timeWait).contains(1_000L);
        assertThat(fullest.looks().lastKey()).isLessThan(timeline.steps());
    }

    @Test
    void failures_for_want_of_a_port_count_those_that_were_not_reported() {
        List<String> owners = List.of(
                "480 TIME_WAIT 98% closed by shop.Orders.send:42 (OkHttp 4.12.0)",
                "10 ESTABLISHED 2% opened by shop.Stock.ask:7");
        Ports ports = ports(
                new PortExhaustionEvent(
                        false,
                        towards(8080),
                        count(10, 490, 0, UNKNOWN),
                        owners,
                        "shop.Orders.send:42",
                        "tcp_tw_reuse=0",
                        "Cannot assign requested address",
                        1),
                exhaustion(towards(8080), count(20, 490, 0, UNKNOWN), 31),
                new PortExhaustionEvent(
                        true,
                        NO_REMOTE,
                        count(30, 490, 0, UNKNOWN),
                        List.of(),
                        "",
                        "tcp_tw_reuse=0",
                        "Address already in use",
                        1));
        assertThat(ports.exhaustions())
                .extracting(PortExhaustion::call, PortExhaustion::count)
                .containsExactly(tuple("CONNECT", 32L), tuple("BIND", 1L));
        PortExhaustion connect = ports.exhaustions().get(0);
        assertThat(connect.guilty()).isEqualTo("shop.Orders.send:42");
        assertThat(connect.owners()).hasSize(2);
        assertThat(connect.held().timeWait()).isEqualTo(490);
    }

    @Test
    void connections_that_wait_for_our_close_are_counted_by_who_opened_them() {
        Ports ports = ports(
                connect(10, "c-1", ends(40_000)),
                connect(10, "c-2", ends(40_000)),
                connect(10, "c-3", ends(40_000)),
                closeWait(3_000, "c-1", 3),
                closeWait(3_000, "c-2", 3),
                closeWait(3_000, "c-3", 3),
                closeWait(13_000, "c-2", 13),
                close(4_000, "c-3").waited(Duration.ofSeconds(4)).event());
        assertThat(ports.waiting())
                .containsExactlyInAnyOrder(
                        new WaitingClose(Models.PEER, "shop.Feed.open:12", "", false, 2, Duration.ofSeconds(13)),
                        new WaitingClose(Models.PEER, "shop.Feed.open:12", "", true, 1, Duration.ofSeconds(3)));
    }

    @Test
    void connections_that_wait_without_an_event_are_counted_with_those_alike() {
        List<TracedEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(closeWaitOfMany(10, "c-" + i, 300, 4));
        }
        assertThat(RecordedEvents.model(events).ports().waiting())
                .containsExactlyInAnyOrder(
                        new WaitingClose(
                                Models.SERVER, "shop.Door.open:5", "Tomcat 10", false, 300, 240, Duration.ofSeconds(5)),
                        new WaitingClose(
                                Destination.unknown(Models.NETWORK), "", "", false, 4, 4, Duration.ofSeconds(1)));
    }

    @Test
    void of_those_without_an_event_the_last_sample_counts() {
        Ports ports = ports(closeWaitOfMany(10, "c-1", 300, 4), closeWaitOfMany(20, "c-1", 1, 0));
        assertThat(ports.waiting())
                .containsExactly(new WaitingClose(
                        Models.SERVER, "shop.Door.open:5", "Tomcat 10", false, 1, Duration.ofSeconds(5)));
    }

    @Test
    void an_accept_queue_is_reported_by_its_longest_and_by_its_longest_wait() {
        Ports ports = ports(
                acceptQueue(10, 7070, 51, Duration.ofSeconds(1)),
                acceptQueue(20, 7070, 3, Duration.ofSeconds(12)),
                acceptQueue(30, 7071, 51, Duration.ofSeconds(12)));
        assertThat(ports.acceptQueues())
                .extracting(queue -> queue.destination().port())
                .containsExactly(7070, 7071);
        AcceptQueue queue = ports.acceptQueues().get(0);
        assertThat(queue.longest().waiting()).isEqualTo(51);
        assertThat(queue.longest().isFull()).isTrue();
        assertThat(queue.longest().givenUp()).isEqualTo(49);
        assertThat(queue.stuck().longest()).isEqualTo(Duration.ofSeconds(12));
        assertThat(queue.looks()).isEqualTo(2);
    }

    @Test
    void a_half_close_that_waits_is_separate_from_what_the_kernel_keeps() {
        Ports ports = ports(
                connect(10, "c-1", ends(40_000)),
                new HalfCloseEvent(at(1_000), "c-1", STACK),
                new FinWaitEvent(at(1_500), "c-1", "shop.Feed.open:12"),
                close(2_100, "c-1").in("FIN_WAIT2").event(),
                new HalfCloseEvent(at(2_200), "c-2", STACK),
                close(2_201, "c-2").in("FIN_WAIT2").event(),
                close(2_300, "c-3").event(),
                kernelState(4_300, "c-3", "FIN_WAIT2", Optional.of(timeWaitUnknown())));
        assertThat(ports.finWait2())
                .extracting(FinWait2::held, FinWait2::count)
                .containsExactlyInAnyOrder(tuple(true, 1L), tuple(false, 1L));
        FinWait2 held =
                ports.finWait2().stream().filter(FinWait2::held).findFirst().orElseThrow();
        assertThat(held.longest()).isEqualTo(Duration.ofMillis(1_100));
        assertThat(held.site()).isEqualTo(Models.SITE);
        assertThat(held.openedBy()).isEqualTo("shop.Feed.open:12");
    }

    @Test
    void a_peer_that_does_not_close_for_long_leaves_us_in_fin_wait2_even_if_it_closes_later() {
        Ports ports = ports(
                close(2_000, "c-1").event(),
                kernelState(2_900, "c-1", "FIN_WAIT2", Optional.empty()),
                close(2_000, "c-2").event(),
                kernelState(3_000, "c-2", "FIN_WAIT2", Optional.of(timeWaitUnknown())),
                close(2_000, "c-3").event(),
                kernelState(4_000, "c-3", "FIN_WAIT2", Optional.empty()),
                kernelState(12_000, "c-3", "FIN_WAIT2", Optional.empty()),
                kernelState(32_000, "c-3", "TIME_WAIT", Optional.empty()));
        assertThat(ports.finWait2())
                .extracting(FinWait2::held, FinWait2::count, FinWait2::longest)
                .containsExactly(tuple(false, 2L, Duration.ofSeconds(10)));
    }

    @Test
    void calls_without_a_descriptor_add_up_with_what_was_open_at_most() {
        Model model = RecordedEvents.model(
                close(10, "c-1").event(),
                descriptors(1_000, true, 8080, 990, 1),
                descriptors(2_000, true, 8080, 995, 400),
                descriptors(3_000, false, 0, 994, 3));
        assertThat(model.connections().descriptorExhaustions()).singleElement().satisfies(found -> {
            assertThat(found.notAccepted()).isEqualTo(401);
            assertThat(found.notMade()).isEqualTo(3);
            assertThat(found.ports()).containsExactly(8080);
            assertThat(found.connections()).isEqualTo(995);
            assertThat(found.openedBy()).isEqualTo("shop.Door.open:5");
        });
    }

    private static DescriptorExhaustionEvent descriptors(
            long millis, boolean accept, int port, int connections, int failures) {
        return new DescriptorExhaustionEvent(
                at(millis),
                accept,
                port,
                1_024,
                connections,
                connections,
                0,
                "shop.Door.open:5",
                connections,
                "shop.Door.open:5",
                "Too many open files",
                failures);
    }

    @Test
    void channels_that_were_not_released_are_counted_by_who_closed_them() {
        Ports ports = ports(
                close(10, "c-1").event(),
                unreleased(1_010, "c-1", 1, ""),
                unreleased(3_010, "c-1", 3, ""),
                unreleased(3_020, "c-2", 2, "shop.Feed.stop:12"),
                unreleased(3_030, "c-3", 2, "shop.Feed.stop:12"));
        assertThat(ports.unreleased())
                .filteredOn(channel -> channel.closedBy().equals("shop.Feed.stop:12"))
                .singleElement()
                .satisfies(two -> {
                    assertThat(two.count()).isEqualTo(2);
                    assertThat(two.longest()).isEqualTo(Duration.ofSeconds(2));
                });
        assertThat(ports.unreleased())
                .filteredOn(channel -> channel.closedBy().contains("shop.Orders.send"))
                .singleElement()
                .satisfies(one -> assertThat(one.longest()).isEqualTo(Duration.ofSeconds(3)));
        assertThat(ports.unreleased()).extracting(UnreleasedChannel::count).contains(1L, 2L);
        assertThat(ports.unreleased().stream()
                        .mapToLong(UnreleasedChannel::count)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void channels_that_were_not_released_are_counted_by_the_client_that_used_them() {
        Ports ports = ports(
                new UnreleasedChannelEvent(at(3_020), "c-2", Duration.ofSeconds(2), "shop.Feed.stop:12", "", 2),
                new UnreleasedChannelEvent(
                        at(3_030), "c-3", Duration.ofSeconds(2), "shop.Feed.stop:12", "java.net.http of JDK 25", 2));
        assertThat(ports.unreleased())
                .extracting(UnreleasedChannel::httpClient, UnreleasedChannel::count)
                .containsExactly(tuple("", 1L), tuple("java.net.http of JDK 25", 1L));
    }

    @Test
    void a_redirect_explains_why_http_url_connection_gave_up_a_connection() {
        Ports ports = ports(
                close(20, "c-1")
                        .through(HTTP_URL_CONNECTION)
                        .because("REDIRECTED")
                        .event(),
                close(40, "c-2").through(HTTP_URL_CONNECTION).event(),
                close(60, "c-3").because("RESPONSE_SAID_CLOSE").event());
        assertThat(ports.redirects()).hasSize(1);
        assertThat(ports.redirects().get(0).count()).isEqualTo(1);
        assertThat(ports.redirects().get(0).client()).isEqualTo(HTTP_URL_CONNECTION);
    }

    @Test
    void what_proxies_were_asked_for_is_counted_by_target_and_answer() {
        assertThat(RecordedEvents.model(
                                close(10, "c-1").proxiedTo("a:443").event(),
                                close(20, "c-2").proxiedTo("a:443").event(),
                                close(30, "c-3")
                                        .proxiedTo("b:443")
                                        .because("PROXY_REFUSED")
                                        .event(),
                                close(40, "c-4").event())
                        .connections()
                        .proxies())
                .extracting(ProxyUse::target, ProxyUse::refused, ProxyUse::count)
                .containsExactly(tuple("a:443", false, 2L), tuple("b:443", true, 1L));
    }

    @Test
    void who_holds_a_port_in_use_is_joined_with_the_connects_that_failed() {
        FailureKind inUse = FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION;
        Ports ports = ports(
                failedConnect(10, "c-0", ends(6000), false, inUse),
                failedConnect(20, "c-1", ends(6000), false, inUse),
                failedConnect(30, "c-2", ends(6000), false, inUse),
                portInUse(40, 6000, "nobody any more", 1),
                portInUse(50, 6000, HELD_BY, 2),
                portInUse(60, 6001, HELD_BY, 9));
        assertThat(ports.conflicts())
                .containsExactlyInAnyOrder(
                        new PortConflict(0, Models.PEER, 6000, 3, HELD_BY, "shop.Feed.open:12"),
                        new PortConflict(0, Models.PEER, 6001, 9, HELD_BY, "shop.Feed.open:12"));
    }

    @Test
    void a_connect_to_its_own_port_is_counted_although_an_older_agent_did_not_say_so() {
        Ports ports = ports(
                connect(10, "c-1", new Ends("10.0.0.7", 8080, "10.0.0.7", 8080)), connect(20, "c-2", ends(40_000)));
        assertThat(ports.selfConnects())
                .singleElement()
                .extracting(SelfConnects::count)
                .isEqualTo(1L);
    }

    @Test
    void an_older_agent_called_it_a_want_of_ports_which_its_own_black_box_contradicts() {
        Model model = RecordedEvents.model(
                failedConnect(10, "c-1", ends(40_000), true, FailureKind.PORTS_EXHAUSTED),
                failedConnect(20, "c-2", ends(40_000), false, FailureKind.PORTS_EXHAUSTED),
                exhaustion(towards(8080), count(30, 490, 990, UNKNOWN), 1));
        assertThat(model.connections().opens())
                .extracting(OpenGroup::failure)
                .containsExactlyInAnyOrder(FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION, FailureKind.OTHER);
        assertThat(model.timeline().budgets()).isEmpty();
    }

    private static Ports ports(TracedEvent... events) {
        return RecordedEvents.model(events).ports();
    }

    private static Ends towards(int remotePort) {
        return new Ends("10.0.0.1", 0, "10.0.0.7", remotePort);
    }

    private static PortBudgetEvent budget(long millis, long timeWait, long free, Duration left) {
        return new PortBudgetEvent(PortSide.CLIENT, towards(8080), count(millis, timeWait, free, left), 0);
    }

    /** Of 1,000 ports, with 100 in ESTABLISHED and 10 in other states. */
    private static PortCount count(long millis, long timeWait, long free, Duration left) {
        return new PortCount(at(millis), 1_000, 100, timeWait, 10, 400, 90, free, 20, left);
    }

    private static PortExhaustionEvent exhaustion(Ends ends, PortCount count, long failures) {
        return new PortExhaustionEvent(
                false, ends, count, List.of(), "", "tcp_tw_reuse=0", "Cannot assign requested address", failures);
    }

    private static ConnectEvent failedConnect(
            long millis, String connection, Ends ends, boolean boundFirst, FailureKind kind) {
        return new ConnectEvent(
                at(millis),
                connection,
                ends,
                boundFirst,
                "Cannot assign requested address",
                kind,
                false,
                "",
                "",
                STACK);
    }

    private static PortInUseEvent portInUse(long millis, int localPort, String heldBy, long failures) {
        return new PortInUseEvent(at(millis), ends(localPort), heldBy, "shop.Feed.open:12", failures);
    }

    /** As agents wrote it that did not count those alike. */
    private static CloseWaitEvent closeWait(long millis, String connection, long seconds) {
        return new CloseWaitEvent(
                at(millis),
                connection,
                ends(40_000),
                Role.UNKNOWN,
                Duration.ofSeconds(seconds),
                "shop.Feed.open:12",
                "",
                -1,
                -1);
    }

    private static CloseWaitEvent closeWaitOfMany(long millis, String connection, long alike, long otherKinds) {
        return new CloseWaitEvent(
                at(millis),
                connection,
                new Ends("10.0.0.1", 80, "10.0.0.7", 40_000),
                Role.SERVER,
                Duration.ofSeconds(5),
                "shop.Door.open:5",
                "Tomcat 10",
                alike,
                otherKinds);
    }

    /** A queue of at most 50, of whose clients 49 had given up. */
    private static AcceptQueueEvent acceptQueue(long millis, int port, long waiting, Duration longest) {
        return new AcceptQueueEvent(
                at(millis),
                "127.0.0.1",
                port,
                new AcceptQueue.Look(
                        waiting,
                        50,
                        49,
                        longest,
                        Duration.ofSeconds(13),
                        "shop.Door.open:5",
                        "shop.Door.main:4",
                        "door",
                        "shop.Door.collect:9",
                        false),
                0);
    }

    private static KernelStateEvent kernelState(
            long millis, String connection, String state, Optional<KernelStateEvent.Settled> verdict) {
        return new KernelStateEvent(at(millis), connection, state, Duration.ofSeconds(59), verdict);
    }

    private static KernelStateEvent.Settled timeWaitUnknown() {
        return new KernelStateEvent.Settled(
                ClosedFirst.LOCAL, Optional.empty(), Optional.empty(), ResetBy.NONE, TimeWait.UNKNOWN, true, "");
    }

    private static UnreleasedChannelEvent unreleased(long millis, String connection, long seconds, String closedBy) {
        return new UnreleasedChannelEvent(at(millis), connection, Duration.ofSeconds(seconds), closedBy, "", 4);
    }
}
