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
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    @TempDir
    private Path folder;

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private Settler settler;

    @BeforeEach
    void registersTheEvent() {
        FlightRecorder.register(KernelStateEvent.class);
    }

    /** @param startingMillis longer than any recording takes to start here, or short */
    private void start(long startingMillis) {
        start(new ATableWithOneTimeWait(), startingMillis);
    }

    private void start(SocketTable table) {
        start(table, 60_000);
    }

    private void start(SocketTable table, long startingMillis) {
        settler = new Settler(
                () -> table,
                () -> null,
                () -> {
                    rounds.incrementAndGet();
                    return false;
                },
                new NobodyObserves(),
                ARecordingOfSettlements.sinks(errors),
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
    void one_reading_serves_all_that_wait_and_no_close_is_left_untold() throws Exception {
        ASlowTable table = new ASlowTable(60);
        start(table);
        try (Recording recording = recording()) {
            for (int port = 40_000; port < 40_500; port++) {
                settler.offer(closed(port, 80));
                settler.offer(closed(port, 81));
            }
            settler.settleNow(5_000);

            assertThat(settler.unsettled()).isZero();
            List<RecordedEvent> told = told(recording);
            assertThat(told).hasSize(1_000);
            assertThat(told).extracting(event -> event.getString("source")).containsOnly("PROCFS");
            assertThat(told)
                    .filteredOn(event -> event.getInt("remotePort") == 80)
                    .hasSize(500)
                    .allMatch(event -> event.getString("timeWait").equals("LOCAL"));
            // what is missing is missed three times before that is believed
            assertThat(table.readings).hasValueBetween(3, 6);
        }
    }

    @Test
    void what_the_kernel_is_not_asked_about_in_time_is_told_as_it_is_known() throws Exception {
        ASlowTable table = new ASlowTable(20_000);
        start(table);
        try (Recording recording = recording()) {
            for (int port = 40_000; port < 40_500; port++) {
                settler.offer(closed(port, 80));
            }
            long begin = System.nanoTime();
            settler.settleNow(300);

            assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
            assertThat(settler.unsettled()).isZero();
            List<RecordedEvent> told = told(recording);
            assertThat(told).hasSize(500);
            assertThat(told).extracting(event -> event.getString("source")).containsOnly("NONE");
            assertThat(told)
                    .extracting(event -> event.getString("evidence"))
                    .allMatch(evidence -> evidence.endsWith("; the kernel was not asked in time"));
        } finally {
            table.letGo();
        }
    }

    @Test
    void an_end_that_is_still_on_its_way_is_told_by_its_last_state() throws Exception {
        ASlowTable table = new ASlowTable(0);
        start(table);
        try (Recording recording = recording()) {
            settler.offer(closed(40_000, 82));
            while (table.readings.get() < 3) {
                Thread.sleep(1);
            }
            table.delayMillis = 20_000;
            settler.settleNow(300);

            assertThat(told(recording)).singleElement().satisfies(event -> {
                assertThat(event.getString("state")).isEqualTo("FIN_WAIT2");
                assertThat(event.getString("closedFirst")).isEqualTo("LOCAL");
                assertThat(event.getString("source")).isEqualTo("PROCFS");
            });
        } finally {
            table.letGo();
        }
    }

    @Test
    void a_peer_that_does_not_close_for_long_is_told_while_it_does_not() throws Exception {
        start(new ASlowTable(0));
        try (Recording recording = recording()) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            long closed = System.nanoTime() - TimeUnit.SECONDS.toNanos(3);
            settler.offer(AClosedConnection.between(new Endpoints(loopback, 40_000, loopback, 82), closed, closed));
            List<RecordedEvent> told = List.of();
            while (told.isEmpty()) {
                told = told(recording);
            }
            assertThat(told).extracting(event -> event.getString("state")).containsOnly("FIN_WAIT2");
            assertThat(settler.unsettled()).isOne();
        }
    }

    @Test
    void a_table_that_cannot_be_read_leaves_no_close_untold() throws Exception {
        ASlowTable table = new ASlowTable(0);
        table.broken = true;
        start(table);
        try (Recording recording = recording()) {
            settler.offer(closed(40_000, 80));
            settler.settleNow(2_000);

            assertThat(settler.unsettled()).isZero();
            assertThat(told(recording)).hasSize(1);
            assertThat(errors.getAndSet(0)).isPositive();
        }
    }

    @Test
    void a_close_that_could_not_be_asked_about_is_asked_about_again() throws Exception {
        ASlowTable table = new ASlowTable(0);
        table.refusals.set(2);
        start(table);
        try (Recording recording = recording()) {
            settler.offer(closed(40_000, 80));
            while (settler.unsettled() > 0) {
                Thread.sleep(1);
            }

            assertThat(told(recording))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getString("timeWait")).isEqualTo("LOCAL"));
            assertThat(errors.getAndSet(0)).isEqualTo(2);
        }
    }

    @Test
    void where_there_is_no_table_nothing_is_told_of_what_it_would_show() throws Exception {
        ASlowTable table = new ASlowTable(0);
        table.source = SocketTable.Source.NONE;
        start(table);
        try (Recording recording = recording()) {
            settler.offer(closed(40_000, 81));
            settler.settleNow(2_000);

            assertThat(told(recording)).singleElement().satisfies(event -> {
                assertThat(event.getString("source")).isEqualTo("NONE");
                assertThat(event.getString("timeWait")).isEqualTo("UNKNOWN");
                assertThat(event.getString("evidence")).endsWith("; there is no table of sockets to ask");
            });
        }
    }

    @Test
    void a_pause_after_a_slow_reading_does_not_keep_the_end_waiting() throws Exception {
        ASlowTable table = new ASlowTable(0);
        start(table);
        try (Recording recording = recording()) {
            settler.offer(closed(40_000, 80));
            while (settler.unsettled() > 0) {
                Thread.sleep(1);
            }
            settler.offer(closed(40_001, 80));
            long begin = System.nanoTime();
            settler.settleNow(20_000);
            assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
            assertThat(told(recording)).hasSize(2);
        }
    }

    private Connection closed(int localPort, int remotePort) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        long now = System.nanoTime();
        return AClosedConnection.between(
                new Endpoints(loopback, localPort, loopback, remotePort), now - 1_000_000, now);
    }

    private Recording recording() {
        Recording recording = new Recording();
        recording.enable(KernelStateEvent.class);
        recording.start();
        return recording;
    }

    private List<RecordedEvent> told(Recording recording) throws IOException {
        Path file = folder.resolve("told.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
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
        public void closedUpTo(long nanos) {}

        @Override
        public void lost() {}
    }

    /** Like {@code /proc}: towards port 80 all is in TIME_WAIT, towards 82 in FIN_WAIT2. */
    private static final class ASlowTable implements SocketTable {
        private final AtomicInteger readings = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile long delayMillis;
        private volatile boolean broken;
        private volatile Source source = Source.PROCFS;

        ASlowTable(long delayMillis) {
            this.delayMillis = delayMillis;
        }

        void letGo() {
            end.countDown();
        }

        @Override
        public Source source() {
            return source;
        }

        @Override
        public SocketTable viewOf(Collection<Endpoints> connections) throws IOException {
            if (broken) {
                throw new IOException("Too many open files");
            }
            readings.incrementAndGet();
            try {
                end.await(delayMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return this;
        }

        @Override
        public SocketRow find(Endpoints endpoints) throws IOException {
            if (refusals.getAndDecrement() > 0) {
                throw new IOException("netlink recv failed with EAGAIN (errno 11)");
            }
            switch (endpoints.remotePort()) {
                case 80:
                    return new SocketRow(TcpState.TIME_WAIT, endpoints, -1, 3, 60_000, 0, 0, 0, 0);
                case 82:
                    return new SocketRow(TcpState.FIN_WAIT2, endpoints, -1, 3, 60_000, 0, 0, 0, 0);
                default:
                    return null;
            }
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return List.of();
        }

        @Override
        public void close() {}
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
