package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortHolderProbeTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void says_that_nothing_helps_while_another_process_listens() {
        List<SocketRow> rows = List.of(row(TcpState.LISTEN, 11, 1_000), row(TcpState.TIME_WAIT, 0, 0));

        assertThat(PortHolderProbe.text(rows, Set.of(7L), true))
                .isEqualTo("1 TIME_WAIT, 1 LISTEN; held by another process of uid 1000, the kernel alone;"
                        + " SO_REUSEADDR would not help while a socket listens there");
    }

    @Test
    void says_when_so_reuseaddr_would_help() {
        List<SocketRow> rows = List.of(row(TcpState.TIME_WAIT, 0, 0), row(TcpState.TIME_WAIT, 0, 0));

        assertThat(PortHolderProbe.text(rows, Set.of(), false))
                .isEqualTo("2 TIME_WAIT; held by the kernel alone; SO_REUSEADDR set before bind would help, if"
                        + " those sockets had it set, too, as what a Java server accepts has");
        assertThat(PortHolderProbe.text(rows, Set.of(), true)).contains("SO_REUSEADDR is set and does not help");
    }

    @Test
    void names_this_jvm_and_a_socket_that_is_only_bound() {
        assertThat(PortHolderProbe.text(List.of(row(TcpState.ESTABLISHED, 7, 0)), Set.of(7L), false))
                .startsWith("1 ESTABLISHED; held by this JVM; ");
        assertThat(PortHolderProbe.text(
                        List.of(row(TcpState.FIN_WAIT2, 0, 0), row(TcpState.LISTEN, 7, 0)), Set.of(7L), true))
                .startsWith("1 FIN_WAIT2, 1 LISTEN; held by this JVM, the kernel alone; ");
        assertThat(PortHolderProbe.text(List.of(), Set.of(), true)).startsWith("nobody: bound by a socket");
    }

    @Test
    void asks_once_a_second_at_most() throws Exception {
        PortHolderProbe heldBy = new PortHolderProbe();
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(heldBy.of(server.getLocalPort(), true)).startsWith("1 LISTEN; held by this JVM");
            assertThat(heldBy.of(server.getLocalPort(), true)).startsWith("not asked");
        }
    }

    private static SocketRow row(TcpState state, long inode, int uid) {
        return new SocketRow(state, new Endpoints(LOOPBACK, 80, LOOPBACK, 40_000), -1, 0, -1, inode, uid, 0, 0);
    }
}
