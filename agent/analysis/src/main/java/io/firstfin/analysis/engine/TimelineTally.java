package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The timeline while it is counted: it takes the same room however much happens. */
final class TimelineTally {

    /** So many destinations are followed each by itself: those with most events of so many candidates. */
    static final int MOST_DESTINATIONS = 200;

    private static final int MOST_CANDIDATES = 2_000;

    /** How often what happened in each step. */
    private static final class StepCounts {

        private final int[][] counts;
        private long stillOpen;

        StepCounts(int steps) {
            counts = new int[TimelineKind.values().length][steps];
        }

        void add(TimelineKind what, int step, int count) {
            counts[what.ordinal()][step] += count;
        }

        /** So many connections were opened that no code closed. */
        void staysOpen(int count) {
            stillOpen += count;
        }

        void addAll(StepCounts other) {
            for (int what = 0; what < counts.length; what++) {
                for (int step = 0; step < counts[what].length; step++) {
                    counts[what][step] += other.counts[what][step];
                }
            }
            stillOpen += other.stillOpen;
        }

        long total() {
            return Arrays.stream(counts)
                    .flatMapToInt(Arrays::stream)
                    .asLongStream()
                    .sum();
        }

        TimeSeries series() {
            return new TimeSeries(counts, Math.max(0, closed() - opened() + stillOpen));
        }

        private long opened() {
            return sum(TimelineKind.OPENED);
        }

        private long closed() {
            return sum(TimelineKind.CLOSED_BY_US)
                    + sum(TimelineKind.CLOSED_BY_PEER)
                    + sum(TimelineKind.CLOSED_OTHERWISE);
        }

        private long sum(TimelineKind what) {
            return Arrays.stream(counts[what.ordinal()]).asLongStream().sum();
        }
    }

    private final List<Window> windows;
    private final Steps steps;
    private final StepCounts all;
    private final List<StepCounts> jvms = new ArrayList<>();
    private final Map<Destination, StepCounts> destinations = new LinkedHashMap<>();
    private final Map<String, int[]> timeWaitCounted = new HashMap<>();
    private final BudgetTally budgets;

    /** @param windows when was recorded, in order */
    TimelineTally(List<Window> windows) {
        this.windows = windows;
        steps = Steps.of(windows);
        all = noCounts();
        budgets = new BudgetTally(steps);
    }

    /** @param jvm its place among the model's JVMs */
    void add(TimelineKind what, int jvm, Destination destination, long time, int count) {
        int at = steps.at(time);
        all.add(what, at, count);
        jvm(jvm).add(what, at, count);
        StepCounts towards = destination(destination);
        if (towards != null) {
            towards.add(what, at, count);
        }
    }

    /** So many connections were opened that no code closed. */
    void staysOpen(int jvm, Destination destination, int count) {
        all.staysOpen(count);
        jvm(jvm).staysOpen(count);
        StepCounts towards = destination(destination);
        if (towards != null) {
            towards.staysOpen(count);
        }
    }

    /** The kernel counted so many sockets in TIME_WAIT in a namespace. */
    void timeWaitCounted(String network, long time, long count) {
        int[] most = timeWaitCounted.computeIfAbsent(network, absent -> {
            int[] unknown = new int[steps.count()];
            Arrays.fill(unknown, -1);
            return unknown;
        });
        int at = steps.at(time);
        most[at] = (int) Math.max(most[at], count);
    }

    /** What the kernel showed of budgets of ports. */
    BudgetTally budgets() {
        return budgets;
    }

    Timeline timeline(Sources sources) {
        Map<Destination, StepCounts> completed = new LinkedHashMap<>();
        destinations.forEach((destination, tally) -> completed
                .computeIfAbsent(sources.complete(destination), absent -> noCounts())
                .addAll(tally));
        Map<Destination, TimeSeries> courses = new LinkedHashMap<>();
        completed.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Destination, StepCounts> entry) ->
                                entry.getValue().total())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_DESTINATIONS)
                .forEach(entry -> courses.put(entry.getKey(), entry.getValue().series()));
        Map<String, List<Integer>> counted = new HashMap<>();
        timeWaitCounted.forEach((network, most) ->
                counted.put(network, Arrays.stream(most).boxed().toList()));
        return new Timeline(
                steps.from(),
                steps.length(),
                steps.count(),
                IntStream.range(0, steps.count()).mapToObj(this::isRecorded).toList(),
                all.series(),
                jvms.stream().map(StepCounts::series).toList(),
                Map.copyOf(courses),
                Map.copyOf(counted),
                budgets.courses(sources));
    }

    private boolean isRecorded(int at) {
        Window whole = steps.window(at);
        return windows.stream()
                .anyMatch(window ->
                        window.from().isBefore(whole.to()) && whole.from().isBefore(window.to()));
    }

    private StepCounts noCounts() {
        return new StepCounts(steps.count());
    }

    private StepCounts jvm(int jvm) {
        while (jvms.size() <= jvm) {
            jvms.add(noCounts());
        }
        return jvms.get(jvm);
    }

    /** Null where there are too many. */
    private StepCounts destination(Destination destination) {
        StepCounts known = destinations.get(destination);
        return known != null || destinations.size() >= MOST_CANDIDATES
                ? known
                : destinations.computeIfAbsent(destination, absent -> noCounts());
    }
}
