package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The equal steps that the time of recordings is parted into. The files' headers say from when to
 * when they reach, so the steps are known before the first event is read.
 *
 * @param from when the first begins
 * @param length how long each is
 * @param count how many
 */
record Steps(Instant from, Duration length, int count) {

    /** Steps that people count in; up to a minute they divide the life of a TIME_WAIT. */
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
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

    /** @param windows when was recorded, in order */
    static Steps of(List<Window> windows) {
        Instant from = windows.get(0).from();
        Duration span = Duration.between(from, windows.get(windows.size() - 1).to());
        Duration length = LENGTHS.stream()
                .filter(one -> count(span, one) <= Timeline.MOST_STEPS)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(span.toDays() / Timeline.MOST_STEPS + 1));
        return new Steps(from, length, Math.max(1, (int) count(span, length)));
    }

    /** The step of a moment; an event may bear a time a little outside of its chunk. */
    int at(long nanos) {
        long at = (nanos - MomentList.nanos(from)) / length.toNanos();
        return (int) Math.max(0, Math.min(at, count - 1));
    }

    /** When a step is. */
    Window window(int at) {
        Instant begin = from.plus(length.multipliedBy(at));
        return new Window(begin, begin.plus(length));
    }

    private static long count(Duration span, Duration length) {
        return (span.toMillis() + length.toMillis() - 1) / length.toMillis();
    }
}
