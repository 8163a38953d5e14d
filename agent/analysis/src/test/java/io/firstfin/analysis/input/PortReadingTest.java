package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.SelfConnects;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortReadingTest {

    private static final String NETWORK = "net:[4026531840]";

    @TempDir
    Path folder;

    @Test
    void of_a_budget_the_fullest_the_last_and_the_most_urgent_look_are_kept() throws Exception {
        Ports ports = read(() -> {
            TestRecording.settings();
            PortEvents.budget(budget -> budget.secondsLeft = 40_000_000_000L);
            PortEvents.budget(budget -> {
                budget.timeWait = 880;
                budget.free = 10;
                budget.secondsLeft = 10_000_000_000L;
            });
            PortEvents.budget(budget -> {
                budget.timeWait = 890;
                budget.free = 0;
                budget.secondsLeft = 0;
            });
            PortEvents.budget(budget -> budget.timeWait = 200);
        });
        assertThat(ports.budgets()).hasSize(1);
        PortBudget budget = ports.budgets().get(0);
        assertThat(budget.destination()).isEqualTo(Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", 8080));
        assertThat(budget.looks()).isEqualTo(4);
        assertThat(budget.fullest().held()).isEqualTo(1000);
        assertThat(budget.fullest().used()).hasValue(1.0);
        assertThat(budget.last().timeWait()).isEqualTo(200);
        assertThat(budget.soonest().orElseThrow().left()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_server_has_a_budget_for_each_address_of_its_peers() throws Exception {
        Ports ports = read(() -> List.of("10.0.0.8", "::ffff:10.0.0.9")
                .forEach(peer -> PortEvents.budget(budget -> {
                    budget.side = "SERVER";
                    budget.localPort = 80;
                    budget.remoteAddress = peer;
                    budget.remotePort = 0;
                    budget.capacity = -1;
                    budget.free = -1;
                })));
        assertThat(ports.budgets()).extracting(PortBudget::peer).containsExactly("10.0.0.8", "10.0.0.9");
        assertThat(ports.budgets()).allSatisfy(budget -> {
            assertThat(budget.destination().role()).isEqualTo(Role.SERVER);
            assertThat(budget.destination().port()).isEqualTo(80);
            assertThat(budget.fullest().used()).isEmpty();
        });
    }

    @Test
    void the_pool_of_binds_is_told_apart_and_its_sockets_count_once() throws Exception {
        Ports ports = read(() -> {
            PortEvents.budget(budget -> {});
            PortEvents.budget(budget -> {
                budget.side = "BIND";
                budget.localAddress = null;
                budget.remoteAddress = null;
                budget.remotePort = 0;
            });
        });
        assertThat(ports.budgets()).extracting(PortBudget::side).containsExactly(PortSide.CLIENT, PortSide.BIND);
        assertThat(ports.timeWait())
                .singleElement()
                .satisfies(census ->
                        assertThat(census.kernel().orElseThrow().timeWait()).isEqualTo(490));
    }

    @Test
    void the_fullest_of_our_own_ports_are_followed_over_time() throws Exception {
        Timeline timeline = model(() -> {
                    for (int port = 1; port <= 20; port++) {
                        int remotePort = port;
                        PortEvents.budget(budget -> {
                            budget.remotePort = remotePort;
                            budget.timeWait = 10 * remotePort;
                        });
                    }
                    PortEvents.budget(budget -> {
                        budget.side = "SERVER";
                        budget.timeWait = 5_000;
                    });
                    PortEvents.exhaustion(none -> {
                        none.remotePort = 20;
                        none.timeWait = 1_000;
                        none.suppressed = 4;
                    });
                })
                .timeline();
        assertThat(timeline.budgets())
                .extracting(budget -> budget.destination().port())
                .containsExactly(20, 19, 18, 17, 16, 15, 14, 13);
        BudgetSeries fullest = timeline.budgets().get(0);
        assertThat(fullest.destination().network()).isEqualTo(NETWORK);
        assertThat(fullest.failures().values()).containsExactly(5L);
        assertThat(fullest.looks().values()).extracting(PortCount::timeWait).contains(1_000L);
        assertThat(fullest.looks().lastKey()).isLessThan(timeline.steps());
    }

    @Test
    void failures_for_want_of_a_port_count_those_that_were_not_told() throws Exception {
        Ports ports = read(() -> {
            PortEvents.exhaustion(first -> {
                first.owners = "480 TIME_WAIT 98% closed by shop.Orders.send:42 (OkHttp 4.12.0)\n"
                        + "10 ESTABLISHED 2% opened by shop.Stock.ask:7\n";
                first.guilty = "shop.Orders.send:42";
            });
            PortEvents.exhaustion(second -> second.suppressed = 30);
            PortEvents.exhaustion(bind -> {
                bind.call = "BIND";
                bind.remoteAddress = null;
                bind.remotePort = 0;
                bind.failure = "Address already in use";
            });
        });
        assertThat(ports.exhaustions())
                .extracting(PortExhaustion::call, PortExhaustion::count)
                .containsExactly(tuple("CONNECT", 32L), tuple("BIND", 1L));
        PortExhaustion connect = ports.exhaustions().get(0);
        assertThat(connect.guilty()).isEqualTo("shop.Orders.send:42");
        assertThat(connect.owners()).hasSize(2);
        assertThat(connect.held().timeWait()).isEqualTo(490);
    }

    @Test
    void connections_that_wait_for_our_close_are_counted_by_who_opened_them() throws Exception {
        Ports ports = read(() -> {
            for (String connection : List.of("c-1", "c-2", "c-3")) {
                TestRecording.connect(connection, connect -> {});
                PortEvents.closeWait(connection, 3, "shop.Feed.open:12");
            }
            PortEvents.closeWait("c-2", 13, "shop.Feed.open:12");
            TestRecording.close("c-3", close -> close.closeWait = 4_000_000_000L);
        });
        assertThat(ports.waiting())
                .containsExactlyInAnyOrder(
                        new WaitingClose(peer(), "shop.Feed.open:12", "", false, 2, Duration.ofSeconds(13)),
                        new WaitingClose(peer(), "shop.Feed.open:12", "", true, 1, Duration.ofSeconds(3)));
    }

    @Test
    void connections_that_wait_without_an_event_are_counted_with_those_alike() throws Exception {
        Ports ports = read(() -> {
            for (int i = 0; i < 60; i++) {
                String connection = "c-" + i;
                PortEvents.closeWait(wait -> wait.connection = connection);
            }
        });
        assertThat(ports.waiting())
                .containsExactlyInAnyOrder(
                        new WaitingClose(
                                Destination.server(NETWORK, 80),
                                "shop.Door.open:5",
                                "Tomcat 10",
                                false,
                                300,
                                240,
                                Duration.ofSeconds(5)),
                        new WaitingClose(Destination.unknown(NETWORK), "", "", false, 4, 4, Duration.ofSeconds(1)));
    }

    @Test
    void of_those_without_an_event_the_last_look_counts() throws Exception {
        Ports ports = read(() -> {
            PortEvents.closeWait(wait -> wait.connection = "c-1");
            PortEvents.closeWait(wait -> {
                wait.connection = "c-1";
                wait.alike = 1;
                wait.otherKinds = 0;
            });
        });
        assertThat(ports.waiting())
                .containsExactly(new WaitingClose(
                        Destination.server(NETWORK, 80),
                        "shop.Door.open:5",
                        "Tomcat 10",
                        false,
                        1,
                        Duration.ofSeconds(5)));
    }

    @Test
    void an_accept_queue_is_told_by_its_longest_and_by_its_longest_wait() throws Exception {
        Ports ports = read(() -> {
            PortEvents.acceptQueue(queue -> queue.longestWaiting = 1_000_000_000L);
            PortEvents.acceptQueue(queue -> queue.queueLength = 3);
            PortEvents.acceptQueue(queue -> queue.localPort = 7071);
        });
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
    void a_half_close_that_waits_is_told_from_what_the_kernel_keeps() throws Exception {
        long begun = System.nanoTime();
        Ports ports = read(() -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.halfClose("c-1");
            PortEvents.finWait("c-1", "shop.Feed.open:12");
            sleep(1_100);
            TestRecording.close("c-1", close -> close.kernelState = "FIN_WAIT2");
            TestRecording.halfClose("c-2");
            TestRecording.close("c-2", close -> close.kernelState = "FIN_WAIT2");
            TestRecording.close("c-3", close -> {});
            TestRecording.kernelState("c-3", state -> {
                state.state = "FIN_WAIT2";
                state.closedFirst = "LOCAL";
                state.timeWait = "UNKNOWN";
            });
            TestRecording.close("c-4", close -> {});
            TestRecording.kernelState("c-4", state -> state.state = "FIN_WAIT2");
            TestRecording.kernelState("c-4", state -> state.state = "TIME_WAIT");
        });
        assertThat(ports.finWait2())
                .extracting(FinWait2::held, FinWait2::count)
                .containsExactlyInAnyOrder(tuple(true, 1L), tuple(false, 1L));
        FinWait2 held =
                ports.finWait2().stream().filter(FinWait2::held).findFirst().orElseThrow();
        // it waited for as long as this test slept, or longer where the machine was busy
        assertThat(held.longest()).isBetween(Duration.ofSeconds(1), Duration.ofNanos(System.nanoTime() - begun));
        assertThat(held.site().label()).contains("TestRecording.halfClose");
        assertThat(held.openedBy()).isEqualTo("shop.Feed.open:12");
    }

    @Test
    void channels_that_were_not_released_are_counted_by_who_closed_them() throws Exception {
        Ports ports = read(() -> {
            TestRecording.close("c-1", close -> {});
            PortEvents.unreleased("c-1", 1, null, 4);
            PortEvents.unreleased("c-1", 3, null, 4);
            PortEvents.unreleased("c-2", 2, "shop.Feed.stop:12", 4);
            PortEvents.unreleased("c-3", 2, "shop.Feed.stop:12", 4);
        });
        assertThat(ports.unreleased())
                .filteredOn(channel -> channel.closedBy().equals("shop.Feed.stop:12"))
                .singleElement()
                .satisfies(two -> {
                    assertThat(two.count()).isEqualTo(2);
                    assertThat(two.longest()).isEqualTo(Duration.ofSeconds(2));
                });
        assertThat(ports.unreleased())
                .filteredOn(channel -> channel.closedBy().contains("TestRecording.close"))
                .singleElement()
                .satisfies(one -> assertThat(one.longest()).isEqualTo(Duration.ofSeconds(3)));
        assertThat(ports.unreleased()).extracting(UnreleasedChannel::count).contains(1L, 2L);
        assertThat(ports.unreleased().stream()
                        .mapToLong(UnreleasedChannel::count)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void a_redirect_explains_why_http_url_connection_gave_up_a_connection() throws Exception {
        Ports ports = read(() -> {
            TestRecording.exchange("c-1", 302);
            TestRecording.close("c-1", close -> close.httpClient = "HttpURLConnection of JDK 17");
            TestRecording.exchange("c-2", 200);
            TestRecording.close("c-2", close -> close.httpClient = "HttpURLConnection of JDK 17");
            TestRecording.exchange("c-3", 302);
            TestRecording.close("c-3", close -> close.reason = "RESPONSE_SAID_CLOSE");
        });
        assertThat(ports.redirects()).hasSize(1);
        assertThat(ports.redirects().get(0).count()).isEqualTo(1);
        assertThat(ports.redirects().get(0).client()).isEqualTo("HttpURLConnection of JDK 17");
    }

    @Test
    void who_holds_a_port_in_use_is_joined_with_the_connects_that_failed() throws Exception {
        Model model = model(() -> {
            for (int i = 0; i < 3; i++) {
                TestRecording.connect("c-" + i, connect -> {
                    connect.localAddress = "10.0.0.1";
                    connect.localPort = 6000;
                    connect.failure = "Cannot assign requested address";
                    connect.failureKind = "ADDRESS_IN_USE_TOWARDS_DESTINATION";
                });
            }
            PortEvents.portInUse(first -> first.heldBy = "nobody any more");
            PortEvents.portInUse(second -> second.suppressed = 1);
            PortEvents.portInUse(unseen -> {
                unseen.localPort = 6001;
                unseen.suppressed = 8;
            });
        });
        String heldBy = "ESTABLISHED, held by another process of uid 7";
        assertThat(model.ports().conflicts())
                .containsExactlyInAnyOrder(
                        new PortConflict(0, peer(), 6000, 3, heldBy, "shop.Feed.open:12"),
                        new PortConflict(0, peer(), 6001, 9, heldBy, "shop.Feed.open:12"));
    }

    @Test
    void a_connect_to_its_own_port_is_counted_although_an_older_agent_did_not_say_so() throws Exception {
        Ports ports = read(() -> {
            TestRecording.connect("c-1", connect -> {
                connect.localAddress = connect.remoteAddress;
                connect.localPort = connect.remotePort;
            });
            TestRecording.connect("c-2", connect -> {});
        });
        assertThat(ports.selfConnects())
                .singleElement()
                .extracting(SelfConnects::count)
                .isEqualTo(1L);
    }

    @Test
    void an_older_agent_called_it_a_want_of_ports_which_its_own_black_box_contradicts() throws Exception {
        Model model = model(() -> {
            TestRecording.connect("c-1", connect -> {
                connect.failureKind = "PORTS_EXHAUSTED";
                connect.failure = "Cannot assign requested address";
                connect.boundFirst = true;
            });
            TestRecording.connect("c-2", connect -> {
                connect.failureKind = "PORTS_EXHAUSTED";
                connect.failure = "Cannot assign requested address";
            });
            PortEvents.exhaustion(box -> box.free = 990);
        });
        assertThat(model.connections().opens())
                .extracting(OpenGroup::failure)
                .containsExactlyInAnyOrder(FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION, FailureKind.OTHER);
        assertThat(model.timeline().budgets()).isEmpty();
    }

    private static Destination peer() {
        return Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", 8080);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ports read(Runnable commits) throws Exception {
        return model(commits).ports();
    }

    private Model model(Runnable commits) throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.settings();
            commits.run();
            return Recordings.read(List.of(recording.dump(folder.resolve("test.jfr"))));
        }
    }
}
