package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is open when the JVM ends: each connection is reported once, as the kernel will close it. */
@Timeout(30)
class ExitReportTest {

    private static final String API = "SocketChannel";

    private final ARecording recording = new ARecording();
    private final ConnectionTable table = new ConnectionTable();
    private final List<Connection> settled = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final SocketTracer tracer = new SocketTracer(
            table, new Adoption(table), () -> null, recording.sinks(), (port, reuse) -> null, settled::add, error -> {
                throw new AssertionError(error);
            });
    private ServerSocketChannel server;
    private SocketChannel client;
    private FileDescriptor fd;

    @BeforeEach
    void connects() throws Exception {
        recording.turn(Level.ON);
        server = ServerSocketChannel.open();
        open.add(server);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = connect();
        fd = descriptor(client);
    }

    @AfterEach
    void disconnects() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void the_kernel_sends_our_fin_first_as_far_as_can_be_foreseen() {
        CloseEvent close = only();

        assertThat(close.closedFirst).isEqualTo("LOCAL");
        assertThat(close.ending).isEqualTo("FIN");
        assertThat(close.trigger).isEqualTo("EXIT");
        assertThat(close.kernelState).isEqualTo("ESTABLISHED");
        assertThat(close.evidence).isEqualTo("open when the JVM ended, in ESTABLISHED");
        assertThat(close.reason).isEqualTo("JVM_ENDED");
        assertThat(table.at(number(fd)).closing().verdict().proven()).isFalse();
    }

    @Test
    void the_peers_fin_is_here_already() throws Exception {
        server.accept().close();
        client.read(ByteBuffer.allocate(1));

        assertThat(only().closedFirst).isEqualTo("REMOTE");
        assertThat(table.at(number(fd)).closing().verdict().proven()).isTrue();
    }

    @Test
    void data_that_nobody_read_makes_it_a_reset() throws Exception {
        SocketChannel peer = server.accept();
        open.add(peer);
        peer.write(ByteBuffer.wrap(new byte[] {1}));
        InputStream in = client.socket().getInputStream();
        while (in.available() == 0) {
            Thread.onSpinWait();
        }

        assertThat(only().ending).isEqualTo("RESET_BY_UNREAD_DATA");
    }

    @Test
    void so_linger_0_makes_it_a_reset() throws Exception {
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        tracer.optionSet(fd, StandardSocketOptions.SO_LINGER);

        CloseEvent close = only();

        assertThat(close.ending).isEqualTo("RESET_BY_LINGER");
        assertThat(close.closedFirst).isEqualTo("LOCAL");
    }

    @Test
    void half_closed_our_fin_is_proven() throws Exception {
        Object halfClose = tracer.halfClosing(fd);
        client.shutdownOutput();
        tracer.halfClosed(halfClose, null);

        CloseEvent close = only();

        assertThat(close.closedFirst).isEqualTo("LOCAL");
        assertThat(table.at(number(fd)).closing().verdict().proven()).isTrue();
    }

    @Test
    void with_both_ends_ours_the_higher_descriptor_is_closed_first() throws Exception {
        SocketChannel peer = server.accept();
        open.add(peer);
        tracer.accepted(API, descriptor(server), descriptor(peer), client.getLocalAddress());

        List<Event> told = tell();

        assertThat(told).hasSize(2);
        boolean peerFirst = number(descriptor(peer)) > number(fd);
        CloseEvent first = (CloseEvent) told.get(0);
        CloseEvent second = (CloseEvent) told.get(1);
        assertThat(first.role).isEqualTo(peerFirst ? "SERVER" : "CLIENT");
        assertThat(first.closedFirst).isEqualTo("LOCAL");
        assertThat(second.closedFirst).isEqualTo("REMOTE");
        assertThat(second.ending).isEqualTo("FIN");
    }

    @Test
    void connected_by_the_kernel_alone_it_has_its_connect_too() throws Exception {
        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        tracer.closed(close);
        tracer.closeEnded(close);
        SocketChannel pending = SocketChannel.open();
        open.add(pending);
        tracer.created(descriptor(pending), true);
        Object attempt = tracer.connecting(API, descriptor(pending), server.getLocalAddress());
        pending.connect(server.getLocalAddress());
        tracer.connected(attempt, false, null);

        List<Event> told = tell();

        assertThat(told).hasSize(2);
        assertThat(((ConnectEvent) told.get(0)).abandoned).isTrue();
        assertThat(((CloseEvent) told.get(1)).trigger).isEqualTo("EXIT");
    }

    @Test
    void closed_afterwards_it_is_not_told_again_and_nothing_new_is() throws Exception {
        only();

        Object close = tracer.closing(API, fd, false);
        assertThat(close).isNull();
        SocketChannel late = connect();
        Object closing = tracer.closing(API, descriptor(late), false);
        assertThat(closing == null ? null : tracer.closed(closing)).isNull();
        recording.turn(Level.DETAILED);
        assertThat(recording.sinks().isWanted()).isFalse();
    }

    @Test
    void a_close_under_way_is_told_with_its_own_verdict() {
        Object close = tracer.closing(API, fd, false);

        CloseEvent event = only();

        assertThat(event.trigger).isEqualTo("CLOSE");
        assertThat(tracer.closed(close)).isNull();
    }

    @Test
    void a_close_that_was_told_is_not_told_again_but_settled_before_its_release() throws Exception {
        Object close = tracer.closing(API, fd, false);
        client.shutdownOutput();
        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        tracer.closeEnded(close);

        assertThat(tell()).isEmpty();
        assertThat(settled).hasSize(1);
        tracer.closeEnded(tracer.releasing(fd));
        assertThat(settled).hasSize(1);
    }

    @Test
    void nothing_is_told_while_nobody_records() {
        recording.turn(Level.OFF);
        boolean[] last = new boolean[1];
        tracer.lastAtExit(() -> last[0] = true);

        assertThat(tell()).isEmpty();
        assertThat(last[0]).isFalse();
    }

    @Test
    void the_last_act_comes_when_all_is_told() {
        List<String> order = new ArrayList<>();
        tracer.lastAtExit(() -> order.add("last"));
        for (Event event = tracer.exiting(); event != null; event = tracer.exiting()) {
            order.add("close");
        }

        assertThat(order).containsExactly("close", "last");
    }

    private CloseEvent only() {
        List<Event> told = tell();
        assertThat(told).hasSize(1);
        return (CloseEvent) told.get(0);
    }

    private List<Event> tell() {
        List<Event> told = new ArrayList<>();
        for (Event event = tracer.exiting(); event != null; event = tracer.exiting()) {
            told.add(event);
        }
        return told;
    }

    private SocketChannel connect() throws Exception {
        SocketChannel channel = SocketChannel.open(server.getLocalAddress());
        open.add(channel);
        FileDescriptor number = descriptor(channel);
        tracer.created(number, true);
        tracer.connected(tracer.connecting(API, number, server.getLocalAddress()), true, null);
        return channel;
    }

    private static int number(FileDescriptor fd) {
        return JdkSockets.number(fd);
    }

    private static FileDescriptor descriptor(Object channel) throws Exception {
        Field descriptor = channel.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        return (FileDescriptor) descriptor.get(channel);
    }
}
