package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
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
class CloseTracerTest {

    private static final String API = "SocketChannel";

    private final ARecording recording = new ARecording();
    private final ConnectionTable table = new ConnectionTable();
    private final List<Connection> settled = new ArrayList<>();
    private final SocketTracer tracer = new SocketTracer(
            table, new Adoption(table), () -> null, recording.sinks(), (port, reuse) -> null, settled::add, error -> {
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
        assertThat(tracer.releasing(fd)).isNull();

        assertThat(tracer.closed(close)).isNull();
        assertThat(settled).isEmpty();
    }

    @Test
    void begun_within_the_recording_is_told() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));

        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        assertThat(settled).hasSize(1);
    }

    @Test
    void whose_reset_waits_for_the_release_is_not_looked_at_before_that_is_over() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.closed(close);
        Object release = tracer.releasing(fd);
        assertThat(settled).as("the kernel may still show FIN_WAIT1").isEmpty();

        assertThat(tracer.connectClosed(release)).isNull();
        assertThat(tracer.closed(release)).as("its close is told already").isNull();
        assertThat(tracer.callSite(release)).isNull();
        tracer.closeEnded(release);

        assertThat(settled).hasSize(1);
    }

    @Test
    void nor_where_another_thread_releases_it_while_it_is_told() throws Exception {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch releasing = new CountDownLatch(1);
        Thread selector = new Thread(() -> {
            Object release = tracer.releasing(fd);
            releasing.countDown();
            try {
                told.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            tracer.closed(release);
            tracer.closeEnded(release);
        });
        selector.start();
        releasing.await();
        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        assertThat(settled).isEmpty();

        told.countDown();
        selector.join();

        assertThat(settled).hasSize(1);
        assertThat(recording.sinks().isReporting())
                .as("the end of the release ends no report")
                .isTrue();
        tracer.closeEnded(close);
        assertThat(recording.sinks().isReporting()).isFalse();
    }

    @Test
    void without_a_close_before_it_the_release_is_the_close() {
        recording.turn(Level.ON);
        Object release = tracer.releasing(fd);

        assertThat(tracer.closed(release)).isInstanceOf(CloseEvent.class);
        assertThat(settled).hasSize(1);
    }

    @Test
    void of_a_connection_older_than_the_agent_asks_the_descriptor_that_it_is_given() {
        Connection older = new ConnectionFactory().adopted(null, JdkSockets.number(fd), Role.CLIENT, null);
        table.put(older);
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);

        assertThat(tracer.closed(close)).isInstanceOf(CloseEvent.class);
        assertThat(older.facts().atRelease()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void of_which_all_was_wanted_is_asked_about_although_the_recording_ended_meanwhile() throws Exception {
        recording.turn(Level.DETAILED);
        server.accept().close();
        client.read(ByteBuffer.allocate(1));
        Object close = tracer.closing(API, fd, false);
        CloseEvent event = (CloseEvent) tracer.closed(close);
        assertThat(event.closedFirst).isEqualTo("REMOTE");

        recording.turn(Level.OFF);
        tracer.closeEnded(tracer.releasing(fd));

        assertThat(settled).hasSize(1);
    }

    @Test
    void after_a_half_close_that_nobody_recorded_takes_no_orderly_end_for_a_reset() throws Exception {
        assertThat(tracer.halfClosing(fd)).isNull();
        client.shutdownOutput();
        isUnknownAfterAnOrderlyEnd();
    }

    @Test
    void nor_where_the_half_close_came_before_the_agent() throws Exception {
        Endpoints ends = forgottenByTheTable();
        client.shutdownOutput();
        takeIn(ends, TcpState.FIN_WAIT2);
        isUnknownAfterAnOrderlyEnd();
    }

    @Test
    void nor_where_it_came_while_the_agent_took_in_what_was_open() throws Exception {
        Endpoints ends = forgottenByTheTable();
        new Adoption(table)
                .adopt(
                        () -> {
                            // the table was read before, and the connection is entered after it
                            assertThat(tracer.halfClosing(fd)).isNull();
                            return List.of(socket(ends, TcpState.ESTABLISHED));
                        },
                        socket -> true);
        client.shutdownOutput();
        isUnknownAfterAnOrderlyEnd();
    }

    @Test
    void of_a_connection_taken_in_open_still_tells_the_peers_reset() throws Exception {
        Endpoints ends = forgottenByTheTable();
        takeIn(ends, TcpState.ESTABLISHED);
        SocketChannel accepted = server.accept();
        accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
        accepted.close();
        awaitState(TcpState.CLOSE);

        recording.turn(Level.ON);
        assertThat(toldOfTheClose()).isEqualTo("REMOTE RESET_BY_PEER");
    }

    /** As if it were older than the agent. */
    private Endpoints forgottenByTheTable() throws IOException {
        table.remove(table.at(JdkSockets.number(fd)));
        return ConnectionFactory.endpoints(
                (InetSocketAddress) client.getLocalAddress(), (InetSocketAddress) client.getRemoteAddress());
    }

    private void takeIn(Endpoints ends, TcpState state) throws IOException {
        new Adoption(table).adopt(() -> List.of(socket(ends, state)), socket -> true);
    }

    private OwnSocket socket(Endpoints ends, TcpState state) {
        return new OwnSocket(JdkSockets.number(fd), new SocketRow(state, ends, -1, 0, -1, 4711, 0, 0, 0));
    }

    /** The peer answers our FIN by its own. */
    private void isUnknownAfterAnOrderlyEnd() throws Exception {
        server.accept().close();
        awaitState(TcpState.CLOSE);

        recording.turn(Level.ON);
        assertThat(toldOfTheClose()).isEqualTo("UNKNOWN UNKNOWN");
    }

    private void awaitState(TcpState state) {
        while (new SocketProbe(() -> null, recording.sinks()::isDetailed).state(fd) != state) {
            Thread.onSpinWait();
        }
    }

    /** Who closed first, and how it ended. */
    private String toldOfTheClose() {
        CloseEvent event = (CloseEvent) tracer.closed(tracer.closing(API, fd, false));
        return event.closedFirst + " " + event.ending;
    }

    @Test
    void a_recording_that_ends_waits_until_the_event_under_way_is_committed() throws Exception {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        CloseEvent event = (CloseEvent) tracer.closed(close);
        CountDownLatch ended = new CountDownLatch(1);
        Thread end = new Thread(() -> {
            recording.endWindow();
            ended.countDown();
        });
        end.start();
        while (recording.sinks().isWanted()) {
            Thread.onSpinWait();
        }
        assertThat(ended.getCount()).isOne();

        event.commit();
        tracer.closeEnded(close);

        ended.await();
    }

    @Test
    void the_call_site_of_a_close_may_be_asked_or_not_its_end_alone_lets_the_recording_end() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        tracer.closed(close);
        tracer.callSite(close);
        assertThat(recording.sinks().isReporting()).isTrue();

        tracer.closeEnded(close);

        assertThat(recording.sinks().isReporting()).isFalse();
    }

    @Test
    void and_does_not_wait_for_one_that_nobody_was_told_of() {
        recording.turn(Level.ON);
        Object close = tracer.closing(API, fd, false);
        tracer.closeEnded(tracer.releasing(fd));
        recording.turn(Level.OFF);
        assertThat(tracer.closed(close)).isNull();

        recording.endWindow();
    }
}
