package io.firstfin.kernel.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final int TIME_WAIT = 60;
    private static final int NEVER = -1;

    @Test
    void takes_the_rate_of_the_last_ten_seconds() {
        assertThat(secondsLeft(600, steady(60, 20), TIME_WAIT, 0)).isCloseTo(10, within(0.01));
    }

    @Test
    void counts_on_the_ports_that_are_released_meanwhile() {
        // 30 s ago they came twice as fast: in 30 s, 120 a second will be released
        Ages ages = steady(60, 30);
        for (int second = 30; second < 60; second++) {
            add(ages, 120, second);
        }

        assertThat(secondsLeft(100, ages, TIME_WAIT, 0)).isEqualTo(NEVER);
        assertThat(secondsLeft(100, steady(60, 30), TIME_WAIT, 0)).isCloseTo(1.67, within(0.01));
    }

    @Test
    void says_never_where_the_first_are_released_before_the_last_port_is_taken() {
        assertThat(secondsLeft(28_232 - 400 * 50, steady(400, 50), TIME_WAIT, 0))
                .isEqualTo(NEVER);
    }

    @Test
    void says_never_in_the_steady_state_and_when_nothing_comes() {
        assertThat(secondsLeft(500, steady(60, 60), TIME_WAIT, 0)).isEqualTo(NEVER);
        assertThat(secondsLeft(1, new Ages(), TIME_WAIT, 0)).isEqualTo(NEVER);
    }

    @Test
    void says_now_when_no_port_is_free() {
        assertThat(secondsLeft(0, new Ages(), TIME_WAIT, 0)).isZero();
    }

    @Test
    void counts_in_what_never_ends_by_itself() {
        assertThat(secondsLeft(1_000, new Ages(), TIME_WAIT, 2)).isCloseTo(500, within(0.01));
        assertThat(secondsLeft(28_000, new Ages(), TIME_WAIT, 2)).isEqualTo(NEVER);
    }

    @Test
    void lets_ports_that_may_be_taken_over_after_a_second_hold_for_that_second() {
        assertThat(secondsLeft(100, steady(60, 60), 1, 0)).isEqualTo(NEVER);
        assertThat(secondsLeft(50, steady(600, 1), 1, 0)).isEqualTo(NEVER);
    }

    /** So many each second, for so many seconds. */
    private static Ages steady(int perSecond, int seconds) {
        Ages ages = new Ages();
        for (int second = 0; second < seconds; second++) {
            add(ages, perSecond, second);
        }
        return ages;
    }

    private static void add(Ages ages, int rows, int second) {
        for (int i = 0; i < rows; i++) {
            ages.add(second * 1_000L + 500);
        }
    }

    private static double secondsLeft(int free, Ages ages, int hold, double growth) {
        long nanos = Forecast.nanosLeft(free, ages, hold, growth);
        return nanos < 0 ? NEVER : nanos / 1e9;
    }
}
