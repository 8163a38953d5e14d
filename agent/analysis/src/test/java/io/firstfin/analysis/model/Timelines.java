package io.firstfin.analysis.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds timelines by hand: ten steps of a second, nothing in them yet. */
public final class Timelines {

    public static final int STEPS = 10;

    private final int[][] counts = new int[TimelineKind.values().length][STEPS];
    private final Map<Destination, int[][]> destinations = new HashMap<>();
    private final Integer[] counted = new Integer[STEPS];
    private final List<BudgetSeries> budgets = new ArrayList<>();

    public Timelines() {
        Arrays.fill(counted, -1);
    }

    public static Timeline empty() {
        return new Timelines().build();
    }

    /** The same number in each step. */
    public Timelines each(TimelineKind what, Destination destination, int count) {
        for (int step = 0; step < STEPS; step++) {
            at(step, what, destination, count);
        }
        return this;
    }

    public Timelines at(int step, TimelineKind what, Destination destination, int count) {
        counts[what.ordinal()][step] += count;
        destinations
                .computeIfAbsent(destination, absent -> new int[TimelineKind.values().length][STEPS])[what.ordinal()][
                step] += count;
        return this;
    }

    public Timelines timeWaitCounted(int step, int count) {
        counted[step] = count;
        return this;
    }

    /** What the kernel showed of a budget; the fullest first. */
    public Timelines budget(BudgetSeries course) {
        budgets.add(course);
        return this;
    }

    public Timeline build() {
        Map<Destination, TimeSeries> courses = new HashMap<>();
        destinations.forEach((to, happened) -> courses.put(to, new TimeSeries(happened, 0)));
        TimeSeries all = new TimeSeries(counts, 0);
        return new Timeline(
                Instant.parse("2026-01-01T12:00:00Z"),
                Duration.ofSeconds(1),
                STEPS,
                Collections.nCopies(STEPS, true),
                all,
                List.of(all),
                courses,
                Map.of(Models.NETWORK, List.of(counted)),
                List.copyOf(budgets));
    }
}
