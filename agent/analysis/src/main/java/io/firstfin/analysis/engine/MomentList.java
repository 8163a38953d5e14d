package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Moments;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Moments in nanoseconds since 1970, in a plain array that grows. */
final class MomentList implements Serializable {

    private static final long serialVersionUID = 1;

    private long[] nanos = new long[8];
    private int size;

    static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    void add(long moment) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = moment;
    }

    void addAll(MomentList other) {
        if (size + other.size > nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.max(size + other.size, size * 2));
        }
        System.arraycopy(other.nanos, 0, nanos, size, other.size);
        size += other.size;
    }

    int size() {
        return size;
    }

    long get(int place) {
        return nanos[place];
    }

    MomentList sort() {
        Arrays.sort(nanos, 0, size);
        return this;
    }

    /** How many of them are such. */
    long count(LongPredicate which) {
        return Arrays.stream(nanos, 0, size).filter(which).count();
    }

    /** Those from one place up to another, once they are sorted. Not a copy. */
    Moments between(int from, int to, long origin) {
        return new Moments(nanos, from, to, origin);
    }

    /** How many of them are earlier than a moment, once they are sorted. */
    int before(long moment) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The one that would be in the middle if they were sorted. Changes their order, for less than sorting costs. */
    long median() {
        int middle = size / 2;
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = nanos[(low + high) >>> 1];
            int smaller = low;
            int greater = high;
            while (smaller <= greater) {
                while (nanos[smaller] < pivot) {
                    smaller++;
                }
                while (nanos[greater] > pivot) {
                    greater--;
                }
                if (smaller <= greater) {
                    long swapped = nanos[smaller];
                    nanos[smaller++] = nanos[greater];
                    nanos[greater--] = swapped;
                }
            }
            if (middle <= greater) {
                high = greater;
            } else if (middle >= smaller) {
                low = smaller;
            } else {
                return pivot;
            }
        }
        return nanos[middle];
    }

    /** Lets those go that are earlier than a moment. Returns how many they were. */
    int dropBefore(long moment) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (nanos[i] >= moment) {
                nanos[kept++] = nanos[i];
            }
        }
        int dropped = size - kept;
        nanos = Arrays.copyOf(nanos, Math.max(kept, 1));
        size = kept;
        return dropped;
    }

    /** Lets the first ones go, once they are sorted. */
    void dropFirst(int count) {
        nanos = Arrays.copyOfRange(nanos, count, Math.max(size, count + 1));
        size -= count;
    }
}
