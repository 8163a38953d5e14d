package io.firstfin.kernel.sockdiag;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.Rows;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpTest {
    private static final int ROWS_OF_A_DATAGRAM = 350;
    private static final int DATAGRAMS = 30;

    private long seen;

    @Test
    void every_socket_is_shown_as_the_kernel_wrote_it_in_either_byte_order() {
        forAll(
                choices -> choices.list(0, 20, Rows::row),
                choices -> choices.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN),
                (rows, order) -> assertThat(read(DumpedSockets.of(rows, order))).isEqualTo(rows));
    }

    /** The datagram is copied into 4 bytes for each 4 of its 88 a row, once for all datagrams. */
    @Test
    void a_socket_that_nobody_keeps_takes_no_memory() throws IOException {
        ByteBuffer datagram = DumpedSockets.of(timeWaits(), ByteOrder.nativeOrder());
        visit(datagram, 1);

        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        visit(datagram, DATAGRAMS);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(seen).isEqualTo((1L + DATAGRAMS) * ROWS_OF_A_DATAGRAM);
        assertThat(allocated / (DATAGRAMS * ROWS_OF_A_DATAGRAM))
                .as("bytes for a socket")
                .isLessThanOrEqualTo(4);
    }

    private void visit(ByteBuffer datagram, int times) throws IOException {
        NetlinkReply reply = new NetlinkReply(datagram);
        for (int i = 0; i < times; i++) {
            reply.read(datagram.capacity(), DumpedSockets.SEQUENCE, socket -> {
                if (socket.state() == TcpState.TIME_WAIT && socket.endpointsHash() != 0) {
                    seen++;
                }
            });
        }
    }

    private static List<SocketRow> timeWaits() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<SocketRow> rows = new ArrayList<>();
        for (int port = 0; port < ROWS_OF_A_DATAGRAM; port++) {
            Endpoints ends = new Endpoints(loopback, 40_000 + port, loopback, 80);
            rows.add(new SocketRow(TcpState.TIME_WAIT, ends, port, SocketRow.TIMER_TIME_WAIT, 30_000, 0, 0, 0, 0));
        }
        return rows;
    }

    private static List<SocketRow> read(ByteBuffer datagram) {
        List<SocketRow> rows = new ArrayList<>();
        try {
            NetlinkReply.read(datagram, datagram.capacity(), DumpedSockets.SEQUENCE, rows::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }
}
