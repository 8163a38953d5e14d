package io.firstfin.tracer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.TcpState;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void it_is_clear_where_our_fin_was_acknowledged_before_the_peers_came() {
        assertThat(isClear(TcpState.ESTABLISHED, TcpState.FIN_WAIT2)).isTrue();
        assertThat(isClear(TcpState.FIN_WAIT2, null)).isTrue();
    }

    @Test
    void it_is_clear_where_the_peers_fin_came_before_ours_went() {
        assertThat(isClear(TcpState.CLOSE_WAIT, null)).isTrue();
        assertThat(isClear(TcpState.ESTABLISHED, TcpState.LAST_ACK)).isTrue();
    }

    @Test
    void while_our_fin_is_on_its_way_the_peers_may_cross_it() {
        assertThat(isClear(TcpState.ESTABLISHED, TcpState.FIN_WAIT1)).isFalse();
        assertThat(isClear(TcpState.FIN_WAIT1, null)).isFalse();
    }

    @Test
    void it_is_not_clear_where_nothing_was_seen_after_the_entry() {
        assertThat(isClear(TcpState.ESTABLISHED, null)).isFalse();
        assertThat(isClear(null, null)).isFalse();
    }

    private static boolean isClear(TcpState atEntry, TcpState after) {
        return AClosedConnection.seen(atEntry, after).closing().isClear();
    }
}
