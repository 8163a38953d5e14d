package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.HttpState;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.reason.RequestHead;
import io.firstfin.tracer.reason.ResponseHead;
import io.firstfin.tracer.sink.OpenHttp;
import io.firstfin.verdict.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Connections of HTTP clients that are open, of which the kernel says what has arrived. */
class OpenHttpClientsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String LENGTH_1000 = "1000";

    private final ConnectionTable table = new ConnectionTable();
    private final Object pool = new Object();
    private TcpInfo shown = info(5_000, 1_200);
    private int number = 100;

    @Test
    void connections_requests_and_pools_are_counted() throws Exception {
        answered(open(pool), LENGTH_1000).returned();
        answered(open(pool), LENGTH_1000).returned();
        answered(open(new Object()), LENGTH_1000).returned();
        assertThat(count()).isEqualTo(new OpenHttp("OkHttp 5.5.1", 3, 3, 2, 0, 0));
    }

    @Test
    void a_connection_of_a_pool_that_is_not_known_is_not_counted() throws Exception {
        answered(open(null), LENGTH_1000);
        assertThat(new OpenHttpClients(table, fd -> shown).count(System.nanoTime()))
                .isEmpty();
    }

    @Test
    void a_response_that_has_arrived_and_that_nobody_reads_is_counted() throws Exception {
        answered(open(pool), LENGTH_1000);
        assertThat(count().unread()).isEqualTo(1);
        assertThat(count().unreadNanos()).isGreaterThan(SECOND);
    }

    @Test
    void what_is_back_in_its_pool_was_read() throws Exception {
        answered(open(pool), LENGTH_1000).returned();
        assertThat(count().unread()).isZero();
    }

    @Test
    void a_response_of_which_something_is_missing_may_be_awaited() throws Exception {
        answered(open(pool), LENGTH_1000);
        shown = info(5_000, 900);
        assertThat(count().unread()).isZero();
    }

    @Test
    void a_response_that_still_arrives_is_read_as_it_comes() throws Exception {
        answered(open(pool), LENGTH_1000);
        shown = info(300, 1_200);
        assertThat(count().unread()).isZero();
    }

    @Test
    void a_stream_without_a_length_may_go_on() throws Exception {
        answered(open(pool), null);
        assertThat(count().unread()).isZero();
    }

    @Test
    void a_response_may_be_open_for_a_moment() throws Exception {
        answered(open(pool), LENGTH_1000);
        assertThat(new OpenHttpClients(table, fd -> shown)
                        .count(System.nanoTime())
                        .values())
                .allSatisfy(open -> assertThat(open.unread()).isZero());
    }

    private OpenHttp count() {
        return new OpenHttpClients(table, fd -> shown)
                .count(System.nanoTime() + 2 * SECOND)
                .values()
                .iterator()
                .next();
    }

    private HttpState open(Object openedFor) throws UnknownHostException {
        number++;
        Connection connection = new Connection(number, null, number, "Socket", Role.CLIENT, Phase.OPEN);
        connection.locate(new Endpoints(
                InetAddress.getByAddress(new byte[] {10, 0, 0, 1}),
                40_000 + number,
                InetAddress.getByAddress(new byte[] {10, 0, 0, 7}),
                8080));
        table.put(connection);
        if (openedFor != null) {
            connection.makeHttp().openedFor(openedFor);
        }
        return connection.makeHttp();
    }

    private static HttpState answered(HttpState http, String length) {
        HttpUsage use = http.usedBy("OkHttp 5.5.1", false);
        http.leased();
        use.requested(new RequestHead("GET", "shop", "HTTP/1.1", null), null);
        use.answered("GET", "shop", new ResponseHead(200, "HTTP/1.1", null, length, length == null ? "chunked" : null));
        return http;
    }

    private static TcpInfo info(long lastDataRecv, long bytesReceived) {
        return new TcpInfo(
                TcpState.ESTABLISHED,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                lastDataRecv,
                0,
                0,
                0,
                0,
                0,
                0,
                bytesReceived,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }
}
