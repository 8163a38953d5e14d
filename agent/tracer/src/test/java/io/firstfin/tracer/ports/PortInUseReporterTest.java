package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class PortInUseReporterTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void an_open_connection_is_held_by_a_process() {
        SocketRow row = row(TcpState.ESTABLISHED, SocketRow.TIMER_NONE, -1, 7);

        assertThat(PortInUseReporter.text(row, "another process of uid 1000"))
                .isEqualTo("ESTABLISHED, held by another process of uid 1000");
    }

    @Test
    void a_time_wait_was_left_and_ends_by_itself() {
        SocketRow row = row(TcpState.TIME_WAIT, SocketRow.TIMER_TIME_WAIT, 56_001, 0);

        assertThat(PortInUseReporter.text(row, "this JVM (closed by shop.Till.sell:12)"))
                .isEqualTo("TIME_WAIT, which ends in 57 s, left by this JVM (closed by" + " shop.Till.sell:12)");
    }

    @Test
    void other_timers_do_not_free_the_port() {
        SocketRow row = row(TcpState.LAST_ACK, SocketRow.TIMER_RETRANSMIT, 200, 0);

        assertThat(PortInUseReporter.text(row, "this JVM")).isEqualTo("LAST_ACK, left by this JVM");
    }

    private static SocketRow row(TcpState state, int timer, long expires, long inode) {
        return new SocketRow(state, new Endpoints(HERE, 6000, HERE, 80), 1, timer, expires, inode, 0, 0, 0);
    }
}
