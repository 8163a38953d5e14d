package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.AClosedConnection;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class LatestOnPortsTest {

    private static final long FROM_BEFORE_THE_AGENT = 0;

    private final LatestOnPorts ports = new LatestOnPorts();

    @Test
    void what_stands_on_the_ports_is_the_later_connections() {
        UnsettledClose earlier = enter(40_000, 100, 200);
        UnsettledClose later = enter(40_000, 300, 400);

        assertThat(earlier.isReused()).isTrue();
        assertThat(later.isReused()).isFalse();
    }

    @Test
    void also_when_the_earlier_close_is_announced_after_the_later_one() {
        UnsettledClose later = enter(40_000, 300, 400);
        UnsettledClose earlier = enter(40_000, 100, 450);
        UnsettledClose latest = enter(40_000, 500, 600);

        assertThat(earlier.isReused()).isTrue();
        assertThat(later.isReused()).isTrue();
        assertThat(latest.isReused()).isFalse();
    }

    @Test
    void the_order_of_the_closes_tells_where_a_begin_is_not_known() {
        UnsettledClose earlier = enter(40_000, FROM_BEFORE_THE_AGENT, 200);
        UnsettledClose later = enter(40_000, 300, 400);

        assertThat(earlier.isReused()).isTrue();
        assertThat(later.isReused()).isFalse();
    }

    @Test
    void a_settled_connection_is_forgotten() {
        UnsettledClose settled = enter(40_000, 100, 200);
        ports.leave(settled);
        enter(40_000, 300, 400);

        assertThat(settled.isReused()).isFalse();
    }

    @Test
    void an_earlier_connection_that_is_settled_takes_nothing_from_the_later_one() {
        UnsettledClose earliest = enter(40_000, 100, 200);
        UnsettledClose earlier = enter(40_000, 300, 400);
        ports.leave(earliest);
        enter(40_000, 500, 600);

        assertThat(earlier.isReused()).isTrue();
    }

    @Test
    void other_ports_are_other_connections() {
        UnsettledClose one = enter(40_000, 100, 200);
        UnsettledClose other = enter(40_001, 300, 400);

        assertThat(one.isReused()).isFalse();
        assertThat(other.isReused()).isFalse();
    }

    private UnsettledClose enter(int port, long opened, long closed) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Endpoints ends = new Endpoints(loopback, port, loopback, 80);
        UnsettledClose pending = new UnsettledClose(AClosedConnection.between(ends, opened, closed));
        ports.enter(pending);
        return pending;
    }
}
