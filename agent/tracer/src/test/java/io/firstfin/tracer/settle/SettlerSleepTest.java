package io.firstfin.tracer.settle;

import static io.firstfin.tracer.settle.SettlerSleep.CALM_NANOS;
import static io.firstfin.tracer.settle.SettlerSleep.LONGEST_NANOS;
import static io.firstfin.tracer.settle.SettlerSleep.Round.CALM;
import static io.firstfin.tracer.settle.SettlerSleep.Round.DOUBTFUL;
import static io.firstfin.tracer.settle.SettlerSleep.Round.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlerSleepTest {

    private static final long NEVER = Long.MAX_VALUE;
    private static final boolean CLEAR = true;
    private static final boolean NOT_CLEAR = false;

    private final List<Long> slept = new ArrayList<>();
    private int woken;
    private Runnable meanwhile = () -> {};
    private final SettlerSleep sleep = new SettlerSleep(
            nanos -> {
                slept.add(nanos);
                meanwhile.run();
            },
            thread -> woken++);

    @Test
    void it_sleeps_longer_and_longer_while_there_is_nothing_to_do() {
        for (int i = 0; i < 9; i++) {
            sleep.after(IDLE, NEVER);
        }
        assertThat(slept)
                .containsExactly(
                        CALM_NANOS,
                        2 * CALM_NANOS,
                        4 * CALM_NANOS,
                        8 * CALM_NANOS,
                        16 * CALM_NANOS,
                        32 * CALM_NANOS,
                        64 * CALM_NANOS,
                        LONGEST_NANOS,
                        LONGEST_NANOS);
        sleep.after(CALM, NEVER);
        sleep.after(IDLE, NEVER);
        assertThat(slept).endsWith(CALM_NANOS, CALM_NANOS);
    }

    @Test
    void it_does_not_sleep_while_closes_come_that_prove_nothing() {
        sleep.beginRound();
        sleep.offered(NOT_CLEAR);
        sleep.after(DOUBTFUL, 3_000_000);
        sleep.beginRound();
        sleep.after(DOUBTFUL, 0);
        assertThat(slept).isEmpty();
    }

    @Test
    void when_no_more_of_them_come_it_sleeps_to_the_next_sample() {
        meanwhile = () -> sleep.offered(NOT_CLEAR);
        sleep.after(DOUBTFUL, 3_000_000);
        assertThat(slept).containsExactly(3_000_000L);
        assertThat(woken).isEqualTo(1);
        sleep.beginRound();
        sleep.after(DOUBTFUL, NEVER);
        assertThat(slept).endsWith(CALM_NANOS);
    }

    @Test
    void any_close_wakes_it_after_a_pause() {
        sleep.after(IDLE, NEVER);
        meanwhile = () -> sleep.offered(CLEAR);
        sleep.after(IDLE, NEVER);
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void in_the_first_rest_after_the_last_close_only_one_that_is_not_clear_does() {
        meanwhile = () -> sleep.offered(CLEAR);
        sleep.after(IDLE, NEVER);
        assertThat(woken).isZero();
        sleep.after(CALM, NEVER);
        meanwhile = () -> sleep.offered(NOT_CLEAR);
        sleep.beginRound();
        sleep.after(IDLE, NEVER);
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void while_all_are_clear_only_a_close_that_is_not_wakes_it() {
        meanwhile = () -> sleep.offered(CLEAR);
        sleep.after(CALM, NEVER);
        assertThat(woken).isZero();
        meanwhile = () -> sleep.offered(NOT_CLEAR);
        sleep.beginRound();
        sleep.after(CALM, NEVER);
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void of_many_closes_one_wakes_it() {
        meanwhile = () -> {
            for (int i = 0; i < 100; i++) {
                sleep.offered(NOT_CLEAR);
            }
        };
        sleep.after(IDLE, NEVER);
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void a_close_that_came_during_the_round_is_not_slept_over() {
        sleep.beginRound();
        sleep.offered(CLEAR);
        sleep.after(IDLE, NEVER);
        assertThat(slept).as("it can wait for the confirmation").containsExactly(CALM_NANOS);
        sleep.after(IDLE, NEVER);
        assertThat(slept).as("but not for longer").hasSize(1);
        sleep.offered(NOT_CLEAR);
        sleep.after(CALM, NEVER);
        assertThat(slept).hasSize(1);
        sleep.beginRound();
        sleep.after(IDLE, NEVER);
        assertThat(slept).hasSize(2);
    }

    @Test
    void it_sleeps_no_longer_than_to_the_next_sample() {
        for (int i = 0; i < 6; i++) {
            sleep.after(IDLE, 50_000_000);
        }
        assertThat(slept).endsWith(50_000_000L);
        sleep.after(IDLE, -3);
        assertThat(slept).endsWith(CALM_NANOS);
    }

    @Test
    void nobody_is_woken_while_it_does_not_sleep() {
        sleep.offered(NOT_CLEAR);
        sleep.after(CALM, NEVER);
        sleep.offered(NOT_CLEAR);
        assertThat(woken).isZero();
    }
}
