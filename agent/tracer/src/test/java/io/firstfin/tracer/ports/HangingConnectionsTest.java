package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.lifecycle.Adoption;
import io.firstfin.tracer.sink.HangingSample;
import io.firstfin.tracer.sink.HangingSample.Hanging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class HangingConnectionsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int ROOM = 4;

    private final InetAddress here = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    private final InetAddress there = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
    private final ConnectionTable table = new ConnectionTable();
    private final HangingConnections hanging = new HangingConnections(ROOM);
    private int fd = 100;

    HangingConnectionsTest() throws IOException {}

    @Test
    void tells_one_of_each_kind_before_many_that_are_alike() {
        for (int i = 0; i < 10; i++) {
            hang(80, (20 + i) * SECOND);
        }
        hang(81, SECOND);

        HangingSample sample = hanging.sample();
        assertThat(sample.reported()).hasSize(ROOM);
        assertThat(sample.reported())
                .extracting(one -> one.endpoints().remotePort())
                .containsExactly(80, 80, 80, 81);
        assertThat(sample.reported().get(0).nanos()).isEqualTo(29 * SECOND);
        assertThat(sample.reported()).extracting(Hanging::alike).containsExactly(10, 10, 10, 1);
        assertThat(sample.inAll()).isEqualTo(11);
        assertThat(sample.otherKinds()).isZero();
    }

    @Test
    void counts_what_is_of_kinds_that_found_no_room() {
        for (int port = 1; port <= 6; port++) {
            hang(port, SECOND);
        }

        HangingSample sample = hanging.sample();
        assertThat(sample.reported()).hasSize(ROOM);
        assertThat(sample.inAll()).isEqualTo(6);
        assertThat(sample.otherKinds()).isEqualTo(2);
    }

    @Test
    void leaves_out_nothing_where_there_is_room_and_what_waits_for_less_than_a_second() {
        hang(80, SECOND);
        hang(80, SECOND - 1);

        HangingSample sample = hanging.sample();
        assertThat(sample.reported()).hasSize(1);
        assertThat(sample.inAll()).isEqualTo(1);
    }

    private void hang(int remotePort, long nanos) {
        SocketRow row = new SocketRow(
                TcpState.CLOSE_WAIT, new Endpoints(here, 40_000 + fd, there, remotePort), -1, 0, -1, fd, 0, 0, 0);
        OwnSocket socket = new OwnSocket(fd, row);
        try {
            new Adoption(table).adopt(() -> List.of(socket), any -> true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hanging.add(row, table.at(fd++), nanos);
    }
}
