package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.PeerEnds.How;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the ends of HTTP connections show limits of the peer. */
class PeerEndTallyTest {

    private static final Ends ACCEPTED = new Ends("10.0.0.1", 80, "10.0.0.7", 50_000);

    @Test
    void ends_that_a_response_announced_are_counted_by_their_requests() {
        List<PeerEnds> ends = ends(
                http(10, 5, "RESPONSE_SAID_CLOSE"),
                http(20, 5, "RESPONSE_SAID_CLOSE"),
                http(30, 1, "RESPONSE_SAID_CLOSE"));
        assertThat(ends)
                .extracting(PeerEnds::how, PeerEnds::requests, PeerEnds::count)
                .containsExactlyInAnyOrder(tuple(How.ANNOUNCED, 5, 2L), tuple(How.ANNOUNCED, 1, 1L));
    }

    @Test
    void what_the_peer_closed_while_it_was_idle_has_the_time_that_was_measured() {
        PeerEnds idle = only(
                http(1_000, 3, "PEER_CLOSED").afterFinOfPeer(Duration.ofMillis(2_000)),
                http(4_000, 7, "POOL_CLOSED").afterFinOfPeer(Duration.ofMillis(2_000)));
        assertThat(idle.how()).isEqualTo(How.IDLE);
        assertThat(idle.count()).isEqualTo(2);
        assertThat(idle.mostRequests()).isEqualTo(7);
        assertThat(idle.idle()).isEqualTo(Range.of(Duration.ofMillis(2_000)));
        assertThat(idle.spread()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_pool_that_closed_late_does_not_change_when_the_peer_closed() {
        PeerEnds idle = only(
                http(1_000, 3, "PEER_CLOSED").afterFinOfPeer(Duration.ofMillis(500)),
                http(4_000, 3, "PEER_CLOSED")
                        .afterFinOfPeer(Duration.ofMillis(500))
                        .waited(Duration.ofSeconds(3)));
        assertThat(idle.spread()).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_peer_that_closes_behind_its_response_does_not_show_a_limit_of_idle_time() {
        assertThat(only(http(10, 1, "PEER_CLOSED").afterFinOfPeer(Duration.ofMillis(3)))
                        .how())
                .isEqualTo(How.UNEXPLAINED);
    }

    @Test
    void what_we_ended_shows_no_limit_of_the_peer() {
        assertThat(only(http(10, 3, "IDLE_TIMEOUT")).how()).isEqualTo(How.OTHER);
        assertThat(only(http(10, 3, "REQUEST_SAID_CLOSE").afterFinOfPeer(Duration.ofSeconds(1)))
                        .how())
                .isEqualTo(How.OTHER);
        assertThat(only(http(10, 3, "STALE").afterFinOfPeer(Duration.ofSeconds(1)))
                        .how())
                .isEqualTo(How.OTHER);
        assertThat(only(http(10, 3, "PEER_CLOSED")
                                .afterFinOfPeer(Duration.ofSeconds(1))
                                .ending(Ending.RESET_BY_PEER))
                        .how())
                .isEqualTo(How.OTHER);
    }

    /** A proxy that asks for credentials ends each connection after as many requests, and so does a server that fails. */
    @Test
    void an_error_that_ends_the_connection_shows_no_limit_of_requests() {
        assertThat(only(http(10, 2, "RESPONSE_SAID_CLOSE").answered(407)).how()).isEqualTo(How.OTHER);
        assertThat(only(http(10, 2, "RESPONSE_SAID_CLOSE").answered(503)).how()).isEqualTo(How.OTHER);
        assertThat(only(http(10, 2, "RESPONSE_SAID_CLOSE").answered(200)).how()).isEqualTo(How.ANNOUNCED);
    }

    @Test
    void a_server_is_told_of_the_end_by_the_request() {
        assertThat(only(http(10, 4, "REQUEST_SAID_CLOSE").as(Role.SERVER).between(ACCEPTED))
                        .how())
                .isEqualTo(How.ANNOUNCED);
        assertThat(only(http(10, 4, "RESPONSE_SAID_CLOSE").as(Role.SERVER).between(ACCEPTED))
                        .how())
                .isEqualTo(How.OTHER);
    }

    @Test
    void connections_without_a_request_are_left_out() {
        assertThat(ends(
                        close(10, "c-1").afterFinOfPeer(Duration.ofSeconds(1)),
                        http(20, 0, "PEER_CLOSED").afterFinOfPeer(Duration.ofSeconds(1))))
                .isEmpty();
    }

    private static TestEvents.Close http(long millis, int requests, String reason) {
        return close(millis, "c-" + millis)
                .through("OkHttp 4.12.0")
                .carrying(requests)
                .because(reason)
                .after(Duration.ofMillis(5));
    }

    private static PeerEnds only(TestEvents.Close... closes) {
        List<PeerEnds> ends = ends(closes);
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }

    private static List<PeerEnds> ends(TestEvents.Close... closes) {
        return RecordedEvents.model(
                        List.of(closes).stream().map(TestEvents.Close::event).toList())
                .connections()
                .peerEnds();
    }
}
