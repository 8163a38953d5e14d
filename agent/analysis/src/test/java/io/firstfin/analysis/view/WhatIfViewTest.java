package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.PeerEnds.How;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The what-if says what the findings say of keep-alive. */
class WhatIfViewTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_limit_of_the_peer_comes_before_what_keep_alive_would_give() {
        PeerEnds afterFive =
                new PeerEnds(PEER, How.ANNOUNCED, 5, 1_000, 5, Range.NONE, Range.NONE, BEGIN, BEGIN.plusSeconds(9));
        assertThat(assumptions(afterFive))
                .first()
                .isEqualTo("keep-alive: the peer ends a connection after 5 requests (PEER_LIMITS_REQUESTS). Unless it"
                        + " allows more of them, more connections are needed.");
        PeerEnds idle = new PeerEnds(
                PEER,
                How.IDLE,
                0,
                1_000,
                5,
                Range.of(Duration.ofMillis(2_000)),
                Range.NONE,
                BEGIN,
                BEGIN.plusSeconds(9));
        assertThat(assumptions(idle))
                .first()
                .isEqualTo("keep-alive: the peer ends a connection that was idle for 2.0 s (PEER_LIMITS_IDLE_TIME)."
                        + " Unless it waits longer, none is idle for longer.");
    }

    private static List<String> assumptions(PeerEnds ends) {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 5, 1_000)
                .workload(PEER, TestWorkloads.steady(100, 10, Duration.ofMillis(5)))
                .ended(ends)
                .build();
        return WhatIfView.of(Report.of(model)).tables().get(0).assumptions();
    }
}
