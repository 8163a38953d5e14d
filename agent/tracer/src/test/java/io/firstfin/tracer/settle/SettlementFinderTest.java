package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SettlementFinderTest {

    private static final Endpoints ENDS =
            new Endpoints(InetAddress.getLoopbackAddress(), 40_000, address("192.0.2.1"), 80);

    private long expiresMillis = 59_000;
    private final Queue<TcpState> shown = new ArrayDeque<>();
    private final SettlementFinder finder = new SettlementFinder();
    private final UnsettledClose pending = new UnsettledClose(AClosedConnection.between(ENDS, 1, System.nanoTime()));

    @Test
    void remembers_a_state_that_is_gone_at_the_next_look() throws IOException {
        look(TcpState.FIN_WAIT2);
        look(null);
        Settlement last = look(null);

        assertThat(last.verdict().closedFirst()).isEqualTo(ClosedFirst.LOCAL);
        assertThat(last.verdict().proof()).isEqualTo(Proof.PROVEN);
        assertThat(last.verdict().ending()).isEqualTo(Ending.FIN_THEN_RESET);
        assertThat(last.timeWait()).isEqualTo(TimeWait.NONE);
    }

    @Test
    void what_the_kernel_gave_up_after_tcp_fin_timeout_was_not_reset() throws IOException {
        expiresMillis = 0;
        look(TcpState.FIN_WAIT2);
        look(null);
        look(null);
        Settlement last = look(null);

        assertThat(last.verdict().closedFirst()).isEqualTo(ClosedFirst.LOCAL);
        assertThat(last.verdict().proof()).isEqualTo(Proof.PROVEN);
        assertThat(last.verdict().ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(last.timeWait()).isEqualTo(TimeWait.NONE);
        assertThat(last.settled()).isTrue();
        assertThat(last.verdict().evidence())
                .isEqualTo("FIN_WAIT2 after our close; nothing left here: FIN_WAIT2 lasted for tcp_fin_timeout");
    }

    @Test
    void says_its_grounds_once_however_often_it_looks() throws IOException {
        look(TcpState.FIN_WAIT2);
        look(null);
        Settlement last = look(null);

        assertThat(last.verdict().evidence())
                .isEqualTo("FIN_WAIT2 after our close; no TIME_WAIT here: reset, reused or dropped");
    }

    @Test
    void forgets_a_state_that_may_be_a_later_connections() throws IOException {
        look(TcpState.FIN_WAIT2);
        pending.markReused(0);
        Settlement last = look(null);

        assertThat(last.verdict().closedFirst()).isEqualTo(ClosedFirst.UNKNOWN);
    }

    @Test
    void keeps_a_state_that_was_seen_before_a_later_connection_was_opened() throws IOException {
        look(TcpState.FIN_WAIT2);
        pending.markReused(System.nanoTime());
        Settlement last = look(null);

        assertThat(last.verdict().closedFirst()).isEqualTo(ClosedFirst.LOCAL);
        assertThat(last.verdict().proof()).isEqualTo(Proof.PROVEN);
    }

    private Settlement look(TcpState state) throws IOException {
        if (state != null) {
            shown.add(state);
        }
        KernelSample view = finder.sample(pending, kernel);
        Settlement settlement = finder.settle(pending, view);
        pending.sampled();
        return settlement;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final SocketTable kernel = new SocketTable() {
        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            TcpState state = endpoints.equals(ENDS) ? shown.poll() : null;
            return state == null ? null : new SocketRow(state, ENDS, 7, 0, expiresMillis, 0, 0, 0, 0);
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return List.of();
        }

        @Override
        public void close() {}
    };
}
