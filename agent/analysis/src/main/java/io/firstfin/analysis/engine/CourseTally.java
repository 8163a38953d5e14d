package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Course;
import io.firstfin.analysis.model.Happening;
import java.util.Arrays;

/** What happened in each step while it is counted. */
final class CourseTally {

    private final int[][] counts;
    private long stillOpen;

    CourseTally(int steps) {
        counts = new int[Happening.values().length][steps];
    }

    void add(Happening what, int step, int count) {
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

    Course course() {
        return new Course(counts, Math.max(0, closed() - opened() + stillOpen));
    }

    private long opened() {
        return sum(Happening.OPENED);
    }

    private long closed() {
        return sum(Happening.CLOSED_BY_US) + sum(Happening.CLOSED_BY_PEER) + sum(Happening.CLOSED_OTHERWISE);
    }

    private long sum(Happening what) {
        return Arrays.stream(counts[what.ordinal()]).asLongStream().sum();
    }
}
