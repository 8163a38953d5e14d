package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.AcceptQueueSample;
import io.firstfin.tracer.sink.CountersSink;
import io.firstfin.tracer.sink.CountersSink.CloseKind;
import io.firstfin.tracer.sink.CountersSink.DestinationCounts;
import io.firstfin.tracer.sink.CountersSink.Waiting;
import io.firstfin.tracer.sink.HangingSample;
import io.firstfin.tracer.sink.JfrSink;
import io.firstfin.tracer.sink.Sink;
import io.firstfin.tracer.sink.Sink.Level;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.sink.UnreleasedSample;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections of this JVM, counted in memory without any recording, and beside one. */
@Timeout(30)
class CountersTest {

    private static final String API = "SocketChannel";

    private final List<Throwable> errors = new ArrayList<>();
    private final Sinks sinks = new Sinks(errors::add);
    private final JfrSink jfr = new JfrSink();
    private final CountersSink counters = new CountersSink();
    private final ConnectionTable table = new ConnectionTable();
    private final SocketTracer tracer = new SocketTracer(
            table, new Adoption(table), () -> null, sinks, (port, reuse) -> null, closed -> {}, errors::add);
    private final List<Event> events = new ArrayList<>();
    private ServerSocketChannel server;
    private InetSocketAddress there;

    @BeforeEach
    void listens() throws Exception {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        there = (InetSocketAddress) server.getLocalAddress();
    }

    @AfterEach
    void ends() throws Exception {
        server.close();
    }

    @Test
    void are_kept_without_any_recording() throws Exception {
        sinks.add(jfr);
        sinks.add(counters);
        keepCounters();

        connectsAndCloses();
        connectsAndCloses();
        isRefused();

        CountersSink.Snapshot counted = counters.snapshot();
        assertThat(counted.connects()).isEqualTo(2);
        assertThat(counted.accepts()).isEqualTo(2);
        assertThat(counted.failures()).containsEntry(FailureKind.REFUSED, 1L);
        assertThat(counted.closes())
                .isEqualTo(Map.of(
                        new CloseKind(Role.CLIENT, ClosedFirst.LOCAL, Ending.FIN), 2L,
                        new CloseKind(Role.SERVER, ClosedFirst.REMOTE, Ending.FIN), 2L));
        assertThat(counted.destinations()).containsEntry(there, new DestinationCounts(2, 1, 0, 0, 2, 2, 0));
        assertThat(counted.leftOut()).isZero();
        assertThat(events).isEmpty();
        assertThat(FlightRecorder.isInitialized() && jfr.wantsSettlements()).isFalse();
        assertThat(errors).isEmpty();
    }

    @Test
    void hold_the_failures_of_ports_by_destination() throws Exception {
        sinks.add(counters);
        keepCounters();

        fails("Cannot assign requested address");
        fails("Address already in use");
        fails("Address already in use");

        assertThat(counters.snapshot().destinations()).containsEntry(there, new DestinationCounts(0, 3, 1, 2, 0, 0, 0));
    }

    @Test
    void hold_the_newest_sample_of_what_waits() {
        sinks.add(counters);
        assertThat(counters.snapshot().waiting()).isEqualTo(new Waiting(-1, -1, -1, -1));
        keepCounters();

        sinks.report(sink -> sink.closeWaits(new HangingSample(List.of(), 7, 0), -1));
        sinks.report(sink -> sink.finWaits(new HangingSample(List.of(), 5, 0)));
        sinks.report(sink -> sink.acceptQueues(new AcceptQueueSample(List.of(), 4, 3)));
        sinks.report(sink -> sink.unreleased(new UnreleasedSample(List.of(), 2)));
        sinks.report(sink -> sink.closeWaits(new HangingSample(List.of(), 0, 0), -1));

        assertThat(counters.snapshot().waiting()).isEqualTo(new Waiting(0, 5, 3, 2));
        assertThat(errors).isEmpty();
    }

    @Test
    void are_not_kept_while_they_are_off() throws Exception {
        sinks.add(jfr);
        sinks.add(counters);

        connectsAndCloses();

        assertThat(counters.snapshot().connects()).isZero();
        assertThat(counters.snapshot().closes()).isEmpty();
    }

