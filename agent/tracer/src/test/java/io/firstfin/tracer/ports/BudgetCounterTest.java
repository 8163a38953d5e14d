package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetCounterTest {

    private static final int FIRST = KernelSettings.read().firstPort();
    private static final int CAPACITY = KernelSettings.read().ephemeralPorts();
    private static final int SERVER = 80;
    private static final long NOBODYS_INODE = Long.MAX_VALUE;
    private static final int YEARS = 0;

    private final InetAddress here = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    private final InetAddress there = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
    private final List<SocketRow> rows = new ArrayList<>();
    private final RecentCloses closes = new RecentCloses();
    private final ARecording recording = new ARecording();
    private final BudgetCounter census = new BudgetCounter(new ConnectionTable(), closes, recording.sinks(), YEARS);

    BudgetCounterTest() throws IOException {}

    @BeforeEach
    void records() {
        recording.turn(Level.ON);
        closes.closedUpTo(System.nanoTime());
    }

    @Test
    void counts_the_rows_toward_one_destination_by_state() throws IOException {
        rows.add(row(FIRST, TcpState.TIME_WAIT, 0, 30_000));
        rows.add(row(FIRST + 1, TcpState.TIME_WAIT, 0, 30_000));
        rows.add(row(FIRST + 2, TcpState.ESTABLISHED, NOBODYS_INODE, -1));
        rows.add(row(FIRST + 3, TcpState.SYN_SENT, NOBODYS_INODE, -1));

        BudgetTally tally = toward(there);
        assertThat(tally.use(0, 0).timeWait()).isEqualTo(2);
        assertThat(tally.use(0, 0).established()).isEqualTo(1);
        assertThat(tally.use(0, 0).otherStates()).isEqualTo(1);
        assertThat(take().free(tally)).isEqualTo(CAPACITY - 4);
    }

    @Test
    void charges_a_time_wait_to_the_close_that_left_it() throws IOException {
        rows.add(row(FIRST, TcpState.TIME_WAIT, 0, 30_000));
        closes.enter(rows.get(0).endpoints(), 1, new Owner("shop.Till.sell:14", null, ""), 1, false);

        BudgetTally tally = toward(there);
        assertThat(tally.use(0, 0).timeWaitOurs()).isEqualTo(1);
        assertThat(tally.use(0, 0).otherProcesses()).isZero();
        assertThat(tally.guilty()).isEqualTo("shop.Till.sell:14");
    }

    @Test
    void does_not_say_whose_a_time_wait_is_that_began_before_the_recording() throws IOException {
        rows.add(row(FIRST, TcpState.TIME_WAIT, 0, 30_000));

        assertThat(toward(there).use(0, 0).otherProcesses()).isEqualTo(-1);
        assertThat(toward(there).use(0, 0).timeWaitOurs()).isZero();
    }

    @Test
    void takes_a_time_wait_that_is_older_than_this_jvm_for_anothers() throws IOException {
        rows.add(row(FIRST, TcpState.TIME_WAIT, 0, 30_000));
        BudgetCounter young =
                new BudgetCounter(new ConnectionTable(), closes, recording.sinks(), System.currentTimeMillis());

        BudgetTally tally =
                young.take(kernel, List.of()).find(BudgetKey.client(rows.get(0).endpoints()));
        assertThat(tally.use(0, 0).otherProcesses()).isEqualTo(1);
    }

    @Test
    void takes_an_open_socket_that_is_no_descriptor_of_ours_for_anothers() throws IOException {
        rows.add(row(FIRST, TcpState.ESTABLISHED, NOBODYS_INODE, -1));

        assertThat(toward(there).use(0, 0).otherProcesses()).isEqualTo(1);
        assertThat(toward(there).concernsUs()).isFalse();
    }

    @Test
    void counts_a_socket_for_nobody_that_was_gone_when_it_looked_whose_it_is() throws IOException {
        rows.add(row(FIRST, TcpState.ESTABLISHED, NOBODYS_INODE, -1));
        goneWhenLookedUp = true;

        assertThat(toward(there).use(0, 0).otherProcesses()).isZero();
    }

    @Test
    void leaves_out_ports_that_a_connect_would_not_choose() throws IOException {
        rows.add(row(FIRST - 1, TcpState.ESTABLISHED, NOBODYS_INODE, -1));

        assertThat(take().all()).isEmpty();
    }

    @Test
    void takes_a_listened_port_of_the_range_from_every_destination() throws IOException {
        InetAddress any = InetAddress.getByAddress(new byte[4]);
        rows.add(new SocketRow(
                TcpState.LISTEN, new Endpoints(any, FIRST + 9, any, 0), -1, 0, -1, NOBODYS_INODE, 0, 0, 0));
        rows.add(row(FIRST, TcpState.ESTABLISHED, NOBODYS_INODE, -1));
        rows.add(row(FIRST + 9, TcpState.ESTABLISHED, NOBODYS_INODE, -1));

        assertThat(toward(there).rows()).isEqualTo(1);
        assertThat(take().free(toward(there))).isEqualTo(CAPACITY - 2);
    }

    @Test
    void counts_ports_and_not_rows_where_they_are_bound_before_connect() throws IOException {
        Endpoints ends = new Endpoints(here, FIRST, there, SERVER + 1);
        rows.add(row(FIRST, TcpState.ESTABLISHED, NOBODYS_INODE, -1));
        rows.add(new SocketRow(TcpState.TIME_WAIT, ends, -1, 3, 30_000, 0, 0, 0, 0));
        BudgetKey pool = BudgetKey.bind(here);

        BudgetTable budgets = census.take(kernel, List.of(pool));
        assertThat(budgets.find(pool).rows()).isEqualTo(2);
        assertThat(budgets.free(budgets.find(pool))).isEqualTo(CAPACITY - 1);
    }

    @Test
    void lets_no_connect_take_over_a_port_in_time_wait_that_a_bind_had_taken() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Endpoints ends = new Endpoints(loopback, FIRST, loopback, SERVER);
        BudgetKey key = BudgetKey.client(ends);
        assumeThat(key.holdMillis(new EphemeralPorts(KernelSettings.read())))
                .as("tcp_tw_reuse acts on loopback here")
                .isLessThan(30_000);
        rows.add(new SocketRow(TcpState.TIME_WAIT, ends, -1, 3, 30_000, 0, 0, 0, 0));
        closes.enter(ends, 1, null, 0, false);
        assertThat(take().find(key).use(0, 0).timeWaitReusable()).isEqualTo(1);

        closes.enter(ends, 1, null, 0, true);
        BudgetTable budgets = take();
        assertThat(budgets.find(key).use(0, 0).timeWaitReusable()).isZero();
        assertThat(budgets.free(budgets.find(key))).isEqualTo(CAPACITY - 1);
        assertThat(budgets.find(key).isMostlyBound()).isTrue();
    }

    private BudgetTally toward(InetAddress remote) throws IOException {
        return take().find(BudgetKey.client(new Endpoints(here, FIRST, remote, SERVER)));
    }

    private BudgetTable take() throws IOException {
        return census.take(kernel, List.of());
    }

    private SocketRow row(int port, TcpState state, long inode, long expires) {
        return new SocketRow(
                state,
                new Endpoints(here, port, there, SERVER),
                -1,
                expires < 0 ? SocketRow.TIMER_NONE : SocketRow.TIMER_TIME_WAIT,
                expires,
                inode,
                0,
                0,
                0);
    }

    private boolean goneWhenLookedUp;

    private final SocketTable kernel = new SocketTable() {
        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            return goneWhenLookedUp
                    ? null
                    : rows.stream()
                            .filter(row -> row.endpoints().equals(endpoints))
                            .findFirst()
                            .orElse(null);
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return rows.stream()
                    .filter(row -> states.contains(row.state()))
                    .filter(keep)
                    .toList();
        }

        @Override
        public void close() {}
    };
}
