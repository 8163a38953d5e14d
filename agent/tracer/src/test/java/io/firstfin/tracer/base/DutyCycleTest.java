package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutyCycleTest {

    private long now;
    private int done;
    private final DutyCycle rest = new DutyCycle(() -> now);

    @Test
    void lasts_ten_times_as_long_as_the_work_where_that_is_always_slow() {
        work(150);
        work(150);
        after(1_499);
        work(150);
        assertThat(done).isEqualTo(2);

        after(1);
        work(150);
        assertThat(done).isEqualTo(3);
    }

    @Test
    void is_not_taken_after_one_slow_round() {
        work(1_000);
        after(1);
        work(1);
        after(10);
        work(1_000);
        after(10);
        work(1);
        assertThat(done).isEqualTo(4);
    }

    private void after(long millis) {
        now += millis;
    }

    private void work(long millis) {
        rest.runIfDue(() -> {
            done++;
            now += millis;
        });
    }
}
