package io.firstfin.analysis.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened when, in steps of equal length from the first recording to the last. There are at most
 * {@link #MOST_STEPS} steps, however long was recorded and however much happened.
 *
 * @param from when the first step begins
 * @param step how long each is
 * @param steps how many
 * @param recorded for each step, whether any of it was recorded
 * @param all what happened to all connections
 * @param jvms the same for each JVM, in the order of the model's JVMs
 * @param destinations the same for destinations; only for so many of them
 * @param timeWaitCounted for each network namespace, how many sockets in TIME_WAIT the kernel counted in each step at
 *     most, whoever made them; -1 where it was not asked
 * @param budgets what it showed of the fullest budgets of our ports, the fullest first; only of so many of them
 */
public record Timeline(
        Instant from,
        Duration step,
        int steps,
        List<Boolean> recorded,
        TimeSeries all,
        List<TimeSeries> jvms,
        Map<Destination, TimeSeries> destinations,
        Map<String, List<Integer>> timeWaitCounted,
        List<BudgetSeries> budgets) {

    /** There are never more steps. */
    public static final int MOST_STEPS = 600;

    /** When a step ends. */
    public Instant end(int index) {
        return from.plus(step.multipliedBy(index + 1L));
    }

    /** A count of a step as a rate: so many a second. */
    public double perSecond(long count) {
        return count / (step.toNanos() / 1e9);
    }

    /**
     * How many sockets in TIME_WAIT our closes had left at the end of each step, if each stays for as long as Linux
     * keeps one: those of before the recording are not among them, and those that the kernel dropped or handed out
     * again are.
     *
     * @param most there can never be more; negative when unknown
     */
    public long[] timeWait(TimeSeries course, long most) {
        int kept = (int) (Duration.ofSeconds(TimeWaitProjection.SECONDS).toMillis() / step.toMillis());
        long[] standing = new long[steps];
        long now = 0;
        for (int i = 0; i < steps; i++) {
            int begun = course.at(TimelineKind.TIME_WAIT_BEGAN, i);
            if (kept == 0) {
                now = Math.round(perSecond(begun) * TimeWaitProjection.SECONDS);
            } else {
                now += begun - (i < kept ? 0 : course.at(TimelineKind.TIME_WAIT_BEGAN, i - kept));
            }
            standing[i] = most < 0 ? now : Math.min(now, most);
        }
        return standing;
    }

    /** What happened towards a destination; empty where it was not followed by itself. */
    public Optional<TimeSeries> of(Destination destination) {
        return Optional.ofNullable(destinations.get(destination));
    }
}
