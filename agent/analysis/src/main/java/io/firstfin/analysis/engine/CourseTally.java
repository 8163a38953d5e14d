package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.TimelineKind;
import java.util.Arrays;

/** What happened in each step while it is counted. */
final class CourseTally {

    private final int[][] counts;
    private long stillOpen;

    CourseTally(int steps) {
        counts = new int[TimelineKind.values().length][steps];
    }

    void add(TimelineKind what, int step, int count) {
        counts[what.ordinal()][step] += count;
    }

    /** So many connections were opened that no code closed. */
    void staysOpen(int count) {
        stillOpen += count;
    }

    void addAll(CourseTally other) {
        for (int what = 0; what < counts.length; what++) {
            for (int step = 0; step < counts[what].length; step++) {
                counts[what][step] += other.counts[what][step];
            }
        }
        stillOpen += other.stillOpen;
    }

    long total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
    }

    TimeSeries course() {
        return new TimeSeries(counts, Math.max(0, closed() - opened() + stillOpen));
    }

    private long opened() {
        return sum(TimelineKind.OPENED);
    }

    private long closed() {
        return sum(TimelineKind.CLOSED_BY_US) + sum(TimelineKind.CLOSED_BY_PEER) + sum(TimelineKind.CLOSED_OTHERWISE);
    }

    private long sum(TimelineKind what) {
        return Arrays.stream(counts[what.ordinal()]).asLongStream().sum();
    }
}
