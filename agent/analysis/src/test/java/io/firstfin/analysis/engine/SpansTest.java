package io.firstfin.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {

    @Test
    void time_between_windows_does_not_count() {
        assertThat(Spans.joined(List.of(window(100, 110), window(0, 10))))
                .containsExactly(window(0, 10), window(100, 110));
    }

    @Test
    void time_that_windows_share_counts_once() {
        assertThat(Spans.joined(List.of(window(0, 10), window(5, 15), window(6, 8))))
                .containsExactly(window(0, 15));
    }

    private static Window window(long from, long to) {
        return new Window(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
