package io.firstfin.sample.tracefs;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.CLOSING;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.kernel.TcpState.FIN_WAIT2;
import static io.firstfin.kernel.TcpState.LAST_ACK;
import static io.firstfin.kernel.TcpState.SYN_RECV;
import static io.firstfin.kernel.TcpState.SYN_SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import io.firstfin.sample.tracefs.Truth.ClosedFirst;
import io.firstfin.sample.tracefs.Truth.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstCloserTest {
    private static final Endpoints ANY =
            new Endpoints(InetAddress.getLoopbackAddress(), 1, InetAddress.getLoopbackAddress(), 2);

    @Test
    void the_recorded_client_closed_first_and_its_server_second() throws IOException {
        Truth client = recorded(39798, 8080);
        Truth server = recorded(8080, 39798);

        assertThat(client)
                .isEqualTo(new Truth(
                        ClosedFirst.LOCAL,
                        false,
                        false,
                        List.of(SYN_SENT, ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE),
                        Ending.FIN,
                        null));
        assertThat(server)
                .isEqualTo(new Truth(
                        ClosedFirst.REMOTE,
                        false,
                        false,
                        List.of(TcpState.LISTEN, SYN_RECV, ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSE),
                        Ending.FIN,
                        null));
    }

    @Test
    void the_recorded_linger_0_was_a_reset_by_the_client() throws IOException {
        assertThat(recorded(39782, 8080)).satisfies(client -> {
            assertThat(client.closedFirst()).isEqualTo(ClosedFirst.LOCAL);
            assertThat(client.resetSent()).isTrue();
            assertThat(client.resetReceived()).isFalse();
        });
        assertThat(recorded(8080, 39782)).satisfies(server -> {
            assertThat(server.closedFirst()).isEqualTo(ClosedFirst.REMOTE);
            assertThat(server.resetReceived()).isTrue();
        });
    }

    @Test
    void the_recorded_close_with_unread_data_sent_a_fin_and_then_a_reset() throws IOException {
        assertThat(recorded(8080, 39806)).satisfies(server -> {
            assertThat(server.closedFirst()).isEqualTo(ClosedFirst.LOCAL);
            assertThat(server.resetSent()).isTrue();
            assertThat(server.path()).endsWith(ESTABLISHED, FIN_WAIT1, CLOSE);
        });
        assertThat(recorded(39806, 8080)).satisfies(client -> {
            assertThat(client.closedFirst()).isEqualTo(ClosedFirst.REMOTE);
            assertThat(client.resetReceived()).isTrue();
        });
    }

    @Test
    void fins_that_cross_are_both_first() {
        assertThat(FirstCloser.judge(path(SYN_SENT, ESTABLISHED, FIN_WAIT1, CLOSING, CLOSE))
                        .closedFirst())
                .isEqualTo(ClosedFirst.BOTH);
    }

    @Test
    void a_connection_that_timed_out_was_closed_by_nobody() {
        assertThat(FirstCloser.judge(path(SYN_SENT, ESTABLISHED, CLOSE)).closedFirst())
                .isEqualTo(ClosedFirst.UNKNOWN);
    }

    @Test
    void a_connection_still_open_is_unknown() {
        assertThat(FirstCloser.judge(path(SYN_SENT, ESTABLISHED)).closedFirst()).isEqualTo(ClosedFirst.UNKNOWN);
        assertThat(FirstCloser.judge(List.of()).path()).isEmpty();
    }

    @Test
    void connections_that_used_one_tuple_in_turn_are_told_apart() throws IOException {
        List<Transition> first = path(SYN_SENT, ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE);
        Transition late = new Transition(6, Kind.RESET_SENT, ANY, null, null, "x");
        List<Transition> second = path(SYN_SENT, ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSE);
        List<Transition> all = new ArrayList<>(first);
        all.add(late);
        all.addAll(second);

        List<List<Transition>> lives = FirstCloser.lives(all);

        assertThat(lives).hasSize(2);
        assertThat(lives.get(0)).endsWith(late);
        assertThat(lives.get(1)).isEqualTo(second);
    }

    private static Truth recorded(int localPort, int remotePort) throws IOException {
        return FirstCloser.judge(RecordedTrace.steps(localPort, remotePort));
    }

    private static List<Transition> path(TcpState... states) {
        List<Transition> steps = new ArrayList<>();
        for (int i = 1; i < states.length; i++) {
            steps.add(new Transition(i, Kind.STATE, ANY, states[i - 1], states[i], null));
        }
        return steps;
    }
}
