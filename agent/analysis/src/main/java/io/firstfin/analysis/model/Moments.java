package io.firstfin.analysis.model;

import java.util.Arrays;

/** Moments of a recording in their order, as plain numbers: a million of them take 8 MB. */
public final class Moments {

    public static final Moments NONE = of();

    private final long[] nanos;
    private final int from;
    private final int to;
    private final long origin;

    /**
     * @param nanos nanoseconds on any clock, sorted between the two places; not copied
     * @param from the place of the first one that counts
     * @param to the place after the last one
     * @param origin what is the recording's first moment on that clock; none is told as earlier
     */
    public Moments(long[] nanos, int from, int to, long origin) {
        this.nanos = nanos;
        this.from = from;
        this.to = to;
        this.origin = origin;
    }

    /** Moments in nanoseconds since the recording began, in any order. */
    public static Moments of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Moments(sorted, 0, sorted.length, 0);
    }

    public int size() {
        return to - from;
    }

    /** One of them, in nanoseconds since the recording began. */
    public long nanos(int place) {
        return Math.max(0, nanos[from + place] - origin);
    }
}
