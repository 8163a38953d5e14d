package io.firstfin.analysis.model;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Equal bins of a {@link Timeline}, each so wide that a rate rests on enough events. Three closes in one step of 50 ms
 * are no 60 closes a second.
 *
 * @param timeline whose steps they join
 * @param width how many steps a bin has; the last one takes the steps that remain, too
 */
public record RateBins(Timeline timeline, int width) {

    /** What a rate counts. */
    private static final List<TimelineKind> RATES = List.of(
            TimelineKind.OPENED,
            TimelineKind.FAILED,
            TimelineKind.OUT_OF_PORTS,
            TimelineKind.CLOSED_BY_US,
            TimelineKind.CLOSED_BY_PEER,
            TimelineKind.CLOSED_OTHERWISE);

    /** With so many events in a bin, chance alone moves its rate by a third at most. */
    static final int ENOUGH = 10;

    /** Fewer bins show no course. */
    static final int FEWEST_BINS = 3;

    /** Widths that people count in, none below a second: a rate is one a second. */
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1));

    /**
     * The narrowest bins in which half of the events have enough others beside them; where none are that wide, the
     * widest that still show a course.
     */
    public static RateBins of(Timeline timeline, TimeSeries events) {
        List<RateBins> all = IntStream.concat(stepsOfWidths(timeline), IntStream.of(timeline.steps()))
                .mapToObj(width -> new RateBins(timeline, width))
                .toList();
        List<RateBins> withCourse =
                all.stream().filter(bins -> bins.count() >= FEWEST_BINS).toList();
        return withCourse.stream()
                .filter(bins -> bins.areEnough(events))
                .findFirst()
                .orElseGet(() -> withCourse.isEmpty() ? all.get(0) : withCourse.get(withCourse.size() - 1));
    }

    private static IntStream stepsOfWidths(Timeline timeline) {
        long step = timeline.step().toMillis();
        long narrowest = WIDTHS.get(0).toMillis();
        LongStream widths = WIDTHS.stream()
                .mapToLong(Duration::toMillis)
                .filter(width -> width % step == 0 && width / step <= timeline.steps());
        return LongStream.concat(step < narrowest ? LongStream.empty() : LongStream.of(step), widths)
                .mapToInt(width -> (int) (width / step));
    }

    public int count() {
        return Math.max(1, timeline.steps() / width);
    }

    /** How long each of them is. */
    public Duration length() {
        return timeline.step().multipliedBy(width);
    }

    /** The middle of a bin, from the beginning of the timeline. */
    public Duration middle(int bin) {
        return timeline.step().multipliedBy(first(bin) + end(bin)).dividedBy(2);
    }

    /** How often something happened in a second of a bin; empty where nothing of it was recorded. */
    public OptionalDouble perSecond(TimeSeries events, TimelineKind kind, int bin) {
        long recorded = IntStream.range(first(bin), end(bin))
                .filter(step -> timeline.recorded().get(step))
                .count();
        if (recorded == 0) {
            return OptionalDouble.empty();
        }
        // of a bin of which hardly anything was recorded, too, a rate must rest on more than a moment
        double steps = Math.max(recorded, (end(bin) - first(bin)) / 2.0);
        long count = IntStream.range(first(bin), end(bin))
                .mapToLong(step -> events.at(kind, step))
                .sum();
        return OptionalDouble.of(count / steps / (timeline.step().toNanos() / 1e9));
    }

    private int first(int bin) {
        return bin * width;
    }

    private int end(int bin) {
        return bin == count() - 1 ? timeline.steps() : first(bin) + width;
    }

    private boolean areEnough(TimeSeries events) {
        long all = 0;
        long inCompany = 0;
        for (int bin = 0; bin < count(); bin++) {
            long here = IntStream.range(first(bin), end(bin))
                    .mapToLong(step -> RATES.stream()
                            .mapToLong(kind -> events.at(kind, step))
                            .sum())
                    .sum();
            all += here;
            inCompany += here >= ENOUGH ? here : 0;
        }
        return inCompany * 2 >= all;
    }
}