    @Test
    void agree_with_the_events_of_a_recording_beside_them() throws Exception {
        sinks.add(jfr);
        sinks.add(counters);
        keepCounters();
        jfr.turn(Level.ON);
        sinks.update();

        connectsAndCloses();
        isRefused();
        connectsAndCloses();

        CountersSink.Snapshot counted = counters.snapshot();
        assertThat(count(ConnectEvent.class)).isEqualTo(counted.connects() + 1);
        assertThat(count(AcceptEvent.class)).isEqualTo(counted.accepts());
        counted.closes()
                .forEach((kind, closes) -> assertThat(events.stream()
                                .filter(CloseEvent.class::isInstance)
                                .map(CloseEvent.class::cast)
                                .filter(event -> event.role.equals(kind.role().name())
                                        && event.closedFirst.equals(
                                                kind.closedFirst().name())
                                        && event.ending.equals(kind.ending().name())))
                        .hasSize(closes.intValue()));
        assertThat(count(CloseEvent.class)).isEqualTo(4);
        assertThat(errors).isEmpty();
    }

    @Test
    void are_kept_and_events_are_made_although_another_sink_throws_at_every_act() throws Exception {
        sinks.add(new AFaultySink());
        sinks.add(jfr);
        sinks.add(counters);
        keepCounters();
        jfr.turn(Level.ON);
        sinks.update();

        connectsAndCloses();

        assertThat(counters.snapshot().connects()).isEqualTo(1);
        assertThat(counters.snapshot().accepts()).isEqualTo(1);
        assertThat(count(CloseEvent.class)).isEqualTo(2);
        // a connect, an accept and two closes
        assertThat(errors).hasSize(4).allMatch(error -> "a fault of a sink".equals(error.getMessage()));
        assertThat(sinks.isReporting()).isFalse();
    }

    private void keepCounters() {
        counters.turn(true);
        sinks.update();
    }

    private long count(Class<? extends Event> type) {
        return events.stream().filter(type::isInstance).count();
    }

    /** The client closes first, then the server. */
    private void connectsAndCloses() throws Exception {
        SocketChannel client = SocketChannel.open(there);
        FileDescriptor fd = descriptor(client);
        tracer.created(fd, true);
        keep(tracer.connected(tracer.connecting(API, fd, there), true, null));
        SocketChannel accepted = server.accept();
        FileDescriptor peer = descriptor(accepted);
        keep(tracer.accepted(API, descriptor(server), peer, client.getLocalAddress()));
        closes(client, fd);
        while (accepted.read(java.nio.ByteBuffer.allocate(1)) >= 0) {
            continue;
        }
        closes(accepted, peer);
    }

    /** As the bridge does it: the JDK's shutdown comes before the release. */
    private void closes(SocketChannel channel, FileDescriptor fd) throws Exception {
        Object close = tracer.closing(API, fd, false);
        channel.shutdownOutput();
        Object release = tracer.releasing(fd);
        if (release != null) {
            tracer.closeEnded(release);
        }
        keep(tracer.connectClosed(close));
        keep(tracer.closed(close));
        tracer.closeEnded(close);
        channel.close();
    }

    private void isRefused() throws Exception {
        fails("Connection refused");
    }

    private void fails(String why) throws Exception {
        try (SocketChannel client = SocketChannel.open()) {
            FileDescriptor fd = descriptor(client);
            tracer.created(fd, true);
            Object attempt = tracer.connecting(API, fd, there);
            keep(tracer.connected(attempt, false, new ConnectException(why)));
        }
    }

    private void keep(Event event) {
        if (event != null) {
            events.add(event);
        }
    }

    private static FileDescriptor descriptor(Object channel) throws Exception {
        Field descriptor = channel.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        FileDescriptor fd = (FileDescriptor) descriptor.get(channel);
        assertThat(JdkSockets.number(fd)).isNotNegative();
        return fd;
    }

    private static final class AFaultySink implements Sink {
        @Override
        public Level level() {
            return Level.ON;
        }

        @Override
        public Event connected(Connection connection) {
            throw new IllegalStateException("a fault of a sink");
        }

        @Override
        public Event accepted(Connection connection) {
            throw new IllegalStateException("a fault of a sink");
        }

        @Override
        public Event closed(Connection connection) {
            throw new IllegalStateException("a fault of a sink");
        }
    }
}
