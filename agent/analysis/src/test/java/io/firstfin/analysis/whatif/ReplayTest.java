package io.firstfin.analysis.whatif;

import static io.firstfin.analysis.model.TestWorkloads.of;
import static io.firstfin.analysis.model.TestWorkloads.staying;
import static io.firstfin.analysis.model.TestWorkloads.steady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firstfin.analysis.model.Moments;
import io.firstfin.analysis.model.Workload;
import io.firstfin.analysis.whatif.Replay.Peaks;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each with a result that can be told by hand. */
class ReplayTest {

    static final Rules TODAY =
            new Rules(OptionalInt.of(28_232), Duration.ofSeconds(60), Long.MAX_VALUE, Optional.empty(), false, 1);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BRIEF = Duration.ofMillis(5);

    @Test
    void twenty_seconds_of_a_hundred_a_second_hold_two_thousand_ports() {
        assertThat(replay(steady(100, 20, BRIEF), TODAY).recorded()).isEqualTo(2_000);
    }

    @Test
    void if_it_goes_on_a_hundred_a_second_hold_six_thousand() {
        Peaks peaks = replay(steady(100, 20, BRIEF), TODAY);
        // 60 s at 100 a second, and the one that is open for the first 5 ms of each hundredth
        assertThat(peaks.projected()).isEqualTo(6_001);
        assertThat(peaks.opensPerSecond()).isEqualTo(100);
    }

    @Test
    void a_recording_of_two_minutes_has_its_peak_within() {
        Peaks peaks = replay(steady(100, 120, BRIEF), TODAY);
        assertThat(peaks.recorded()).isEqualTo(6_001).isEqualTo(peaks.projected());
    }

    @Test
    void kept_alive_one_connection_carries_them_all() {
        Peaks peaks = replay(steady(100, 20, BRIEF), TODAY.withKeepAlive(Duration.ofSeconds(5)));
        assertThat(peaks).isEqualTo(new Peaks(1, 1, 0, false));
    }

