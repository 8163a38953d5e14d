package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.http.CloseReasonTracker;
import io.firstfin.tracer.http.LibraryConnections;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jfr.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connect that begins on one thread and ends on another, told in each order that can happen. */
class ConnectTracerTest {

    private static final String API = "AsynchronousSocketChannel";

    private final ConnectionTable table = new ConnectionTable();
    private final ARecording recording = new ARecording();
    private final SocketProbe probe = new SocketProbe(() -> null, recording.sinks()::isDetailed);
    private final TracerParts parts = new TracerParts(
            table,
            new ConnectionFactory(),
            new LocalAddressCache(),
            probe,
            recording.sinks(),
            new CallSiteSampler(recording.sinks()));
    private final ConnectTracer connects = new ConnectTracer(parts);
    private final CloseTracer closes = new CloseTracer(
            parts,
            closed -> {},
            new CloseReasonTracker(
                    new LibraryConnections(table, probe, recording.sinks(), JdkDescriptors::of),
                    probe,
                    recording.sinks()),
            new AbandonedConnects(probe, () -> null),
            new CollectorThreads(recording.sinks()));
    private final FileDescriptor fd = new FileDescriptor();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private Connection attempt;

    @BeforeEach
    void beginsToConnect() throws ReflectiveOperationException {
        recording.turn(Level.ON);
        Field number = FileDescriptor.class.getDeclaredField("fd");
        number.setAccessible(true);
        number.setInt(fd, 7);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        attempt = connects.connecting(API, fd, remote);
    }

    @AfterEach
    void endsTheOtherThread() {
        pool.shutdownNow();
    }

    @Test
    void refused_on_the_pool_while_the_call_that_began_it_has_not_returned() throws Exception {
        other(() -> connects.finishing(fd));
        assertThat(connects.connected(attempt, false, null)).isNull();
        assertThat(other(() -> closes.closing(API, fd, false))).isNull();
        attempt.attempt().failure(new ConnectException("Connection refused"));

        assertThat(kind(other(() -> connects.connected(attempt, false, null)))).isEqualTo("REFUSED");
    }

    @Test
    void refused_on_the_pool_and_closed_there_before_the_call_that_began_it_returned() throws Exception {
        other(() -> connects.finishing(fd));
        assertThat(other(() -> closes.closing(API, fd, false))).isNull();
        assertThat(connects.connected(attempt, false, null)).isNull();
        attempt.attempt().failure(new ConnectException("Connection refused"));

        assertThat(kind(other(() -> connects.connected(attempt, false, null)))).isEqualTo("REFUSED");
    }

    @Test
    void closed_by_another_thread_inside_the_call_is_told_when_the_call_ends() throws Exception {
        assertThat(other(() -> closes.closing(API, fd, false))).isNull();

        assertThat(kind(connects.connected(attempt, false, null))).isEqualTo("CANCELLED");
    }

    @Test
    void closed_while_nobody_is_inside_a_call_is_told_by_the_close() throws Exception {
        assertThat(connects.connected(attempt, false, null)).isNull();

        Connection closing = other(() -> closes.closing(API, fd, false));
        assertThat(kind(connects.cancelled(closing))).isEqualTo("CANCELLED");
    }

    @Test
    void a_pending_connect_is_told_by_nobody() {
        assertThat(connects.connected(attempt, false, null)).isNull();
        assertThat(table.get(fd, 7)).isSameAs(attempt);
    }

    private <T> T other(Callable<T> act) throws Exception {
        return pool.submit(act).get();
    }

    private static String kind(Event event) {
        return ((ConnectEvent) event).failureKind;
    }
}
