package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connects that the kernel finished and nobody else: each is a connection, and has a Close. */
@Timeout(30)
class AbandonedConnectsTest {

    private static final String API = "SocketChannel";

    private final ARecording recording = new ARecording();
    private final ConnectionTable table = new ConnectionTable();
    private final List<Connection> settled = new ArrayList<>();
    private final TcpInfoReader reader = TcpInfoReader.open(MethodHandles.lookup());
    private final SocketTracer tracer = new SocketTracer(
            table, new Adoption(table), () -> reader, recording.sinks(), (port, reuse) -> null, settled::add, error -> {
                throw new AssertionError(error);
            });
    private ServerSocketChannel server;
    private SocketChannel client;
    private FileDescriptor fd;
    private Object attempt;

    @BeforeEach
    void begins_to_connect() throws Exception {
        recording.turn(Level.ON);
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open();
        client.configureBlocking(false);
        fd = descriptor(client);
        tracer.created(fd, true);
        attempt = tracer.connecting(API, fd, server.getLocalAddress());
    }

    @AfterEach
    void disconnects() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void established_by_the_kernel_and_closed_before_finish_connect() throws Exception {
        connectsInTheKernel();

        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        ConnectEvent connect = (ConnectEvent) tracer.connectClosed(close);
        CloseEvent event = (CloseEvent) tracer.closed(close);

        assertThat(connect.failure).isNull();
        assertThat(connect.failureKind).isNull();
        assertThat(connect.abandoned).isTrue();
        assertThat(connect.localPort).isEqualTo(peerPort()).isPositive();
        assertThat(event.closedFirst).isEqualTo("LOCAL");
        assertThat(event.kernelState).isEqualTo("ESTABLISHED");
        assertThat(event.localPort).isEqualTo(connect.localPort);
        assertThat(settled).hasSize(1);
        assertThat(tracer.closed(close)).isNull();
    }

    @Test
    void the_peer_had_closed_it_meanwhile() throws Exception {
        connectsInTheKernel();
        server.accept().close();
        await(TcpState.CLOSE_WAIT);

        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));

        assertThat(((ConnectEvent) tracer.connectClosed(close)).abandoned).isTrue();
        assertThat(((CloseEvent) tracer.closed(close)).closedFirst).isEqualTo("REMOTE");
    }

    @Test
    void the_peer_had_reset_it_meanwhile() throws Exception {
        connectsInTheKernel();
        try (SocketChannel accepted = server.accept()) {
            accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        await(TcpState.CLOSE);

        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));

        assertThat(((ConnectEvent) tracer.connectClosed(close)).abandoned).isTrue();
        CloseEvent event = (CloseEvent) tracer.closed(close);
        assertThat(event.closedFirst).isEqualTo("REMOTE");
        assertThat(event.ending).isEqualTo("RESET_BY_PEER");
    }

    @Test
    void refused_it_never_was_a_connection() throws Exception {
        InetSocketAddress nobody = (InetSocketAddress) server.getLocalAddress();
        server.close();
        try {
            client.connect(nobody);
        } catch (java.net.ConnectException refusedAtOnce) {
            return;
        }
        tracer.connected(attempt, false, null);
        await(TcpState.CLOSE);

        Object close = tracer.closing(API, fd, false);
        assertThat(tracer.releasing(fd)).isNull();

        assertThat(((ConnectEvent) tracer.connectClosed(close)).failureKind).isEqualTo("CANCELLED");
        assertThat(tracer.closed(close)).isNull();
        assertThat(settled).isEmpty();
    }

    @Test
    void finished_between_its_close_and_its_release_it_has_a_close_at_its_release() throws Exception {
        tracer.connected(attempt, false, null);
        Object close = tracer.closing(API, fd, false);
        assertThat(((ConnectEvent) tracer.connectClosed(close)).failureKind).isEqualTo("CANCELLED");
        client.connect(server.getLocalAddress());
        await(TcpState.ESTABLISHED);

        Object release = tracer.releasing(fd);
        assertThat(tracer.connectClosed(release)).isNull();
        Event event = tracer.closed(release);

        assertThat(event).isInstanceOf(CloseEvent.class);
        assertThat(((CloseEvent) event).closedFirst).isEqualTo("LOCAL");
        assertThat(settled).hasSize(1);
    }

    @Test
    void closed_by_another_thread_inside_the_call_that_connects() throws Exception {
        client.connect(server.getLocalAddress());
        await(TcpState.ESTABLISHED);

        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        List<Event> told = List.of(tracer.connectClosed(close), tracer.closed(close));

        assertThat(told.get(0)).isInstanceOf(ConnectEvent.class);
        assertThat(told.get(1)).isInstanceOf(CloseEvent.class);
        assertThat(tracer.connected(attempt, false, new java.io.IOException("closed")))
                .isNull();
    }

    private void connectsInTheKernel() throws Exception {
        client.connect(server.getLocalAddress());
        tracer.connected(attempt, false, null);
        await(TcpState.ESTABLISHED);
    }

    private void await(TcpState state) throws Exception {
        while (seen() != state) {
            Thread.onSpinWait();
        }
    }

    private TcpState seen() throws Exception {
        try {
            return TcpInfoParser.state(JdkSockets.tcpInfoHead(fd));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private int peerPort() throws Exception {
        try (SocketChannel accepted = server.accept()) {
            return ((InetSocketAddress) accepted.getRemoteAddress()).getPort();
        }
    }

    private static FileDescriptor descriptor(SocketChannel channel) throws Exception {
        Field descriptor = channel.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        return (FileDescriptor) descriptor.get(channel);
    }
}