    @Test
    void what_is_idle_for_the_limit_is_closed_and_leaves_time_wait() {
        // needed every 10 s, idle for 5 s at most: each needs a new one, and six or seven TIME_WAITs
        // stand: those begun 5.005, 15.005 ... 55.005 s ago
        Workload load = of(
                MINUTE,
                new long[] {0, 5},
                new long[] {10_000, 10_005},
                new long[] {20_000, 20_005},
                new long[] {30_000, 30_005},
                new long[] {40_000, 40_005},
                new long[] {50_000, 50_005});
        Peaks peaks = replay(load, TODAY.withKeepAlive(Duration.ofSeconds(5)));
        assertThat(peaks.recorded()).isEqualTo(6);
        assertThat(peaks.projected()).isEqualTo(7);
        assertThat(peaks.opensPerSecond()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void a_connection_that_was_idle_for_less_than_the_limit_is_reused() {
        Workload load = of(MINUTE, new long[] {0, 1_000}, new long[] {5_999, 6_000});
        Rules rules = TODAY.withKeepAlive(Duration.ofSeconds(5));
        assertThat(replay(load, rules).recorded()).isEqualTo(1);
    }

    @Test
    void a_connection_that_was_idle_for_the_limit_is_not() {
        Workload load = of(MINUTE, new long[] {0, 1_000}, new long[] {6_000, 6_001});
        Rules rules = TODAY.withKeepAlive(Duration.ofSeconds(5));
        assertThat(replay(load, rules).recorded()).isEqualTo(2);
    }

    @Test
    void the_connection_that_was_used_last_is_used_next() {
        // two at once; then one each second, always the same, so that the other is idle and closed:
        // at 7 s a new one is needed beside it, and the closed one is in TIME_WAIT
        Workload load = of(
                MINUTE,
                new long[] {0, 100},
                new long[] {0, 200},
                new long[] {1_000, 1_100},
                new long[] {2_000, 2_100},
                new long[] {3_000, 3_100},
                new long[] {4_000, 4_100},
                new long[] {5_000, 5_100},
                new long[] {6_000, 6_100},
                new long[] {7_000, 7_100},
                new long[] {7_000, 7_100});
        Rules rules = TODAY.withKeepAlive(Duration.ofSeconds(5));
        assertThat(replay(load, rules).recorded()).isEqualTo(3);
    }

    @Test
    void where_the_peer_closes_first_only_open_connections_take_ports() {
        Peaks peaks = replay(steady(100, 20, Duration.ofMillis(25)), TODAY.withPeerFirst());
        assertThat(peaks.recorded()).isEqualTo(3).isEqualTo(peaks.projected());
    }

    @Test
    void closes_of_the_peer_leave_nothing_today_either() {
        Workload load = steady(100, 20, Duration.ofMillis(25), false);
        assertThat(replay(load, TODAY).projected()).isEqualTo(3);
    }

    @Test
    void with_tw_reuse_a_port_is_taken_for_one_second_more() {
        Peaks peaks = replay(steady(100, 20, BRIEF), TODAY.withTimeWait(Duration.ofSeconds(1)));
        assertThat(peaks.recorded()).isEqualTo(101).isEqualTo(peaks.projected());
    }

    @Test
    void each_of_four_destinations_holds_a_quarter() {
        Peaks peaks = replay(steady(100, 20, BRIEF), TODAY.withDestinations(4));
        assertThat(peaks.recorded()).isEqualTo(500);
        // the opens lie 40 ms apart
        assertThat(peaks.projected()).isEqualTo(1_501);
        assertThat(peaks.opensPerSecond()).isEqualTo(25);
    }

    @Test
    void the_kernel_keeps_no_more_time_wait_than_its_table_holds() {
        Peaks peaks = replay(steady(100, 20, BRIEF), keeping(500));
        assertThat(peaks.projected()).isEqualTo(501);
        assertThat(peaks.bounded()).isTrue();
    }

    @Test
    void all_destinations_share_the_table_of_time_wait() {
        Rules rules = keeping(500).withDestinations(4);
        assertThat(replay(steady(100, 20, BRIEF), rules).projected()).isEqualTo(126);
    }

    @Test
    void a_table_that_holds_more_than_there_are_ports_bounds_nothing() {
        Peaks peaks = replay(steady(100, 20, BRIEF), keeping(500).withPorts(400));
        assertThat(peaks.projected()).isEqualTo(6_001);
        assertThat(peaks.bounded()).isFalse();
    }

    static Peaks replay(Workload load, Rules rules) {
        return Replay.of(Schedule.of(load), rules);
    }

    private static Rules keeping(long timeWaits) {
        return new Rules(OptionalInt.of(28_232), Duration.ofSeconds(60), timeWaits, Optional.empty(), false, 1);
    }

    @Test
    void connections_that_stay_open_are_opened_once() {
        Workload load = staying(steady(100, 20, BRIEF), 0, 19_999, 20_000);
        Peaks peaks = replay(load, TODAY);
        assertThat(peaks.recorded()).isEqualTo(2_003);
        assertThat(peaks.projected()).isEqualTo(6_004);
    }

    /** Of a recording with a damaged clock. */
    @Test
    @Timeout(30)
    void a_moment_at_the_end_of_all_time_comes_once() {
        Workload load = steady(100, 20, BRIEF);
        Workload damaged = new Workload(
                load.observed(),
                load.opens(),
                load.closesOurs(),
                load.closesFree(),
                Moments.of(0, Long.MAX_VALUE),
                0,
                0,
                0);
        assertThat(replay(damaged, TODAY).recorded()).isEqualTo(2_001);
    }

    @Test
    void connections_opened_and_closed_at_once_are_never_open_together() {
        Workload load = steady(1_000, 2, Duration.ZERO);
        assertThat(replay(load, TODAY.withPeerFirst()).projected()).isEqualTo(1);
    }

    @Test
    void a_recording_shorter_than_a_second_is_repeated_once_a_second() {
        Workload load = of(Duration.ofMillis(10), new long[] {0, 1}, new long[] {2, 3});
        // two for each of the last 60 seconds; the second of a pair meets the first one's pair
        assertThat(replay(load, TODAY).projected()).isEqualTo(121);
    }
}
