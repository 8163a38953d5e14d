package io.firstfin.sample.tracefs;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.CLOSING;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.kernel.TcpState.FIN_WAIT2;
import static io.firstfin.kernel.TcpState.LAST_ACK;
import static io.firstfin.kernel.TcpState.SYN_SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import io.firstfin.sample.tracefs.Truth.Ending;
import io.firstfin.sample.tracefs.Truth.ResetBy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedEndingTest {
    private static final Endpoints ANY =
            new Endpoints(InetAddress.getLoopbackAddress(), 1, InetAddress.getLoopbackAddress(), 2);
    private static final String GOT = "got";

    @Test
    void fins_alone_end_by_fin_on_either_side() {
        assertThat(of(ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE)).isEqualTo(by(Ending.FIN, null));
        assertThat(of(ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSE)).isEqualTo(by(Ending.FIN, null));
        assertThat(of(ESTABLISHED, FIN_WAIT1, CLOSING, CLOSE)).isEqualTo(by(Ending.FIN, null));
    }

    @Test
    void our_reset_instead_of_a_fin_says_why() {
        assertThat(of(ESTABLISHED, CLOSE, "TCP_STATE")).isEqualTo(by(Ending.RESET_BY_LINGER, ResetBy.LOCAL));
        assertThat(of(ESTABLISHED, CLOSE_WAIT, CLOSE, "TCP_STATE"))
                .isEqualTo(by(Ending.RESET_BY_LINGER, ResetBy.LOCAL));
        assertThat(of(ESTABLISHED, CLOSE, "TCP_ABORT_ON_CLOSE"))
                .isEqualTo(by(Ending.RESET_BY_UNREAD_DATA, ResetBy.LOCAL));
        assertThat(of(ESTABLISHED, CLOSE_WAIT, CLOSE, "TCP_ABORT_ON_CLOSE"))
                .isEqualTo(by(Ending.RESET_BY_UNREAD_DATA, ResetBy.LOCAL));
    }

    @Test
    void our_reset_on_a_kernel_that_gives_no_reason_is_ours_and_no_more() {
        assertThat(of(ESTABLISHED, CLOSE, "")).isEqualTo(by(Ending.UNKNOWN, ResetBy.LOCAL));
    }

    @Test
    void a_reset_of_the_peer_before_our_fin_is_the_peers() {
        assertThat(of(ESTABLISHED, GOT, CLOSE)).isEqualTo(by(Ending.RESET_BY_PEER, ResetBy.REMOTE));
        assertThat(of(ESTABLISHED, CLOSE_WAIT, GOT, CLOSE)).isEqualTo(by(Ending.RESET_BY_PEER, ResetBy.REMOTE));
    }

    @Test
    void the_peers_reset_that_came_before_our_own_ended_it() {
        assertThat(of(ESTABLISHED, GOT, CLOSE, "NO_SOCKET")).isEqualTo(by(Ending.RESET_BY_PEER, ResetBy.REMOTE));
    }

    @Test
    void a_fin_and_then_our_reset_is_reported_with_both() {
        assertThat(of(ESTABLISHED, FIN_WAIT1, CLOSE, "TCP_ABORT_ON_CLOSE"))
                .isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.LOCAL));
        assertThat(of(ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE, "TCP_STATE"))
                .isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.LOCAL));
    }

    @Test
    void late_data_is_answered_by_our_reset_although_the_kernel_records_one_received() {
        assertThat(of(ESTABLISHED, FIN_WAIT1, GOT, CLOSE, "TCP_ABORT_ON_DATA"))
                .isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.LOCAL));
        assertThat(of(ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE, "TCP_TIMEWAIT_SOCKET"))
                .isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.LOCAL));
    }

    @Test
    void a_fin_and_then_the_peers_reset_is_reported_with_both() {
        assertThat(of(ESTABLISHED, FIN_WAIT1, GOT, CLOSE)).isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.REMOTE));
        assertThat(of(ESTABLISHED, CLOSE_WAIT, LAST_ACK, GOT, CLOSE))
                .isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.REMOTE));
    }

    @Test
    void an_answer_to_a_segment_for_a_socket_that_is_gone_ends_nothing() {
        assertThat(of(ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSE, "NO_SOCKET")).isEqualTo(by(Ending.FIN, null));
    }

    @Test
    void what_nobody_answers_is_given_up_by_a_timer() {
        assertThat(of(ESTABLISHED, CLOSE)).isEqualTo(by(Ending.TIMED_OUT, null));
        assertThat(of(ESTABLISHED, FIN_WAIT1, CLOSE)).isEqualTo(by(Ending.TIMED_OUT, null));
        assertThat(of(ESTABLISHED, "TCP_KEEPALIVE_TIMEOUT", CLOSE)).isEqualTo(by(Ending.TIMED_OUT, ResetBy.LOCAL));
    }

    @Test
    void a_connection_that_is_not_over_has_no_ending() {
        assertThat(of(SYN_SENT, ESTABLISHED)).isEqualTo(by(Ending.UNKNOWN, null));
        assertThat(of(ESTABLISHED, FIN_WAIT1, FIN_WAIT2)).isEqualTo(by(Ending.UNKNOWN, null));
    }

    @Test
    void a_reset_that_met_the_short_form_of_our_socket_is_in_the_peers_record_only() {
        Truth ours = FirstCloser.judge(life(ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE));
        Truth reset = FirstCloser.judge(life(ESTABLISHED, CLOSE_WAIT, CLOSE, "TCP_STATE"));
        Truth fin = FirstCloser.judge(life(ESTABLISHED, CLOSE_WAIT, LAST_ACK, CLOSE));

        assertThat(ours.with(reset).ending()).isEqualTo(Ending.FIN_THEN_RESET);
        assertThat(ours.with(reset).resetBy()).isEqualTo(ResetBy.REMOTE);
        assertThat(ours.with(fin)).isEqualTo(ours);
        assertThat(reset.with(ours)).isEqualTo(reset);
    }

    @Test
    void a_peer_that_was_sent_a_reset_shows_that_it_was_ours() {
        Truth ours = FirstCloser.judge(life(ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE, "NO_SOCKET"));
        Truth peer = FirstCloser.judge(life(ESTABLISHED, CLOSE_WAIT, GOT, CLOSE));

        assertThat(ours.ending()).isEqualTo(Ending.FIN);
        assertThat(ours.with(peer).ending()).isEqualTo(Ending.FIN_THEN_RESET);
        assertThat(ours.with(peer).resetBy()).isEqualTo(ResetBy.LOCAL);
        assertThat(peer.with(ours).ending()).isEqualTo(Ending.RESET_BY_PEER);
    }

    @Test
    void the_recorded_endings_are_as_they_were_made() throws IOException {
        assertThat(recorded(39782, 8080)).isEqualTo(by(Ending.RESET_BY_LINGER, ResetBy.LOCAL));
        assertThat(recorded(8080, 39782)).isEqualTo(by(Ending.RESET_BY_PEER, ResetBy.REMOTE));
        assertThat(recorded(8080, 39806)).isEqualTo(by(Ending.FIN_THEN_RESET, ResetBy.LOCAL));
        assertThat(recorded(39806, 8080)).isEqualTo(by(Ending.RESET_BY_PEER, ResetBy.REMOTE));
        assertThat(recorded(39808, 8080)).isEqualTo(by(Ending.FIN, null));
    }

    private static RecordedEnding by(Ending ending, ResetBy resetBy) {
        return new RecordedEnding(ending, resetBy);
    }

    private static RecordedEnding of(Object... steps) {
        return RecordedEnding.of(life(steps));
    }

    /** States in turn, {@link #GOT} for a reset received, any other text for the reason of one sent. */
    private static List<Transition> life(Object... steps) {
        List<Transition> life = new ArrayList<>();
        TcpState state = (TcpState) steps[0];
        for (int i = 1; i < steps.length; i++) {
            if (steps[i] instanceof TcpState next) {
                life.add(new Transition(i, Kind.STATE, ANY, state, next, null));
                state = next;
            } else if (steps[i].equals(GOT)) {
                life.add(new Transition(i, Kind.RESET_RECEIVED, ANY, null, null, null));
            } else {
                String reason = steps[i].equals("") ? null : (String) steps[i];
                life.add(new Transition(i, Kind.RESET_SENT, ANY, null, null, reason));
            }
        }
        return life;
    }

    private static RecordedEnding recorded(int localPort, int remotePort) throws IOException {
        return RecordedEnding.of(RecordedTrace.steps(localPort, remotePort));
    }
}
