package io.firstfin.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.firstfin.kernel.Descriptors;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.Restricted;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.SocketTable.Source;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketTablesLiveTest {
    private static final long WAIT_NANOS = 60_000_000_000L;

    private final SocketTable sockDiag = SocketTables.open(Restricted.lookup());
    private final SocketTable procfs = SocketTables.procfs();

    @BeforeEach
    void needs_sock_diag() {
        Assumptions.assumeTrue(
                sockDiag.source() == Source.SOCK_DIAG, "no sock_diag: this machine or JVM allows no native call");
    }

    @AfterEach
    void close() {
        sockDiag.close();
        procfs.close();
    }

    @Test
    void both_sources_show_the_same_time_wait_with_most_of_its_minute_left() throws Exception {
        Endpoints client = makeTimeWait();

        SocketRow exact = await(sockDiag, client, TcpState.TIME_WAIT);
        SocketRow listed = await(procfs, client, TcpState.TIME_WAIT);

        assertThat(exact.timer()).isEqualTo(SocketRow.TIMER_TIME_WAIT);
        assertThat(exact.expiresMillis()).isBetween(55_000L, 60_000L);
        assertThat(listed)
                .usingRecursiveComparison()
                .ignoringFields("cookie", "expiresMillis")
                .isEqualTo(exact);
        assertThat(listed.expiresMillis()).isBetween(exact.expiresMillis() - 1000, exact.expiresMillis() + 1000);
    }

    @Test
    void the_listener_is_no_answer_for_a_connection_that_is_gone() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            pair.client().setSoLinger(true, 0);
            pair.client().close();
            Endpoints gone = pair.clientView().mirrored();

            assertThat(await(sockDiag, gone, null)).isNull();
            assertThat(await(procfs, gone, null)).isNull();
        }
    }

    @Test
    void the_cookie_of_the_descriptor_survives_into_time_wait() throws Exception {
        try (TcpInfoReader reader = TcpInfoReader.open(Restricted.lookup());
                LoopbackPair pair = LoopbackPair.connect()) {
            long cookie = reader.cookie(Descriptors.of(pair.clientView()));
            assertThat(sockDiag.find(pair.clientView()).cookie()).isEqualTo(cookie);
            pair.client().close();
            pair.server().close();

            assertThat(await(sockDiag, pair.clientView(), TcpState.TIME_WAIT).cookie())
                    .isEqualTo(cookie);
        }
    }

    @Test
    void ipv6_connections_are_found() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect(InetAddress.getByName("::1"))) {
            assertThat(sockDiag.find(pair.clientView()).state()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(procfs.find(pair.clientView()).state()).isEqualTo(TcpState.ESTABLISHED);
        } catch (BindException e) {
            Assumptions.abort("no IPv6 on loopback: " + e.getMessage());
        }
    }

    @Test
    void dumps_of_both_sources_hold_the_same_connections() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            Endpoints client = pair.clientView();
            int port = client.remotePort();
            Set<TcpState> states = EnumSet.of(TcpState.ESTABLISHED, TcpState.LISTEN);

            List<SocketRow> exact = sockDiag.dump(states, row -> uses(row, port), 10);
            List<SocketRow> listed = procfs.dump(states, row -> uses(row, port), 10);

            assertThat(exact)
                    .extracting(SocketRow::state)
                    .containsExactlyInAnyOrder(TcpState.LISTEN, TcpState.ESTABLISHED, TcpState.ESTABLISHED);
            assertThat(exact)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("cookie", "sendQueue")
                    .containsExactlyInAnyOrderElementsOf(listed);
            assertThat(sockDiag.dump(states, row -> uses(row, port), 2)).hasSize(2);
            // by both ends: others of this machine may have left a TIME_WAIT on the same port
            assertThat(sockDiag.dump(
                            Set.of(TcpState.TIME_WAIT), row -> row.endpoints().equals(client), 9))
                    .isEmpty();
        }
    }

    @Test
    void a_filter_that_throws_leaves_the_table_usable() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            RuntimeException ours = new IllegalStateException();
            assertThat(catchThrowable(() -> sockDiag.dump(
                            EnumSet.allOf(TcpState.class),
                            row -> {
                                throw ours;
                            },
                            9)))
                    .isSameAs(ours);

            assertThat(sockDiag.find(pair.clientView())).isNotNull();
            assertThat(sockDiag.source()).isEqualTo(Source.SOCK_DIAG);
        }
    }

    @Test
    void a_closed_table_goes_on_with_procfs() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            sockDiag.close();
            sockDiag.close();

            assertThat(sockDiag.source()).isEqualTo(Source.PROCFS);
            assertThat(sockDiag.find(pair.clientView())).isNotNull();
        }
    }

    private static boolean uses(SocketRow row, int port) {
        return row.endpoints().localPort() == port || row.endpoints().remotePort() == port;
    }

    private static Endpoints makeTimeWait() throws IOException {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            pair.client().close();
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
            return pair.clientView();
        }
    }

    private static SocketRow await(SocketTable table, Endpoints endpoints, TcpState state) throws IOException {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (true) {
            table.refresh();
            SocketRow row = table.find(endpoints);
            if ((row == null ? null : row.state()) == state || System.nanoTime() > deadline) {
                return row;
            }
        }
    }
}
