package io.firstfin.analysis.model;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void a_time_wait_stands_for_sixty_seconds() {
        int[][] counts = counts(100);
        counts[TimelineKind.TIME_WAIT_BEGAN.ordinal()][3] = 7;
        long[] standing = timeline(Duration.ofSeconds(1), counts).timeWait(course(counts), -1);
        assertThat(standing[2]).isZero();
        assertThat(standing[3]).isEqualTo(7);
        assertThat(standing[62]).isEqualTo(7);
        assertThat(standing[63]).isZero();
    }

    @Test
    void where_a_step_is_longer_than_that_only_its_share_stands() {
        int[][] counts = counts(10);
        counts[TimelineKind.TIME_WAIT_BEGAN.ordinal()][3] = 600;
        long[] standing = timeline(Duration.ofMinutes(10), counts).timeWait(course(counts), -1);
        assertThat(standing[3]).isEqualTo(60);
        assertThat(standing[4]).isZero();
    }

    @Test
    void there_are_never_more_than_there_can_be() {
        int[][] counts = counts(10);
        counts[TimelineKind.TIME_WAIT_BEGAN.ordinal()][0] = 900;
        assertThat(timeline(Duration.ofSeconds(1), counts).timeWait(course(counts), 500))
                .containsOnly(500);
    }

    @Test
    void those_that_were_open_before_are_open_until_they_are_closed() {
        int[][] counts = counts(4);
        counts[TimelineKind.OPENED.ordinal()][1] = 5;
        counts[TimelineKind.CLOSED_BY_US.ordinal()][2] = 3;
        counts[TimelineKind.CLOSED_BY_PEER.ordinal()][2] = 1;
        counts[TimelineKind.CLOSED_OTHERWISE.ordinal()][3] = 3;
        assertThat(new TimeSeries(counts, 2).open()).containsExactly(2, 7, 3, 0);
    }

    @Test
    void a_count_is_a_rate_of_its_step() {
        assertThat(timeline(Duration.ofMillis(200), counts(1)).perSecond(8)).isEqualTo(40);
    }

    private static int[][] counts(int steps) {
        return new int[TimelineKind.values().length][steps];
    }

    private static TimeSeries course(int[][] counts) {
        return new TimeSeries(counts, 0);
    }

    private static Timeline timeline(Duration step, int[][] counts) {
        int steps = counts[0].length;
        return new Timeline(
                Instant.EPOCH,
                step,
                steps,
                Collections.nCopies(steps, true),
                course(counts),
                List.of(),
                Map.of(PEER, course(counts)),
                Map.of(),
                List.of());
    }
}
