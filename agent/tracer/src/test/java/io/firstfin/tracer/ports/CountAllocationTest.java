package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A count reads tens of thousands of rows in TIME_WAIT, and makes objects of none. */
class CountAllocationTest {

    private static final int ROWS = 10_000;
    private static final int FIRST = KernelSettings.read().firstPort();
    private static final int DESTINATIONS = 4;
    private static final Owner[] OWNERS = {
        new Owner("shop.Till.sell:14", "OkHttp 5.5.1", "RESPONSE_SAID_CLOSE"),
        new Owner("shop.Search.find:20", null, "UNKNOWN"),
        null
    };

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<SocketRow> rows = new ArrayList<>();
    private final RecentCloses closes = new RecentCloses();
    private final ARecording recording = new ARecording();
    private final BudgetCounter counter = new BudgetCounter(new ConnectionTable(), closes, recording.sinks(), 0);

    @BeforeEach
    void records() {
        recording.turn(Level.ON);
        closes.closedUpTo(System.nanoTime());
    }

    /** Each third row is of a close whose line is known, each third of one whose line is not, the others are strays. */
    @Test
    void a_row_in_time_wait_takes_no_memory() throws IOException {
        fill();
        long one = allocated(1);
        BudgetTable[] counted = new BudgetTable[1];
        long all = allocated(ROWS, counted);

        assertThat(counted[0].all().stream().mapToInt(BudgetTally::rows).sum()).isEqualTo(ROWS);
        assertThat(counted[0].all()).hasSize(DESTINATIONS);
        assertThat((all - one) / ROWS).as("bytes for a row").isZero();
    }

    private long allocated(int shown) throws IOException {
        return allocated(shown, new BudgetTable[1]);
    }

    /** Of the second count: the first loads classes. */
    private long allocated(int shown, BudgetTable[] counted) throws IOException {
        SocketTable kernel = new Dump(shown);
        counter.take(kernel, List.of());
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        counted[0] = counter.take(kernel, List.of());
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private void fill() throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        for (int i = 0; i < ROWS; i++) {
            InetAddress there = InetAddress.getByAddress(new byte[] {10, 0, 1, (byte) (i % DESTINATIONS)});
            Endpoints ends = new Endpoints(here, FIRST + i, there, 80);
            rows.add(new SocketRow(TcpState.TIME_WAIT, ends, i, SocketRow.TIMER_TIME_WAIT, 30_000, 0, 0, 0, 0));
            if (i % 3 < 2) {
                closes.enter(ends, 1, OWNERS[i % 3 == 0 ? i / 3 % 2 : 2], i % 3 == 0 ? 2 : 0, false);
            }
        }
    }

    /** The first rows of the table; nobody listens. */
    private final class Dump implements SocketTable {
        private final List<SocketCursor> shown = new ArrayList<>();

        Dump(int count) {
            for (SocketRow row : rows.subList(0, count)) {
                SocketCursor cursor = new SocketCursor();
                cursor.show(row);
                shown.add(cursor);
            }
        }

        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return List.of();
        }

        @Override
        public void visit(Set<TcpState> states, Consumer<SocketCursor> visitor) {
            shown.forEach(visitor);
        }

        @Override
        public void close() {}
    }
}
