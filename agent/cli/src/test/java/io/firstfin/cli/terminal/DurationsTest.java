package io.firstfin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "2m,PT2M", "1h,PT1H", "2M,PT2M"})
    void reads_a_number_and_a_unit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "1d", "30 s", "1m30s", "9999999999s"})
    void says_what_is_accepted(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .hasMessage("\"" + text + "\" is no"
                        + " duration: write a whole number and a unit, such as 500ms, 30s, 2m or 1h");
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S,500ms", "PT30S,30s", "PT90S,90s", "PT2M,2m", "PT1H,1h", "PT0S,0s", "PT30.2S,30s"})
    void writes_what_it_reads(Duration duration, String expected) {
        assertThat(Durations.text(duration)).isEqualTo(expected);
    }
}
