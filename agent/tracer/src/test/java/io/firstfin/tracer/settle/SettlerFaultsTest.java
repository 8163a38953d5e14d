package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.verdict.TimeWait;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part of the settler that may fail, with each kind of error: what it counts comes out even. */
@Timeout(60)
class SettlerFaultsTest {

    private static final int CLOSES = 20;

    enum Part {
        EARLY,
        OPENER,
        FEED,
        VIEW,
        FIND,
        CLOSED,
        SETTLED,
        TOLD
    }

    @TempDir
    private Path folder;

    private final AtomicInteger errors = new AtomicInteger();
    private volatile Part broken;
    private volatile Throwable fault;

    static Stream<Arguments> partsAndErrors() {
        List<Throwable> kinds = List.of(
                new IllegalStateException("a fault of ours"),
                new OutOfMemoryError("Metaspace"),
                new StackOverflowError());
        return Stream.of(Part.values()).flatMap(part -> kinds.stream().map(kind -> Arguments.of(part, kind)));
    }

    @BeforeEach
    void registersTheEvent() {
        FlightRecorder.register(KernelStateEvent.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("partsAndErrors")
    void nothing_stays_unsettled_and_the_thread_lives_on(Part part, Throwable kind) throws Exception {
        Settler settler = new Settler(
                () -> {
                    mayFail(Part.OPENER);
                    return new ATable();
                },
                () -> {
                    mayFail(Part.FEED);
                    return null;
                },
                () -> {
                    mayFail(Part.EARLY);
                    return false;
                },
                new AnObserver(),
                ARecordingOfSettlements.sinks(errors),
                error -> errors.incrementAndGet());
        Thread thread = new Thread(settler);
        thread.setDaemon(true);
        thread.start();
        try (Recording recording = new Recording()) {
            recording.enable(KernelStateEvent.class);
            recording.start();
            fault = kind;
            broken = part;
            offer(settler, 40_000);
            while (errors.get() == 0) {
                Thread.sleep(1);
            }
            settler.settleNow(2_000);
            assertThat(settler.unsettled()).isZero();
            assertThat(told(recording)).hasSize(CLOSES);

            broken = null;
            offer(settler, 50_000);
            settler.settleNow(10_000);

            assertThat(settler.unsettled()).isZero();
            assertThat(thread.isAlive()).isTrue();
            assertThat(told(recording))
                    .filteredOn(event -> event.getInt("localPort") >= 50_000)
                    .hasSize(CLOSES)
                    .allMatch(event -> event.getString("timeWait").equals("LOCAL"));
            assertThat(settler.dropped()).isZero();
        } finally {
            settler.stop();
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
    }

    private void mayFail(Part part) {
        if (part == broken) {
            SettlerFaultsTest.<RuntimeException>sneak(fault);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable fault) throws E {
        throw (E) fault;
    }

    private static void offer(Settler settler, int firstPort) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port = firstPort; port < firstPort + CLOSES; port++) {
            long now = System.nanoTime();
            settler.offer(AClosedConnection.between(new Endpoints(loopback, port, loopback, 80), now - 1_000_000, now));
        }
    }

    private List<RecordedEvent> told(Recording recording) throws Exception {
        Path file = folder.resolve("told.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private final class AnObserver implements CloseObserver {
        @Override
        public void closed(Connection connection) {
            mayFail(Part.CLOSED);
        }

        @Override
        public void settled(Connection connection, TimeWait timeWait, long cookie) {
            mayFail(Part.SETTLED);
        }

        @Override
        public void closedUpTo(long nanos) {
            mayFail(Part.TOLD);
        }

        @Override
        public void lost() {}
    }

    private final class ATable implements SocketTable {
        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketTable viewOf(Collection<Endpoints> connections) {
            mayFail(Part.VIEW);
            return this;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            mayFail(Part.FIND);
            return endpoints.remotePort() == 80
                    ? new SocketRow(TcpState.TIME_WAIT, endpoints, 7, 3, 60_000, 0, 0, 0, 0)
                    : null;
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
