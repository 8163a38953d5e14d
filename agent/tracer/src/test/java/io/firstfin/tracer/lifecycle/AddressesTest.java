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
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a connection leads that was opened while nobody recorded. */
@Timeout(30)
class AddressesTest {

    private static final String API = "SocketChannel";

    private final ARecording recording = new ARecording();
    private final ConnectionTable table = new ConnectionTable();
    private final Adoption adoption = new Adoption(table);
    private final SocketTracer tracer = new SocketTracer(
            table, adoption, () -> null, recording.sinks(), (port, reuse) -> null, connection -> {}, error -> {
                throw new AssertionError(error);
            });
    private ServerSocketChannel server;
    private SocketChannel client;
    private FileDescriptor fd;
    private int number;
    private Endpoints ends;

    @BeforeEach
    void connects() throws Exception {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(server.getLocalAddress());
        Field descriptor = client.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        fd = (FileDescriptor) descriptor.get(client);
        number = JdkSockets.number(fd);
        InetSocketAddress local = (InetSocketAddress) client.getLocalAddress();
        InetSocketAddress remote = (InetSocketAddress) client.getRemoteAddress();
        ends = ConnectionFactory.endpoints(local, remote);
        tracer.created(fd, true);
        tracer.connected(tracer.connecting(API, fd, server.getLocalAddress()), true, null);
    }

    @AfterEach
    void disconnects() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void is_taken_in_when_a_recording_starts() throws IOException {
        assertThat(table.at(number).endpoints()).isNull();
        AtomicInteger starts = new AtomicInteger();
        recording.sinks().onStart(starts::incrementAndGet);
        recording.turn(Level.ON);
        recording.turn(Level.DETAILED);
        assertThat(starts).hasValue(1);

        assertThat(takeIn(true)).isZero();
        assertThat(table.at(number).endpoints()).isEqualTo(ends);
        assertThat(table.at(number).remoteText()).isEqualTo("127.0.0.1");
    }

    @Test
    void is_not_taken_from_a_socket_that_left_its_descriptor_meanwhile() throws IOException {
        takeIn(false);
        assertThat(table.at(number).endpoints()).isNull();
    }

    @Test
    void is_not_taken_in_over_what_is_known() throws IOException {
        Endpoints known = new Endpoints(ends.remote(), 1, ends.local(), 2);
        table.at(number).locate(known);
        takeIn(true);
        table.at(number).locateIfUnknown(ends);
        assertThat(table.at(number).endpoints()).isEqualTo(known);
    }

    @Test
    void is_not_forgotten_by_a_close_that_the_kernel_gives_no_peer_for() {
        table.at(number).locateIfUnknown(ends);
        table.at(number).locateIfUnknown(null);
        assertThat(table.at(number).endpoints()).isEqualTo(ends);
    }

    @Test
    void is_known_although_the_peer_s_reset_came_before_the_recording() throws Exception {
        SocketChannel accepted = server.accept();
        accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
        accepted.close();
        try {
            client.read(ByteBuffer.allocate(1));
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("reset");
        }
        recording.turn(Level.ON);

        CloseEvent event = (CloseEvent) tracer.closed(tracer.closing(API, fd, true));
        assertThat(event.remoteAddress).isEqualTo("127.0.0.1");
        assertThat(event.remotePort).isEqualTo(ends.remotePort());
        assertThat(event.localAddress).isEqualTo("127.0.0.1");
        assertThat(event.localPort).isEqualTo(ends.localPort());
    }

    private int takeIn(boolean stillOpen) throws IOException {
        SocketRow row = new SocketRow(TcpState.ESTABLISHED, ends, -1, 0, -1, 4711, 0, 0, 0);
        return adoption.adopt(() -> List.of(new OwnSocket(number, row)), socket -> stillOpen);
    }
}
