package io.firstfin.sample.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaysTest {
    private final Ways ways = Ways.of(new NoLibrary());

    /** No act is played here. */
    private static final class NoLibrary implements HttpClientLibrary {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public Client open(int responseTimeoutMillis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ways ways() {
            return Ways.of(this);
        }
    }

    private Act act(WayToEnd way) {
        return ways.acts().stream().filter(act -> act.way() == way).findFirst().orElseThrow();
    }

    @Test
    void a_way_is_reported_as_usual_unless_the_library_says_otherwise() {
        assertThat(act(WayToEnd.HTTP_1_0).reported()).containsExactly(Verdict.local("HTTP_1_0", 1));

        ways.reported(WayToEnd.HTTP_1_0, Verdict.remote("UNKNOWN", 2));
        assertThat(act(WayToEnd.HTTP_1_0).reported()).containsExactly(Verdict.remote("UNKNOWN", 2));
    }

    @Test
    void what_stays_in_the_pool_ends_with_the_pool_and_whoever_was_first_stays_first() {
        ways.pooled(WayToEnd.PEER_CLOSES).pooled(WayToEnd.HTTP_1_0);

        assertThat(act(WayToEnd.PEER_CLOSES).reported()).containsExactly(Verdict.remote("POOL_CLOSED", 1));
        assertThat(act(WayToEnd.HTTP_1_0).reported()).containsExactly(Verdict.local("POOL_CLOSED", 1));
    }

    @Test
    void the_ways_keep_their_order_whenever_they_are_added() {
        ways.with(WayToEnd.IDLE, server -> {}).without(WayToEnd.TLS);

        assertThat(ways.acts())
                .extracting(Act::way)
                .isSorted()
                .contains(WayToEnd.IDLE)
                .doesNotContain(WayToEnd.TLS);
    }
}
