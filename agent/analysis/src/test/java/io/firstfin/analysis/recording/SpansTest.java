package io.firstfin.analysis.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {

    @Test
    void time_between_chunks_does_not_count() {
        assertThat(Spans.covered(List.of(chunk(100, 10), chunk(0, 10)))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void time_that_chunks_share_counts_once() {
        assertThat(Spans.covered(List.of(chunk(0, 10), chunk(5, 10), chunk(6, 2))))
                .isEqualTo(Duration.ofSeconds(15));
    }

    private static Chunk chunk(long from, long seconds) {
        return new Chunk(100, Instant.ofEpochSecond(from), Duration.ofSeconds(seconds), true);
    }
}
