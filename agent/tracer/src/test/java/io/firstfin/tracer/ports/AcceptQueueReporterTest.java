package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.source.SocketTables;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the kernel of this machine, over /proc: there the backlog is not told. */
@Timeout(60)
class AcceptQueueReporterTest {

    private final SocketTable kernel = SocketTables.procfs();
    private final AcceptQueueReporter queues = new AcceptQueueReporter(
            new ConnectionTable(), new TableSampler(() -> kernel, this::fail), new Sinks(this::fail));
    private ServerSocket server;

    @BeforeEach
    void listens() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void closes() throws IOException {
        server.close();
        kernel.close();
    }

    @Test
    void what_nobody_accepts_is_counted_by_its_port_with_what_was_given_up() throws Exception {
        try (Socket waits = connect();
                Socket waitsToo = connect()) {
            connect().close();

            AcceptQueue queue = await(one -> one.waiting() == 3 && one.givenUp() == 1);
            assertThat(queue.fact(null).address()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(queue.limit()).isEqualTo(-1);
            assertThat(waits.isConnected() && waitsToo.isConnected()).isTrue();
        }
    }

    @Test
    void how_long_one_waits_is_known_from_the_first_look_on() throws Exception {
        try (Socket waits = connect()) {
            await(one -> one.waiting() == 1);
            AcceptQueue later = await(one -> one.longestNanos() > 0);
            assertThat(later.waiting()).isEqualTo(1);
            assertThat(waits.isConnected()).isTrue();
        }
    }

    @Test
    void what_was_accepted_and_closed_is_in_no_queue() throws Exception {
        try (Socket client = connect()) {
            server.accept().close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(ofServer()).isEmpty();
        }
    }

    private void fail(Throwable error) {
        throw new AssertionError(error);
    }

    private Socket connect() throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    private AcceptQueue await(Predicate<AcceptQueue> condition) throws IOException {
        while (true) {
            for (AcceptQueue queue : ofServer()) {
                if (condition.test(queue)) {
                    return queue;
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private List<AcceptQueue> ofServer() throws IOException {
        return queues.sample(kernel).stream()
                .filter(queue -> queue.fact(null).port() == server.getLocalPort())
                .toList();
    }
}
