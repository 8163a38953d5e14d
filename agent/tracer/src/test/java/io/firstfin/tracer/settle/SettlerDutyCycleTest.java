package io.firstfin.tracer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.SocketTable.Source;
import io.firstfin.kernel.procfs.ThreadCpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlerDutyCycleTest {

    private static final long MILLI = 1_000_000;
    private static final long TICK = 4 * MILLI;

    private long nanos = 77;
    private long cpu = 5 * MILLI;
    private final SettlerDutyCycle pace = new SettlerDutyCycle(() -> nanos, () -> cpu);

    private void round(Source source, long lasts, long works) {
        pace.begin(source);
        nanos += lasts;
        cpu += works;
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 1_000_000, 3_000_000, 10_000_000, 55_000_000})
    void reading_procfs_takes_at_most_a_tenth_of_a_core(long works) {
        long[] counted = {0};
        // the kernel counts a running thread at its ticks, a sleeping one exactly
        SettlerDutyCycle ticking = new SettlerDutyCycle(() -> nanos, () -> cpu - counted[0]);
        long worked = 0;
        long all = 0;
        ticking.forget();
        for (int i = 0; i < 200; i++) {
            counted[0] = 0;
            ticking.begin(Source.PROCFS);
            nanos += 10 * works;
            cpu += works;
            worked += works;
            counted[0] = cpu % TICK;
            long rest = ticking.rest();
            assertThat(rest).isBetween(SettlerDutyCycle.BUSY_NANOS, SettlerDutyCycle.LONGEST_NANOS);
            all += works + rest;
            nanos += rest;
        }
        assertThat((double) worked / all).isBetween(0.01, 0.101);
    }

    @Test
    void the_rest_is_measured_by_the_work_and_not_by_the_time_it_took() {
        pace.forget();
        round(Source.PROCFS, 3_000 * MILLI, 10 * MILLI);
        assertThat(pace.rest()).isEqualTo(90 * MILLI);
    }

    @Test
    void opening_the_source_is_followed_by_no_rest() {
        cpu += 800 * MILLI;
        pace.forget();
        round(Source.PROCFS, MILLI, MILLI);
        assertThat(pace.rest()).isEqualTo(9 * MILLI);
    }

    @Test
    void a_slow_reading_is_followed_by_half_a_second_and_no_more() {
        pace.forget();
        round(Source.PROCFS, 600 * MILLI, 300 * MILLI);
        assertThat(pace.rest()).isEqualTo(SettlerDutyCycle.LONGEST_NANOS);
    }

    @Test
    void sock_diag_takes_at_most_half_of_a_core() {
        pace.forget();
        round(Source.SOCK_DIAG, 400 * MILLI, 30 * MILLI);
        assertThat(pace.rest()).isEqualTo(30 * MILLI);
        for (int i = 0; i < 100; i++) {
            round(Source.SOCK_DIAG, MILLI, MILLI);
            assertThat(pace.rest()).isEqualTo(SettlerDutyCycle.BUSY_NANOS);
        }
        round(Source.SOCK_DIAG, 20 * MILLI, 20 * MILLI);
        assertThat(pace.rest()).isEqualTo(20 * MILLI);
    }

    @Test
    void where_nobody_counts_cpu_time_the_time_a_round_took_stands_for_it() {
        SettlerDutyCycle uncounted = new SettlerDutyCycle(() -> nanos, () -> ThreadCpu.UNKNOWN);
        uncounted.forget();
        uncounted.begin(Source.PROCFS);
        nanos += 5 * MILLI;
        assertThat(uncounted.rest()).isEqualTo(45 * MILLI);
    }

    @Test
    void a_round_without_a_question_is_followed_by_a_short_rest() {
        assertThat(pace.rest()).isEqualTo(SettlerDutyCycle.BUSY_NANOS);
    }
}
