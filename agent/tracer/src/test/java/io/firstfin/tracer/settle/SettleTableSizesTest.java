package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.EntrySize;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.SettledClose;
import io.firstfin.tracer.verdict.AbsentSocketRules;
import io.firstfin.tracer.verdict.CountsThat;
import io.firstfin.tracer.verdict.KernelSample;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What the tables of the settler take of the heap. */
class SettleTableSizesTest {

    @Test
    void a_freed_socket_takes_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.FREED_SOCKETS, () -> {
            DestroyedSockets freed = new DestroyedSockets();
            return number -> freed.add(freed(number), System.nanoTime());
        });
    }

    @Test
    void a_close_that_waits_for_its_next_sample_takes_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.CLOSES_TO_SETTLE, () -> {
            Queue<UnsettledClose> waiting = new ArrayDeque<>();
            LatestOnPorts ports = new LatestOnPorts();
            return number -> {
                UnsettledClose pending = waiting(number);
                waiting.add(pending);
                ports.enter(pending);
            };
        });
    }

    private static DestroyedSocket freed(int number) {
        return new DestroyedSocket(
                ends(number), 4_711 + number, 0, 0, CountsThat.ofAClient().info());
    }

    private static UnsettledClose waiting(int number) {
        long now = System.nanoTime();
        Connection connection = AClosedConnection.between(ends(number), now, now);
        UnsettledClose pending = new UnsettledClose(connection);
        KernelSample view = new KernelSample(null, null, false, 1, 5, false, false, null, false);
        pending.keepAnswer(new SettledClose(
                connection,
                AbsentSocketRules.ofAReusedPort(pending.verdict(), view, "a sample of its own"),
                view,
                SocketTable.Source.SOCK_DIAG));
        return pending;
    }

    /** As the kernel shows them: each with addresses of its own. */
    private static Endpoints ends(int number) {
        try {
            return new Endpoints(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                    30_000 + number,
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                    80);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
