package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.firstfin.analysis.event.FinWaitEvent;
import io.firstfin.analysis.event.HalfCloseEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events on ports, and on sockets that wait, are read with what their fields mean. */
class PortReadingTest {

    @TempDir
    Path folder;

    @Test
    void the_events_on_ports_are_read_with_their_fields() throws Exception {
        Ports ports = recorded();

        assertThat(ports.budgets())
                .extracting(PortBudget::side, PortBudget::peer)
                .containsExactlyInAnyOrder(
                        tuple(PortSide.CLIENT, ""), tuple(PortSide.SERVER, "10.0.0.9"), tuple(PortSide.BIND, ""));
        PortBudget client = ports.budgets().stream()
                .filter(budget -> budget.side() == PortSide.CLIENT)
                .findFirst()
                .orElseThrow();
        assertThat(client.destination()).isEqualTo(Models.PEER);
        assertThat(client.soonest().orElseThrow().left()).isEqualTo(Duration.ofSeconds(10));
        assertThat(client.last().capacity()).isEqualTo(1000);
        assertThat(client.last().held()).isEqualTo(600);
        assertThat(client.last().free()).isEqualTo(400);

        assertThat(ports.exhaustions())
                .extracting(PortExhaustion::call, PortExhaustion::count, PortExhaustion::failure)
                .containsExactly(
                        tuple("CONNECT", 32L, "Cannot assign requested address"),
                        tuple("BIND", 1L, "Address already in use"));
        PortExhaustion connect = ports.exhaustions().get(0);
        assertThat(connect.guilty()).isEqualTo("shop.Orders.send:42");
        assertThat(connect.owners()).hasSize(2);
        assertThat(connect.held().timeWait()).isEqualTo(490);

        assertThat(ports.conflicts())
                .containsExactly(new PortConflict(
                        0, Models.PEER, 6001, 9, "ESTABLISHED, held by another process of uid 7", "shop.Feed.open:12"));
    }

    @Test
    void the_events_on_sockets_that_wait_are_read_with_their_fields() throws Exception {
        Ports ports = recorded();

        assertThat(ports.waiting())
                .contains(
                        new WaitingClose(Models.PEER, "shop.Feed.open:12", "", false, 1, Duration.ofSeconds(3)),
                        new WaitingClose(
                                Models.SERVER,
                                "shop.Door.open:5",
                                "Tomcat 10",
                                false,
                                300,
                                299,
                                Duration.ofSeconds(5)));
        AcceptQueue queue = ports.acceptQueues().get(0);
        assertThat(queue.destination().port()).isEqualTo(7070);
        assertThat(queue.longest())
                .isEqualTo(new AcceptQueue.Look(
                        51,
                        50,
                        49,
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(13),
                        "shop.Door.open:5",
                        "shop.Door.main:4",
                        "door",
                        "shop.Door.collect:9",
                        false));
        assertThat(ports.unreleased())
                .filteredOn(channel -> channel.closedBy().equals("shop.Feed.stop:12"))
                .singleElement()
                .extracting(UnreleasedChannel::longest)
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(ports.finWait2()).as("FIN_WAIT2 right after the close").isEmpty();
        assertThat(ports.redirects()).singleElement().satisfies(redirects -> {
            assertThat(redirects.count()).isEqualTo(1);
            assertThat(redirects.client()).isEqualTo("HttpURLConnection of JDK 17");
        });
    }

    @Test
    void a_half_close_and_the_wait_for_the_peer_are_read_with_their_fields() throws Exception {
        List<TracedEvent> events = new ArrayList<>();
        try (TestRecording recording = new TestRecording()) {
            TestRecording.halfClose("c-1");
            PortEvents.finWait("c-1", "shop.Feed.open:12");
            EventDecoder decoder = new EventDecoder(Purpose.MODEL);
            for (RecordedEvent event : RecordingFile.readAllEvents(recording.dump(folder.resolve("half.jfr")))) {
                decoder.decode(event).ifPresent(events::add);
            }
        }
        assertThat(events)
                .filteredOn(HalfCloseEvent.class::isInstance)
                .singleElement(type(HalfCloseEvent.class))
                .satisfies(half -> {
                    assertThat(half.connection()).isEqualTo("c-1");
                    assertThat(half.stack().frames())
                            .extracting(StackTrace.Frame::className, StackTrace.Frame::method)
                            .contains(tuple(TestRecording.class.getName(), "halfClose"));
                });
        assertThat(events)
                .filteredOn(FinWaitEvent.class::isInstance)
                .singleElement(type(FinWaitEvent.class))
                .extracting(FinWaitEvent::connection, FinWaitEvent::openedBy)
                .containsExactly("c-1", "shop.Feed.open:12");
    }

    private Ports recorded() throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.settings();
            PortEvents.budget(budget -> budget.secondsLeft = 10_000_000_000L);
            PortEvents.budget(budget -> {
                budget.side = "SERVER";
                budget.localPort = 80;
                budget.remoteAddress = "::ffff:10.0.0.9";
                budget.remotePort = 0;
                budget.capacity = -1;
                budget.free = -1;
            });
            PortEvents.budget(budget -> {
                budget.side = "BIND";
                budget.localAddress = null;
                budget.remoteAddress = null;
                budget.remotePort = 0;
            });
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
            PortEvents.portInUse(inUse -> {
                inUse.localPort = 6001;
                inUse.suppressed = 8;
            });
            TestRecording.connect("c-1", connect -> {});
            PortEvents.closeWait("c-1", 3, "shop.Feed.open:12");
            PortEvents.closeWait(wait -> wait.connection = "c-2");
            PortEvents.acceptQueue(queue -> {});
            PortEvents.unreleased("c-3", 2, "shop.Feed.stop:12", 1);
            TestRecording.close("c-5", close -> {});
            TestRecording.kernelState("c-5", state -> {
                state.state = "FIN_WAIT2";
                state.closedFirst = "LOCAL";
                state.timeWait = "UNKNOWN";
            });
            TestRecording.close("c-6", close -> {
                close.httpClient = "HttpURLConnection of JDK 17";
                close.reason = "REDIRECTED";
            });
            return Recordings.read(List.of(recording.dump(folder.resolve("ports.jfr"))))
                    .ports();
        }
    }
}
