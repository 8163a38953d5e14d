package io.firstfin.analysis.model;

import java.util.Arrays;

/** How often each thing happened in each step of a {@link Timeline}; immutable. */
public final class TimeSeries {

    private final int[][] counts;
    private final long before;

    /**
     * @param counts for each happening, by its ordinal, the count of each step
     * @param before connections that were open before the first step, and were closed later
     */
    public TimeSeries(int[][] counts, long before) {
        this.counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
        this.before = before;
    }

    public int at(TimelineKind what, int step) {
        return counts[what.ordinal()][step];
    }

    public long total(TimelineKind what) {
        return Arrays.stream(counts[what.ordinal()]).asLongStream().sum();
    }

    /** How many connections were closed in a step, whoever was first. */
    public int closed(int step) {
        return at(TimelineKind.CLOSED_BY_US, step)
                + at(TimelineKind.CLOSED_BY_PEER, step)
                + at(TimelineKind.CLOSED_OTHERWISE, step);
    }

    /**
     * How many connections were open at the end of each step. Those that neither began nor ended
     * while it was recorded are not among them.
     */
    public long[] open() {
        long[] open = new long[counts[0].length];
        long now = before;
        for (int step = 0; step < open.length; step++) {
            now += at(TimelineKind.OPENED, step) - closed(step);
            open[step] = Math.max(0, now);
        }
        return open;
    }
}
