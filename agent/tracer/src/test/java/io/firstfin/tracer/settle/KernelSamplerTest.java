package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.verdict.KernelSample;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class KernelSamplerTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Endpoints ENDS = new Endpoints(LOOPBACK, 40_000, LOOPBACK, 80);

    private final Queue<SocketRow> ours = new ArrayDeque<>();
    private SocketRow peer;
    private final UnsettledClose pending = new UnsettledClose(AClosedConnection.between(ENDS, 1, System.nanoTime()));

    @Test
    void takes_what_stands_at_both_ends() throws IOException {
        ours.addAll(List.of(row(TcpState.TIME_WAIT, 5), row(TcpState.TIME_WAIT, 5)));
        peer = row(TcpState.TIME_WAIT, 6);

        KernelSample view = KernelSampler.at(pending, kernel);

        assertThat(view.reused()).isFalse();
        assertThat(view.ours().cookie()).isEqualTo(5);
        assertThat(view.peer().cookie()).isEqualTo(6);
    }

    @Test
    void does_not_join_ends_of_two_connections_when_the_ports_change_hands_in_between() throws IOException {
        ours.addAll(List.of(row(TcpState.TIME_WAIT, 5), row(TcpState.LAST_ACK, 7)));
        peer = row(TcpState.TIME_WAIT, 8);

        assertThat(KernelSampler.at(pending, kernel).reused()).isTrue();
    }

    @Test
    void takes_an_end_that_is_gone_between_two_questions_for_nothing_at_all() throws IOException {
        ours.add(row(TcpState.TIME_WAIT, 5));
        peer = row(TcpState.TIME_WAIT, 6);

        KernelSample view = KernelSampler.at(pending, kernel);

        assertThat(view.ours()).isNull();
        assertThat(view.peer()).isNull();
        assertThat(view.reused()).isFalse();
    }

    @Test
    void knows_another_socket_by_its_cookie() throws IOException {
        ours.addAll(List.of(row(TcpState.TIME_WAIT, 5), row(TcpState.TIME_WAIT, 5)));
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();

        ours.add(row(TcpState.TIME_WAIT, 7));
        assertThat(KernelSampler.at(pending, kernel).reused()).isTrue();
    }

    @Test
    void knows_that_a_time_wait_made_while_we_asked_has_a_cookie_of_its_own() throws IOException {
        ours.addAll(List.of(row(TcpState.FIN_WAIT2, 5), row(TcpState.TIME_WAIT, 7)));

        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
    }

    @Test
    void knows_that_one_that_waits_in_fin_wait2_has_a_cookie_of_its_own_too() throws IOException {
        ours.addAll(List.of(
                row(TcpState.FIN_WAIT2, 5),
                row(TcpState.FIN_WAIT2, 7, SocketRow.TIMER_TIME_WAIT),
                row(TcpState.TIME_WAIT, 7),
                row(TcpState.TIME_WAIT, 8)));

        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isTrue();
    }

    @Test
    void takes_no_cookie_from_a_connection_that_is_open() throws IOException {
        ours.addAll(List.of(row(TcpState.ESTABLISHED, 7), row(TcpState.TIME_WAIT, 5)));

        KernelSampler.at(pending, kernel);
        assertThat(pending.cookie()).isEqualTo(Closing.NO_COOKIE);
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(pending.cookie()).isEqualTo(5);
    }

    @Test
    void takes_every_socket_for_the_same_where_no_cookie_is_told() throws IOException {
        ours.addAll(List.of(row(TcpState.FIN_WAIT2, 5), row(TcpState.TIME_WAIT, -1)));

        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
        assertThat(KernelSampler.at(pending, kernel).reused()).isFalse();
    }

    private static SocketRow row(TcpState state, long cookie) {
        boolean waits = state == TcpState.TIME_WAIT;
        return row(state, cookie, waits ? SocketRow.TIMER_TIME_WAIT : SocketRow.TIMER_NONE);
    }

    private static SocketRow row(TcpState state, long cookie, int timer) {
        return new SocketRow(state, ENDS, cookie, timer, 60_000, 0, 0, 0, 0);
    }

    private final SocketTable kernel = new SocketTable() {
        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            return endpoints.equals(ENDS) ? ours.poll() : peer;
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            return List.of();
        }

        @Override
        public void close() {}
    };
}
