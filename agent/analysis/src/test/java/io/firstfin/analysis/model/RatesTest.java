package io.firstfin.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatesTest {

    @Test
    void jvms_recorded_at_the_same_time_add_up() {
        assertThat(perSecond(jvm(window(0, 30)), jvm(window(0, 30)))).isEqualTo(20);
    }

    @Test
    void of_jvms_recorded_one_after_the_other_the_busiest_counts() {
        assertThat(perSecond(jvm(window(0, 30)), jvm(window(30, 40)))).isEqualTo(30);
    }

    @Test
    void a_short_recording_is_not_thinned_by_a_long_one() {
        assertThat(perSecond(jvm(window(0, 600)), jvm(window(100, 110)))).isEqualTo(30.5);
    }

    @Test
    void time_between_windows_does_not_count() {
        assertThat(perSecond(jvm(window(0, 15), window(45, 60)))).isEqualTo(10);
    }

    @Test
    void where_nothing_was_recorded_there_is_no_rate() {
        assertThat(perSecond()).isZero();
        assertThat(perSecond(jvm(window(0, 0)))).isZero();
    }

    /** When each of them did 300. */
    private static double perSecond(RecordedJvm... jvms) {
        return new Rates(Arrays.asList(jvms)).perSecond(Map.of(0, 300L, 1, 300L));
    }

    private static RecordedJvm jvm(Window... windows) {
        return new RecordedJvm(1, Optional.empty(), "", "", 1, List.of(windows), Optional.empty());
    }

    private static Window window(long from, long to) {
        return new Window(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
