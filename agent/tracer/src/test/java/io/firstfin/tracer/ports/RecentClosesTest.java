package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class RecentClosesTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Owner CHECKOUT = new Owner("shop.Till.sell:14", null, "UNKNOWN");
    private static final Owner SEARCH = new Owner("shop.Search.find:20", null, "UNKNOWN");
    private static final int NO_COOKIE = -1;

    private final RecentCloses closes = new RecentCloses();

    @Test
    void finds_who_closed() {
        closes.enter(from(40_000), 1, CHECKOUT, 7, true);

        RecentCloses.Found found = closes.find(from(40_000), NO_COOKIE);
        assertThat(found.owner()).isEqualTo(CHECKOUT);
        assertThat(found.weight()).isEqualTo(7);
        assertThat(found.boundFirst()).isTrue();
        assertThat(closes.find(from(40_001), NO_COOKIE)).isNull();
        assertThat(closes.find(from(40_000).mirrored(), NO_COOKIE)).isNull();
    }

    @Test
    void finds_every_one_of_very_many() {
        for (int port = 1; port <= 60_000; port++) {
            closes.enter(from(port), port, port % 2 == 0 ? CHECKOUT : SEARCH, 1, false);
        }

        for (int port = 1; port <= 60_000; port++) {
            assertThat(closes.find(from(port), 5).owner()).isEqualTo(port % 2 == 0 ? CHECKOUT : SEARCH);
        }
        assertThat(closes.dropped()).isZero();
    }

    @Test
    void says_when_it_drops_and_how_many() {
        Endpoints first = new Endpoints(LOOPBACK, 1, LOOPBACK, 1);
        for (int port = 0; port < RecentCloses.BOUND + 3; port++) {
            closes.enter(new Endpoints(LOOPBACK, port % 65_536, LOOPBACK, port / 65_536 + 1), 1, CHECKOUT, 1, false);
        }

        assertThat(closes.dropped()).isEqualTo(3);
        assertThat(closes.lastDrop()).isNotZero();
        assertThat(closes.find(first, NO_COOKIE)).isNotNull();
    }

    @Test
    void takes_a_row_with_another_cookie_for_somebody_elses() {
        closes.enter(from(40_000), 1, CHECKOUT, 1, false);
        closes.settle(from(40_000), 1, true, 77);

        assertThat(closes.find(from(40_000), 77)).isNotNull();
        assertThat(closes.find(from(40_000), 78)).isNull();
        assertThat(closes.find(from(40_000), NO_COOKIE)).isNotNull();
    }

    @Test
    void forgets_a_close_that_left_no_time_wait() {
        closes.enter(from(40_000), 1, CHECKOUT, 1, false);
        closes.settle(from(40_000), 1, false, NO_COOKIE);

        assertThat(closes.find(from(40_000), 5)).isNull();
    }

    @Test
    void charges_ports_used_again_to_the_later_close_whatever_is_said_of_the_earlier() {
        closes.enter(from(40_000), 1, CHECKOUT, 1, false);
        closes.enter(from(40_000), 2, SEARCH, 1, false);
        closes.settle(from(40_000), 1, false, NO_COOKIE);

        assertThat(closes.find(from(40_000), 5).owner()).isEqualTo(SEARCH);
    }

    @Test
    void knows_a_close_whose_line_was_not_asked_for_as_ours() {
        closes.enter(from(40_000), 1, null, 0, false);

        assertThat(closes.find(from(40_000), 5)).isEqualTo(new RecentCloses.Found(null, 0, false));
    }

    private static Endpoints from(int port) {
        return new Endpoints(LOOPBACK, port, LOOPBACK, 80);
    }
}
