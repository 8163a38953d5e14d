package io.firstfin.tracer.reason;

import static io.firstfin.tracer.reason.Reason.APPLICATION;
import static io.firstfin.tracer.reason.Reason.BODY_ABANDONED;
import static io.firstfin.tracer.reason.Reason.COLLECTED;
import static io.firstfin.tracer.reason.Reason.DISCONNECT_CALLED;
import static io.firstfin.tracer.reason.Reason.EXCHANGE_FAILED;
import static io.firstfin.tracer.reason.Reason.HTTP_1_0;
import static io.firstfin.tracer.reason.Reason.IDLE_TIMEOUT;
import static io.firstfin.tracer.reason.Reason.PEER_CLOSED;
import static io.firstfin.tracer.reason.Reason.PROXY_REFUSED;
import static io.firstfin.tracer.reason.Reason.REQUEST_SAID_CLOSE;
import static io.firstfin.tracer.reason.Reason.RESPONSE_SAID_CLOSE;
import static io.firstfin.tracer.reason.Reason.STALE;
import static io.firstfin.tracer.reason.Reason.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonRuleTest {

    private static final boolean PEER_FIRST = true;

    private final HttpUsage use = new HttpUsage("a client", false);

    @Test
    void nothing_is_known_of_a_connection_without_http() {
        assertThat(ReasonRule.of(null, null, null, PEER_FIRST).reason()).isEqualTo(UNKNOWN);
    }

    @Test
    void the_collector_explains_itself() {
        ask("GET / HTTP/1.1", null);
        assertThat(ReasonRule.of(use, null, "a finalizer", false).reason()).isEqualTo(COLLECTED);
    }

    @Test
    void headers_say_who_wanted_the_end() {
        ask("GET / HTTP/1.1", "close");
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(why(null)).isEqualTo(REQUEST_SAID_CLOSE);

        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", "keep-alive, Close", true);
        assertThat(why(null)).isEqualTo(RESPONSE_SAID_CLOSE);
    }

    @Test
    void the_status_of_the_last_response_is_kept() {
        assertThat(use.lastStatus()).isEqualTo(-1);
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, true);
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 100 Continue", null, true);
        assertThat(use.lastStatus()).isEqualTo(200);
        answer("HTTP/1.1 407 Who?", "close", true);
        assertThat(use.lastStatus()).isEqualTo(407);
        assertThat(why(null)).isEqualTo(RESPONSE_SAID_CLOSE);
    }

    @Test
    void a_word_counts_wherever_it_stands_in_the_list_but_not_as_part_of_another() {
        assertThat(CloseAnnouncement.says("TE,CLOSE", "close")).isTrue();
        assertThat(CloseAnnouncement.says(" close , te", "close")).isTrue();
        assertThat(CloseAnnouncement.says("", "close")).isFalse();
        assertThat(CloseAnnouncement.says("closed, not-close,", "close")).isFalse();
    }

    @Test
    void http_1_0_ends_a_connection_unless_it_says_keep_alive() {
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.0 200 OK", "close", true);
        assertThat(why(null)).isEqualTo(HTTP_1_0);

        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.0 200 OK", "Keep-Alive", true);
        assertThat(why(null)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_body_of_no_told_length_ends_with_the_connection() {
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, false);
        assertThat(why(null)).isEqualTo(RESPONSE_SAID_CLOSE);
    }

    @Test
    void the_next_request_takes_back_what_was_said_before() {
        ask("GET / HTTP/1.1", "close");
        answer("HTTP/1.1 200 OK", null, true);
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, true);

        assertThat(why(null)).isEqualTo(UNKNOWN);
        assertThat(use.exchanges()).isEqualTo(2);
    }

    @Test
    void a_server_that_allows_no_further_request_has_announced_the_end() {
        assertThat(afterKeepAlive("timeout=5, max=1")).isEqualTo(RESPONSE_SAID_CLOSE);
        assertThat(afterKeepAlive("max=1, timeout=5")).isEqualTo(RESPONSE_SAID_CLOSE);
        assertThat(afterKeepAlive("timeout=5, max=12")).isEqualTo(UNKNOWN);
        assertThat(afterKeepAlive("timeout=1")).isEqualTo(UNKNOWN);
        assertThat(afterKeepAlive(null)).isEqualTo(UNKNOWN);
    }

    private Reason afterKeepAlive(String field) {
        ask("GET / HTTP/1.1", null);
        use.answered("GET", "h", new ResponseHead(200, "HTTP/1.1", "Keep-Alive", "2", null, field));
        return why(null);
    }

    @Test
    void a_request_without_a_response_failed() {
        ask("GET / HTTP/1.1", null);
        assertThat(why(null)).isEqualTo(EXCHANGE_FAILED);
    }

    @Test
    void it_was_stale_when_the_peer_had_closed_before_the_request() {
        use.requested(new RequestHead("GET", "h", null, null), null);
        answer("HTTP/1.1 200 OK", null, true);
        use.requested(new RequestHead("GET", "h", null, null), new PeerAlreadyClosed(152));
        assertThat(ReasonRule.of(use, null, null, PEER_FIRST))
                .isEqualTo(new CloseReason(STALE, "the peer had closed 152 ms before request 2 was sent"));
    }

    @Test
    void what_the_client_decided_stands_before_what_a_header_said() {
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", "close", true);
        assertThat(why(CloseReason.parse("IDLE_TIMEOUT|too long"))).isEqualTo(IDLE_TIMEOUT);
    }

    @Test
    void a_header_stands_before_what_only_ends_a_connection_that_could_have_lived() {
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", "close", true);
        assertThat(why(CloseReason.parse("BODY_ABANDONED|early"))).isEqualTo(RESPONSE_SAID_CLOSE);
        assertThat(why(CloseReason.parse("DISCONNECT_CALLED|now"))).isEqualTo(RESPONSE_SAID_CLOSE);
        assertThat(why(CloseReason.parse("PEER_CLOSED|then"))).isEqualTo(RESPONSE_SAID_CLOSE);
        assertThat(why(CloseReason.parse("REDIRECTED|away"))).isEqualTo(RESPONSE_SAID_CLOSE);

        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(why(CloseReason.parse("BODY_ABANDONED|early"))).isEqualTo(BODY_ABANDONED);
        assertThat(why(CloseReason.parse("DISCONNECT_CALLED|now"))).isEqualTo(DISCONNECT_CALLED);
    }

    @Test
    void a_peer_that_closed_an_idle_connection_is_named() {
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(ReasonRule.of(use, null, null, PEER_FIRST).reason()).isEqualTo(PEER_CLOSED);
    }

    @Test
    void an_idle_limit_that_strikes_while_a_response_is_due_is_a_timeout_of_that_exchange() {
        ask("GET / HTTP/1.1", null);
        assertThat(why(CloseReason.parse("IDLE_TIMEOUT|5 s"))).isEqualTo(EXCHANGE_FAILED);
    }

    @Test
    void a_server_goes_by_the_version_of_the_request() {
        HttpUsage server = new HttpUsage("a server", true);
        server.requested(new RequestHead("GET", "h", "HTTP/1.0", "close"), null);
        Exchange exchange = server.answered(null, null, new ResponseHead(200, null, null, "2", null));

        CloseReason because = ReasonRule.of(server, null, null, false);
        assertThat(because).isEqualTo(new CloseReason(HTTP_1_0, "HTTP/1.0 and Connection: close in the request"));
        assertThat(exchange.closeRequestedBy()).isEqualTo("CLIENT");
        assertThat(exchange.server()).isEqualTo("a server");
        assertThat(exchange.client()).isNull();
    }

    @Test
    void an_application_that_sets_connection_close_is_told_apart_from_its_server() {
        HttpUsage server = new HttpUsage("a server", true);
        server.requested(new RequestHead("GET", "h", "HTTP/1.1", null), null);
        server.connectionHeaderSet("Close");
        Exchange exchange = server.answered(null, null, new ResponseHead(200, null, "close", "2", null));

        assertThat(ReasonRule.of(server, null, null, false).reason()).isEqualTo(APPLICATION);
        assertThat(exchange.closeRequestedBy()).isEqualTo("SERVER");
    }

    @Test
    void what_the_request_asked_for_comes_before_what_the_server_would_have_done() {
        HttpUsage server = new HttpUsage("a server", true);
        server.requested(new RequestHead("GET", "h", "HTTP/1.1", "close"), null);
        server.connectionHeaderSet("close");
        server.requestLimitReached(CloseReason.parse("MAX_REQUESTS|100"));
        server.answered(null, null, new ResponseHead(200, null, "close", "2", null));

        assertThat(ReasonRule.of(server, null, null, false).reason()).isEqualTo(REQUEST_SAID_CLOSE);
    }

    @Test
    void a_limit_says_nothing_of_a_request_without_response() {
        HttpUsage server = new HttpUsage("a server", true);
        server.requested(new RequestHead("GET", "h", "HTTP/1.1", null), null);
        server.requestLimitReached(CloseReason.parse("MAX_REQUESTS|100"));

        assertThat(ReasonRule.of(server, null, null, false).reason()).isEqualTo(EXCHANGE_FAILED);
    }

    @Test
    void a_response_without_a_body_needs_no_length() {
        use.requested(new RequestHead("HEAD", "h", null, null), null);
        answer("HTTP/1.1 200 OK", null, false);
        assertThat(why(null)).isEqualTo(UNKNOWN);

        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 304 Not Modified", null, false);
        assertThat(why(null)).isEqualTo(UNKNOWN);
    }

    @Test
    void how_long_it_was_idle_chooses_between_two_reasons() {
        String text = "IDLE_TIMEOUT|for 5 s\n5000\nPOOL_FULL|no place";
        assertThat(CloseReason.parse(text, 5000).reason()).isEqualTo(IDLE_TIMEOUT);
        assertThat(CloseReason.parse(text, 4999)).isEqualTo(CloseReason.parse("POOL_FULL|no place"));
    }

    @Test
    void the_streams_of_http_2_are_answered_in_any_order() {
        ask("GET /slow HTTP/1.1", null);
        ask("GET /fast HTTP/1.1", null);
        ResponseHead head = new ResponseHead(200, "HTTP/2", null, null, null);

        assertThat(use.answered("GET", "fast", head).host()).isEqualTo("fast");
        assertThat(why(null)).isEqualTo(EXCHANGE_FAILED);
        assertThat(use.answered("GET", "slow", head).number()).isEqualTo(2);
        assertThat(why(null)).isEqualTo(UNKNOWN);
    }

    @Test
    void interim_responses_and_repeated_ones_answer_nothing() {
        ask("POST / HTTP/1.1", null);
        assertThat(answer("HTTP/1.1 100 Continue", null, true)).isNull();
        assertThat(answer("HTTP/1.1 201 Created", null, true))
                .isEqualTo(new Exchange("a client", null, "POST", "h", 201, "HTTP/1.1", 1, null));
        assertThat(answer("HTTP/1.1 201 Created", null, true)).isNull();
    }

    @Test
    void a_request_that_switched_protocols_waits_for_nothing() {
        ask("GET / HTTP/1.1", null);
        assertThat(answer("HTTP/1.1 101 Switching Protocols", "Upgrade", false)).isNull();
        assertThat(why(null)).isEqualTo(UNKNOWN);

        ResponseHead head = new ResponseHead(200, "HTTP/2", null, null, null);
        assertThat(use.answered("GET", "h", head).number()).isEqualTo(1);
        ask("GET / HTTP/1.1", null);
        assertThat(why(null)).isEqualTo(EXCHANGE_FAILED);
    }

    @Test
    void what_is_no_status_line_is_no_answer() {
        ask("GET / HTTP/1.1", null);
        assertThat(answer("", null, true)).isNull();
        assertThat(answer("HTTP/1.1 ok", null, true)).isNull();
        assertThat(answer(null, null, true)).isNull();
    }

    @Test
    void connect_opens_a_tunnel_and_is_no_request_of_the_application() {
        use.tunnelRequested("example:443");
        assertThat(answer("HTTP/1.0 200 Connection established", null, false)).isNull();
        assertThat(why(null)).isEqualTo(UNKNOWN);
        assertThat(use.exchanges()).isZero();
        assertThat(use.tunnelTarget()).isEqualTo("example:443");

        ask("GET / HTTP/1.1", null);
        assertThat(answer("HTTP/1.1 200 OK", "close", true).number()).isEqualTo(1);
        assertThat(why(null)).isEqualTo(RESPONSE_SAID_CLOSE);
    }

    @Test
    void a_proxy_that_answers_connect_otherwise_refuses_it() {
        use.tunnelRequested("example:443");
        answer("HTTP/1.1 403 Forbidden", "close", true);
        assertThat(ReasonRule.of(use, null, null, PEER_FIRST))
                .isEqualTo(new CloseReason(PROXY_REFUSED, "the proxy answered CONNECT by 403"));
    }

    @Test
    void a_proxy_that_asks_for_credentials_ends_the_connection_or_waits_for_another_connect() {
        use.tunnelRequested("example:443");
        answer("HTTP/1.1 407 Who?", "close", true);
        assertThat(ReasonRule.of(use, null, null, false))
                .isEqualTo(new CloseReason(RESPONSE_SAID_CLOSE, "Connection: close in the response to CONNECT"));
        assertThat(use.lastStatus()).isEqualTo(407);

        use.tunnelRequested("example:443");
        answer("HTTP/1.1 407 Who?", null, true);
        assertThat(why(null)).isEqualTo(PROXY_REFUSED);

        use.tunnelRequested("example:443");
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(why(null)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_connect_without_an_answer_failed() {
        use.tunnelRequested("example:443");
        assertThat(ReasonRule.of(use, null, null, false))
                .isEqualTo(new CloseReason(EXCHANGE_FAILED, "CONNECT had no response"));
    }

    @Test
    void a_proxy_that_closes_an_idle_tunnel_is_named() {
        use.tunnelRequested("example:443");
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(ReasonRule.of(use, null, null, PEER_FIRST))
                .isEqualTo(new CloseReason(PEER_CLOSED, "the proxy closed the tunnel before a request"));
        ask("GET / HTTP/1.1", null);
        answer("HTTP/1.1 200 OK", null, true);
        assertThat(ReasonRule.of(use, null, null, PEER_FIRST).reason()).isEqualTo(PEER_CLOSED);
    }

    private void ask(String line, String connection) {
        use.requested(new RequestHead(StartLine.method(line), "h", null, connection), null);
    }

    private Exchange answer(String line, String connection, boolean delimited) {
        return use.answered(
                null,
                null,
                new ResponseHead(
                        StartLine.status(line), StartLine.version(line), connection, delimited ? "2" : null, null));
    }

    private Reason why(CloseReason scope) {
        return ReasonRule.of(use, scope, null, false).reason();
    }
}
