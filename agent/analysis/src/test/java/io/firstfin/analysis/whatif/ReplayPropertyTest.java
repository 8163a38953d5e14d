package io.firstfin.analysis.whatif;

import static io.firstfin.analysis.whatif.ReplayTest.replay;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Moments;
import io.firstfin.analysis.model.Workload;
import io.firstfin.analysis.whatif.Replay.Peaks;
import io.firstfin.testing.Generator;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayPropertyTest {

    private static final Rules TODAY = ReplayTest.TODAY;
    private static final Duration OBSERVED = Duration.ofSeconds(30);

    /** A connection, in milliseconds. */
    record Life(long open, long length, boolean ours) {

        long close() {
            return Math.min(open + length, OBSERVED.toMillis());
        }

        /** Whether it takes a port at that moment, by its TIME_WAIT too. */
        boolean takes(long moment) {
            return open <= moment && moment < close() + (ours ? 60_000 : 0);
        }
    }

    /**
     * None opens as the recording begins. Recorded twice in a row, that would be the very moment at which others close, as
     * the first one ends, and of two acts at one moment either may come first.
     */
    private static final Generator<Life> LIFE = choices ->
            new Life(choices.between(1, OBSERVED.toMillis() - 1), choices.between(0L, 5_000L), choices.bool());

    private static final Generator<List<Life>> LIVES = choices -> choices.list(0, 60, LIFE);
    private static final Generator<Rules> RULES = choices -> choices.of(
            TODAY,
            TODAY.withPeerFirst(),
            TODAY.withTimeWait(Duration.ofSeconds(1)),
            TODAY.withKeepAlive(Duration.ofSeconds(5)),
            TODAY.withKeepAlive(Duration.ofSeconds(60)));

    @Test
    void the_peak_is_that_of_counting_at_every_open() {
        forAll(choices -> choices.list(1, 60, LIFE), all -> {
            long most = all.stream()
                    .mapToLong(at -> all.stream()
                            .filter(life -> life == at || life.takes(at.open))
                            .count())
                    .max()
                    .orElseThrow();
            // connections that open and close at the same moment may stand one after the other
            long atOnce = all.stream().filter(life -> life.open == life.close()).count();
            assertThat(replay(load(all), TODAY).recorded()).isBetween(most - atOnce, most + atOnce);
        });
    }

    @Test
    void going_on_never_takes_fewer_ports_than_the_recording_alone() {
        forAll(LIVES, RULES, (all, rules) -> {
            Peaks peaks = replay(load(all), rules);
            assertThat(peaks.projected()).isGreaterThanOrEqualTo(peaks.recorded());
        });
    }

    @Test
    void what_is_recorded_twice_in_a_row_goes_on_like_one_of_them() {
        forAll(
                LIVES,
                RULES,
                (all, rules) -> assertThat(replay(twice(all), rules).projected())
                        .isEqualTo(replay(load(all), rules).projected()));
    }

    @Test
    void without_time_wait_a_pool_takes_what_is_needed_at_once() {
        Rules never = TODAY.withKeepAlive(Duration.ofDays(1));
        forAll(LIVES, all -> {
            long atOnce = replay(load(all), TODAY.withPeerFirst()).recorded();
            assertThat(replay(load(all), never).recorded()).isEqualTo(atOnce);
        });
    }

    @Test
    void a_longer_idle_limit_opens_no_more_connections() {
        forAll(LIVES, choices -> choices.between(1, 50), (all, seconds) -> {
            Rules shorter = TODAY.withKeepAlive(Duration.ofSeconds(seconds));
            Rules longer = TODAY.withKeepAlive(Duration.ofSeconds(seconds + 10));
            assertThat(replay(load(all), longer).opensPerSecond())
                    .isLessThanOrEqualTo(replay(load(all), shorter).opensPerSecond());
        });
    }

    @Test
    void no_change_of_who_closes_or_for_how_long_takes_more_ports() {
        forAll(LIVES, all -> {
            long today = replay(load(all), TODAY).projected();
            assertThat(replay(load(all), TODAY.withTimeWait(Duration.ofSeconds(1)))
                            .projected())
                    .isLessThanOrEqualTo(today);
            assertThat(replay(load(all), TODAY.withPeerFirst()).projected()).isLessThanOrEqualTo(today);
            assertThat(replay(load(all), TODAY.withDestinations(3)).projected()).isLessThanOrEqualTo(today);
        });
    }

    private static Workload load(List<Life> all) {
        return new Workload(
                OBSERVED,
                moments(all.stream().mapToLong(Life::open)),
                moments(all.stream().filter(Life::ours).mapToLong(Life::close)),
                moments(all.stream().filter(life -> !life.ours).mapToLong(Life::close)),
                Moments.NONE,
                0,
                0,
                0);
    }

    /** The same, recorded for twice as long. */
    private static Workload twice(List<Life> all) {
        long later = OBSERVED.toMillis();
        return new Workload(
                OBSERVED.multipliedBy(2),
                moments(all.stream().mapToLong(Life::open).flatMap(at -> LongStream.of(at, at + later))),
                moments(all.stream()
                        .filter(Life::ours)
                        .mapToLong(Life::close)
                        .flatMap(at -> LongStream.of(at, at + later))),
                moments(all.stream()
                        .filter(life -> !life.ours)
                        .mapToLong(Life::close)
                        .flatMap(at -> LongStream.of(at, at + later))),
                Moments.NONE,
                0,
                0,
                0);
    }

    private static Moments moments(LongStream millis) {
        return Moments.of(millis.map(ms -> ms * 1_000_000).toArray());
    }
}
