package io.firstfin.tracer.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.TimeWait;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SettlerTest {

    @TempDir private Path folder;

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private Settler settler;

    @BeforeEach
    void registersTheEvent() {
        FlightRecorder.register(KernelStateEvent.class);
    }

    /** @param startingMillis longer than any recording takes to start here, or short */
    private void start(long startingMillis) {
        settler =
                new Settler(
                        ATableWithOneTimeWait::new,
                        () -> null,
                        () -> {
                            rounds.incrementAndGet();
                            return false;
                        },
                        new NobodyObserves(),
                        error -> errors.incrementAndGet(),
                        startingMillis);
        Thread thread = new Thread(settler);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stops() {
        settler.stop();
        assertThat(errors).hasValue(0);
    }

    @Test
    void tells_the_kernels_word_on_a_close_that_is_older_than_the_wish_for_it() throws Exception {
        start(60_000);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Endpoints ends = new Endpoints(loopback, 40_000, loopback, 80);
        long now = System.nanoTime();
        settler.offer(AClosedConnection.between(ends, now - 1_000_000, now));
        int before = rounds.get();
        while (rounds.get() < before + 3) {
            Thread.onSpinWait();
        }
        try (Recording recording = new Recording()) {
            recording.enable(KernelStateEvent.class);
            recording.start();
            settler.settleNow(20_000);
            Path file = folder.resolve("told.jfr");
            recording.dump(file);
            List<RecordedEvent> told = RecordingFile.readAllEvents(file);

            assertThat(told).hasSize(1);
            assertThat(told.get(0).getString("timeWait")).isEqualTo("LOCAL");
        }
    }

    @Test
    void forgets_a_close_that_nobody_asks_about() {
        start(50);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Endpoints ends = new Endpoints(loopback, 40_000, loopback, 80);
        settler.offer(AClosedConnection.between(ends, 1, System.nanoTime()));
        while (settler.unsettled() > 0) {
            Thread.onSpinWait();
        }

        assertThat(settler.dropped()).isZero();
    }

    private static final class NobodyObserves implements CloseObserver {
        @Override
        public void closed(Connection connection) {}

        @Override
        public void settled(Connection connection, TimeWait timeWait, long cookie) {}

        @Override
        public void toldUpTo(long nanos) {}

        @Override
        public void lost() {}
    }

    private static final class ATableWithOneTimeWait implements SocketTable {
        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
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
