package io.firstfin.analysis.whatif;

/** Moments in nanoseconds, added at the end and taken from either end, without an object for each. */
final class MomentQueue {

    private long[] ring = new long[16];
    private int first;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void addLast(long moment) {
        if (size == ring.length) {
            grow();
        }
        ring[at(size++)] = moment;
    }

    long first() {
        return ring[first];
    }

    long removeFirst() {
        long moment = ring[first];
        first = at(1);
        size--;
        return moment;
    }

    void removeLast() {
        size--;
    }

    /** The length of the ring is a power of two. */
    private int at(int place) {
        return first + place & ring.length - 1;
    }

    private void grow() {
        long[] larger = new long[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[at(i)];
        }
        ring = larger;
        first = 0;
    }
}
