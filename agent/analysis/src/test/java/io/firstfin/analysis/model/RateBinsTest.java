package io.firstfin.analysis.model;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateBinsTest {

    @Test
    void fifty_one_closes_in_seventeen_seconds_are_three_a_second_and_not_three_hundred() {
        int[] closes = new int[340];
        IntStream.range(0, 17).forEach(second -> closes[second * 20 + 7] = 3);
        RateBins bins = bins(Duration.ofMillis(50), closes);
        assertThat(bins.length()).isEqualTo(Duration.ofSeconds(5));
        assertThat(rates(bins, closes)).allSatisfy(rate -> assertThat(rate).isEqualTo(3, within(0.2)));
    }

    @Test
    void a_steady_load_keeps_bins_of_a_second() {
        int[] closes = new int[340];
        Arrays.fill(closes, 20);
        RateBins bins = bins(Duration.ofMillis(50), closes);
        assertThat(bins.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rates(bins, closes)).hasSize(17).containsOnly(400.0);
    }

    @Test
    void a_burst_is_not_smoothed_away() {
        int[] closes = new int[600];
        closes[301] = 80;
        RateBins bins = bins(Duration.ofMillis(100), closes);
        assertThat(bins.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rates(bins, closes)).contains(80.0);
    }

    @Test
    void a_recording_shorter_than_a_second_is_one_bin() {
        RateBins bins = bins(Duration.ofMillis(50), 80);
        assertThat(bins.count()).isEqualTo(1);
        assertThat(rates(bins, 80)).containsExactly(1_600.0);
    }

    @Test
    void steps_longer_than_a_second_are_never_divided() {
        int[] closes = new int[600];
        Arrays.fill(closes, 60);
        assertThat(bins(Duration.ofSeconds(30), closes).length()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_rates_of_all_bins_add_up_to_the_events() {
        forAll(choices -> choices.list(1, 600, count -> count.between(0, 40)), counts -> {
            int[] closes = counts.stream().mapToInt(Number::intValue).toArray();
            RateBins bins = bins(Duration.ofMillis(200), closes);
            List<Double> rates = rates(bins, closes);
            double events = 0;
            double from = 0;
            for (int bin = 0; bin < bins.count(); bin++) {
                double middle = bins.middle(bin).toNanos() / 1e9;
                double length = 2 * (middle - from);
                events += rates.get(bin) * length;
                from += length;
            }
            assertThat(events).isEqualTo(IntStream.of(closes).sum(), within(0.001));
            assertThat(from).isEqualTo(closes.length * 0.2, within(0.001));
        });
    }

    @Test
    void a_bin_of_which_nothing_was_recorded_has_no_rate_and_one_of_a_moment_no_high_one() {
        int[] closes = new int[100];
        closes[0] = 30;
        closes[79] = 30;
        List<Boolean> recorded = new ArrayList<>(Collections.nCopies(100, true));
        IntStream.range(20, 79).forEach(step -> recorded.set(step, false));
        Timeline timeline = timeline(Duration.ofMillis(50), closes, recorded);
        RateBins bins = RateBins.of(timeline, timeline.all());
        assertThat(bins.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bins.perSecond(timeline.all(), TimelineKind.CLOSED_BY_US, 1)).isEmpty();
        assertThat(bins.perSecond(timeline.all(), TimelineKind.CLOSED_BY_US, 3)).hasValue(60);
    }

    private static RateBins bins(Duration step, int... closes) {
        Timeline timeline = timeline(step, closes, Collections.nCopies(closes.length, true));
        return RateBins.of(timeline, timeline.all());
    }

    private static List<Double> rates(RateBins bins, int... closes) {
        return IntStream.range(0, bins.count())
                .mapToObj(bin -> bins.perSecond(series(closes), TimelineKind.CLOSED_BY_US, bin)
                        .orElseThrow())
                .toList();
    }

    private static TimeSeries series(int... closes) {
        int[][] counts = new int[TimelineKind.values().length][closes.length];
        counts[TimelineKind.CLOSED_BY_US.ordinal()] = closes;
        return new TimeSeries(counts, 0);
    }

    private static Timeline timeline(Duration step, int[] closes, List<Boolean> recorded) {
        return new Timeline(
                Instant.EPOCH, step, closes.length, recorded, series(closes), List.of(), Map.of(), Map.of(), List.of());
    }
}
