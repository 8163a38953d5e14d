package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UntracedConnectionsTest {

    /** The kernel's rows of this JVM, in which nothing is woven. */
    private static class OurRows implements SocketTable {
        @Override
        public Source source() {
            return Source.PROCFS;
        }

        @Override
        public SocketRow find(Endpoints endpoints) throws IOException {
            return ProcSelfFd.list().stream()
                    .map(OwnSocket::row)
                    .filter(row -> row.endpoints().equals(endpoints))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void scan(Set<TcpState> states, Consumer<SocketRow> visitor) throws IOException {
            ProcSelfFd.list().stream()
                    .map(OwnSocket::row)
                    .filter(row -> states.contains(row.state()))
                    .forEach(visitor);
        }

        @Override
        public void close() {}
    }

    private long nanoTime;
    private final UntracedSample look = new UntracedSample(new ConnectionTable(), () -> nanoTime);

    @Test
    void both_ends_of_a_connection_nobody_told_of_are_counted_and_no_listener() throws Exception {
        look.take(new OurRows());
        long before = look.untraced();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            look.take(new OurRows());
            assertThat(look.untraced()).as("they may be about to be traced").isEqualTo(before);
            nanoTime += TimeUnit.SECONDS.toNanos(1);
            look.take(new OurRows());
            assertThat(look.untraced()).isEqualTo(before + 2);
            assertThat(look.isAlone()).isTrue();
        }
        look.take(new OurRows());
        assertThat(look.untraced()).isEqualTo(before);
    }

    @Test
    void a_listener_of_another_process_ends_the_certainty() throws Exception {
        look.take(withForeign(TcpState.LISTEN, 0));
        assertThat(look.isAlone()).isFalse();
    }

    /** Its rows are gone when they are looked up again, so that nobody can know whose it was. */
    @Test
    void a_connection_of_another_process_that_is_over_soon_ends_the_certainty() throws Exception {
        look.take(withForeign(TcpState.ESTABLISHED, 40_000));
        assertThat(look.isAlone()).isFalse();
        assertThat(look.untraced()).isZero();
    }

    private static SocketTable withForeign(TcpState state, int remotePort) throws IOException {
        SocketRow others = new SocketRow(
                state,
                new Endpoints(InetAddress.getLoopbackAddress(), 80, InetAddress.getByName("0.0.0.0"), remotePort),
                -1,
                0,
                -1,
                Long.MAX_VALUE,
                0,
                0,
                0);
        return new OurRows() {
            @Override
            public void scan(Set<TcpState> states, Consumer<SocketRow> visitor) throws IOException {
                super.scan(states, visitor);
                visitor.accept(others);
            }
        };
    }

    @Test
    void what_the_kernel_counted_and_we_did_not_was_untraced() {
        UntracedConnections.OpenCounts base = new UntracedConnections.OpenCounts(10, 20, counted(100, 200));
        assertThat(base.until(counted(107, 205), 14, 24, 0)).isEqualTo(3 + 1);
        assertThat(base.until(counted(104, 205), 14, 24, 1)).isZero();
    }

    /** A connect that sent nothing must not hide an accept that was not seen. */
    @Test
    void what_we_alone_counted_is_not_set_off_against_the_other_kind() {
        UntracedConnections.OpenCounts base = new UntracedConnections.OpenCounts(0, 0, counted(0, 0));
        assertThat(base.until(counted(0, 3), 5, 0, 0)).isEqualTo(3);
    }

    @Test
    @Timeout(30)
    void while_nothing_is_opened_and_nothing_was_untraced_the_kernel_need_not_walk_its_table() {
        long[] opened = {100};
        int[] walks = new int[1];
        SocketTable kernel = new OurRows() {
            @Override
            public void scan(Set<TcpState> states, Consumer<SocketRow> visitor) {
                walks[0]++;
            }
        };
        UntracedConnections untraced = new UntracedConnections(
                new ConnectionTable(),
                new Sinks(UntracedConnectionsTest::fail),
                new TableSampler(() -> kernel, UntracedConnectionsTest::fail),
                () -> counted(opened[0], 0));
        for (int i = 0; i < 10; i++) {
            untraced.sample();
        }
        assertThat(walks[0]).isEqualTo(1);

        opened[0] += 2;
        while (walks[0] == 1) {
            // some are left out: see DutyCycle
            untraced.sample();
        }
        assertThat(untraced.opens())
                .as("what was opened and is gone is told all the same")
                .isEqualTo(2);
    }

    private static void fail(Throwable error) {
        throw new AssertionError(error);
    }

    private static KernelCounters counted(long active, long passive) {
        return new KernelCounters(active, passive, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
