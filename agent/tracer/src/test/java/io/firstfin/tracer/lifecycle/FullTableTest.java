package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of open connections is full: what opens then is not traced, is counted, and harms nothing. */
@Timeout(30)
class FullTableTest {

    private static final String API = "SocketChannel";

    private final ARecording recording = new ARecording();
    private ServerSocketChannel server;
    private SocketChannel client;
    private SocketChannel accepted;

    @BeforeEach
    void connects() throws Exception {
        recording.turn(Level.ON);
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(server.getLocalAddress());
        accepted = server.accept();
    }

    @AfterEach
    void disconnects() throws IOException {
        client.close();
        accepted.close();
        server.close();
    }

    @Test
    void a_connect_without_room_is_not_traced_and_counted() throws Exception {
        ConnectionTable table = new ConnectionTable(0);
        SocketTracer tracer = tracer(table);

        tracer.created(descriptor(client), true);
        assertThat(tracer.connecting(API, descriptor(client), server.getLocalAddress()))
                .isNull();
        assertThat(tracer.closing(API, descriptor(client), false)).isNull();
        assertThat(tracer.releasing(descriptor(client))).isNull();
        assertThat(table.leftOut()).isEqualTo(1);
        assertThat(table.connects())
                .as("the kernel counts it, and FirstFin does not: it is an untraced one")
                .isZero();
    }

    @Test
    void an_accept_without_room_is_not_traced_and_counted() throws Exception {
        ConnectionTable table = new ConnectionTable(0);
        SocketTracer tracer = tracer(table);

        assertThat(tracer.accepted(API, descriptor(server), descriptor(accepted), accepted.getRemoteAddress()))
                .isNull();
        assertThat(tracer.accepted(API, descriptor(server), descriptor(accepted), (byte[]) null))
                .isNull();
        assertThat(table.leftOut()).isEqualTo(2);
        assertThat(table.accepts()).isZero();
    }

    @Test
    void what_was_traced_before_keeps_its_verdict() throws Exception {
        ConnectionTable table = new ConnectionTable(100);
        SocketTracer tracer = tracer(table);
        tracer.created(descriptor(client), true);
        tracer.connected(tracer.connecting(API, descriptor(client), server.getLocalAddress()), true, null);
        ConnectionFactory others = new ConnectionFactory();
        int number = 100_000;
        while (table.put(others.client(API, JdkSockets.descriptor(number)))) {
            number++;
        }

        assertThat(tracer.accepted(API, descriptor(server), descriptor(accepted), accepted.getRemoteAddress()))
                .isNull();
        CloseEvent close = (CloseEvent) tracer.closed(tracer.closing(API, descriptor(client), false));
        assertThat(close.role).isEqualTo("CLIENT");
        assertThat(close.remotePort).isEqualTo(((InetSocketAddress) server.getLocalAddress()).getPort());
    }

    @Test
    void what_was_open_before_and_finds_no_room_is_counted_once_however_often_recordings_start() throws Exception {
        ConnectionTable table = new ConnectionTable(0);
        Endpoints ends = ConnectionFactory.endpoints(descriptor(client));
        OwnSocket socket = new OwnSocket(
                JdkSockets.number(descriptor(client)),
                new SocketRow(TcpState.ESTABLISHED, ends, -1, 0, -1, 4711, 0, 0, 0));

        for (int start = 0; start < 2; start++) {
            assertThat(new Adoption(table).adopt(() -> List.of(socket), open -> true))
                    .isZero();
        }
        assertThat(table.leftOut()).isEqualTo(1);
    }

    private SocketTracer tracer(ConnectionTable table) {
        return new SocketTracer(
                table,
                new Adoption(table),
                () -> null,
                recording.sinks(),
                (port, reuse) -> null,
                connection -> {},
                error -> {
                    throw new AssertionError(error);
                });
    }

    private static FileDescriptor descriptor(Object channel) throws Exception {
        Field field = channel.getClass().getDeclaredField("fd");
        field.setAccessible(true);
        return (FileDescriptor) field.get(channel);
    }
}
