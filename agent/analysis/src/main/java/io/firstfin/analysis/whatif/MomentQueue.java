package io.firstfin.analysis.whatif;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Moments in nanoseconds, none earlier than the one before it; added at the end and taken from either end. Where they
 * are many, those of a millisecond count as its first: so a minute of them, however many, fits into 2 MB.
 */
final class MomentQueue {

    /** So many are kept apart. */
    private static final int EXACT = 1 << 16;

    private static final long TOGETHER = TimeUnit.MILLISECONDS.toNanos(1);

    private long[] ring = new long[16];
    private int[] counts = new int[16];
    private int first;
    private int entries;
    private long size;

    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void addLast(long moment) {
        size++;
        if (entries >= EXACT && moment - ring[at(entries - 1)] < TOGETHER) {
            counts[at(entries - 1)]++;
            return;
        }
        if (entries == ring.length) {
            grow();
        }
        ring[at(entries)] = moment;
        counts[at(entries)] = 1;
        entries++;
    }

    long first() {
        return ring[first];
    }

    long removeFirst() {
        long moment = ring[first];
        size--;
        if (--counts[first] == 0) {
            first = at(1);
            entries--;
        }
        return moment;
    }

    void removeLast() {
        size--;
        if (--counts[at(entries - 1)] == 0) {
            entries--;
        }
    }

    /** The length of the ring is a power of two. */
    private int at(int place) {
        return first + place & ring.length - 1;
    }

    private void grow() {
        int length = ring.length;
        ring = Arrays.copyOf(ring, length * 2);
        counts = Arrays.copyOf(counts, length * 2);
        // what had gone over the end of the ring follows it now
        System.arraycopy(ring, 0, ring, length, first);
        System.arraycopy(counts, 0, counts, length, first);
    }
}
