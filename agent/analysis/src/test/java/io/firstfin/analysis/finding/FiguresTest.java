package io.firstfin.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void numbers_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.count(28232)).isEqualTo("28,232");
            assertThat(Figures.measured(4.56)).isEqualTo("4.6");
            assertThat(Figures.percent(0.0456)).isEqualTo("4.6 %");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_small_part_is_not_rounded_to_nothing_nor_a_large_one_to_all() {
        assertThat(Figures.percent(0)).isEqualTo("0 %");
        assertThat(Figures.percent(0.0004)).isEqualTo("<0.1 %");
        assertThat(Figures.percent(0.996)).isEqualTo("99.6 %");
        assertThat(Figures.percent(0.99999)).isEqualTo(">99.9 %");
        assertThat(Figures.percent(1)).isEqualTo("100 %");
        assertThat(Figures.percent(12.5)).isEqualTo("1,250 %");
    }

    @Test
    void spans_take_the_unit_that_fits() {
        assertThat(Figures.span(Duration.ofNanos(250_000))).isEqualTo("0.25 ms");
        assertThat(Figures.span(Duration.ofMillis(4500))).isEqualTo("4.5 s");
        assertThat(Figures.span(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Figures.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
