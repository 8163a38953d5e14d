package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.verdict.CountsThat;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class DestroyedSocketsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final long COOKIE = 7;

    private final DestroyedSockets freed = new DestroyedSockets();

    private final UnsettledClose pending = new UnsettledClose(
            AClosedConnection.withCookie(between(40_000, 80), COOKIE, System.nanoTime(), System.nanoTime()));

    @Test
    void finds_a_socket_by_the_cookie_that_its_descriptor_told() {
        freed.add(socket(40_000, 80), System.nanoTime());

        assertThat(freed.ours(pending)).isNotNull();
    }

    @Test
    void finds_one_that_lost_its_peer_by_its_own_reset() {
        freed.add(socket(40_000, 0), System.nanoTime());

        assertThat(freed.ours(pending)).isNotNull();
    }

    @Test
    void takes_none_on_other_ports_for_the_descriptor_was_another_sockets_when_it_was_asked() {
        freed.add(socket(50_000, 80), System.nanoTime());

        assertThat(freed.ours(pending)).isNull();
    }

    private static DestroyedSocket socket(int localPort, int remotePort) {
        return new DestroyedSocket(
                between(localPort, remotePort),
                COOKIE,
                0,
                0,
                CountsThat.ofAClient().info());
    }

    private static Endpoints between(int localPort, int remotePort) {
        return new Endpoints(LOOPBACK, localPort, LOOPBACK, remotePort);
    }
}
