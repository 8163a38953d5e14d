package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    @Test
    void keys_that_choose_events_are_not_held_against_them() {
        Expectation expectation = Expectation.of(List.of(
                        "READY 1", "EXPECT event=Close count=2 " + "local=127.0.0.1:1 role=CLIENT closedFirst=LOCAL"))
                .get(0);

        assertThat(expectation.event()).isEqualTo("Close");
        assertThat(expectation.count()).isEqualTo(2);
        assertThat(expectation.local()).isEqualTo("127.0.0.1:1");
        assertThat(expectation.remote()).isNull();
        assertThat(expectation.values()).isEqualTo(Map.of("closedFirst", "LOCAL"));
    }

    @Test
    void a_plus_stands_for_a_blank() {
        Expectation expectation = Expectation.of(List.of("EXPECT event=Close way=too+old httpClient=OkHttp+4.12.0"))
                .get(0);

        assertThat(expectation.way()).isEqualTo("too old");
        assertThat(expectation.values()).isEqualTo(Map.of("httpClient", "OkHttp 4.12.0"));
    }

    @Test
    void other_lines_expect_nothing() {
        assertThat(Expectation.of(List.of("READY 1", "refused: Connection refused")))
                .isEmpty();
    }
}
