package io.firstfin.tracer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Reason;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a socket was asked for that connected elsewhere, and why it was closed. */
class SocksRequestTest {

    private static final InetSocketAddress PROXY = new InetSocketAddress("127.0.0.1", 1080);

    private final InetSocketAddress target = InetSocketAddress.createUnresolved("example", 5432);
    private final SocksRequest request = new SocksRequest(target);

    @Test
    void a_socket_that_connects_where_it_was_asked_to_has_no_proxy() {
        request.connectsTo(target);
        assertThat(request.proxyTarget()).isNull();
        assertThat(request.whyClosed()).isNull();
    }

    @Test
    void the_target_is_behind_the_proxy_that_it_connects_to() {
        request.connectsTo(PROXY);
        assertThat(request.proxyTarget()).isEqualTo("example:5432");
    }

    @Test
    void a_close_inside_the_call_is_that_of_a_refusal() {
        request.connectsTo(PROXY);
        assertThat(request.whyClosed().reason()).isEqualTo(Reason.PROXY_REFUSED);
    }

    @Test
    void a_close_by_another_thread_is_not() {
        request.connectsTo(PROXY);
        assertThat(CompletableFuture.supplyAsync(request::whyClosed).join()).isNull();
    }

    @Test
    void a_close_after_the_call_goes_by_its_failure() {
        assertThat(whyClosedAfter(null)).isNull();
        assertThat(whyClosedAfter(new SocketException("SOCKS : No acceptable methods")))
                .isEqualTo(new CloseReason(Reason.PROXY_REFUSED, "SOCKS : No acceptable methods"));
        assertThat(whyClosedAfter(new SocketTimeoutException("Connect timed out"))
                        .reason())
                .isEqualTo(Reason.EXCHANGE_FAILED);
        assertThat(whyClosedAfter(new SocketException("Malformed reply from SOCKS server")))
                .isNull();
        assertThat(whyClosedAfter(new SocketException())).isNull();
    }

    private static CloseReason whyClosedAfter(Exception failure) {
        SocksRequest ended = new SocksRequest(InetSocketAddress.createUnresolved("example", 5432));
        ended.connectsTo(PROXY);
        ended.ended(failure);
        return ended.whyClosed();
    }
}
