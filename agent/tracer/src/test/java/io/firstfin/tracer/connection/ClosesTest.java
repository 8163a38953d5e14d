package io.firstfin.tracer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.RecordingSwitch.Level;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A close while a recording begins or ends: told whole, with the kernel's word after it, or not at all. */
@Timeout(30)
class ClosesTest {

    private static final String API = "SocketChannel";

    private final RecordingSwitch recording = new RecordingSwitch();
    private final ConnectionTable table = new ConnectionTable();
    private final List<Connection> settled = new ArrayList<>();
    private final SocketTracer tracer =
            new SocketTracer(
                    table,
                    new Adoption(table),
                    () -> null,
                    recording,
                    (port, reuse) -> null,
                    new NoPorts(),
                    settled::add,
                    error -> {
                        throw new AssertionError(error);
                    });
    private ServerSocketChannel server;
    private SocketChannel client;
    private FileDescriptor fd;

    @BeforeEach
    void connects() throws Exception {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(server.getLocalAddress());
        Field descriptor = client.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        fd = (FileDescriptor) descriptor.get(client);
        tracer.created(fd, true);
        tracer.connected(tracer.connecting(API, fd, server.getLocalAddress()), true, null);
    }

    @AfterEach
    void disconnects() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void begun_before_the_recording_is_not_told_for_nobody_looked() {
        Object close = tracer.closing(API, fd, false);
        recording.turn(Level.ON);
        tracer.releasing(fd);

        assertThat(tracer.closed(close)).isNull();
        assertThat(settled).isEmpty();
    }

    @Test
    void begun_within_the_recording_is_told() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.releasing(fd);

        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        assertThat(settled).hasSize(1);
    }

    @Test
    void of_a_connection_older_than_the_agent_asks_the_descriptor_that_it_is_given() {
        Connection older = table.at(JdkSockets.number(fd));
        older.descriptor = null; // known by its number alone until now
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);

        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        assertThat(older.atRelease).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void of_which_all_was_wanted_is_asked_about_although_the_recording_ended_meanwhile()
            throws Exception {
        recording.turn(Level.DETAILED);
        server.accept().close();
        client.read(ByteBuffer.allocate(1));
        Object close = tracer.closing(API, fd, false);
        CloseEvent event = (CloseEvent) tracer.closed(close);
        assertThat(event.closedFirst).isEqualTo("REMOTE");

        recording.turn(Level.OFF);
        tracer.releasing(fd);

        assertThat(settled).hasSize(1);
    }

    @Test
    void a_recording_that_ends_waits_until_the_event_under_way_is_committed() throws Exception {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.releasing(fd);
        CloseEvent event = (CloseEvent) tracer.closed(close);
        CountDownLatch ended = new CountDownLatch(1);
        Thread end =
                new Thread(
                        () -> {
                            recording.endWindow();
                            ended.countDown();
                        });
        end.start();
        while (recording.isOn()) {
            Thread.onSpinWait();
        }
        assertThat(ended.getCount()).isOne();

        event.commit();
        tracer.callSite(close);

        ended.await();
    }

    @Test
    void and_does_not_wait_for_one_that_nobody_was_told_of() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.releasing(fd);
        recording.turn(Level.OFF);
        assertThat(tracer.closed(close)).isNull();

        recording.endWindow();
    }
}
