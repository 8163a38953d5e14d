package io.firstfin.tracer.ports;

/**
 * Closes by the hash of their 4-tuple ({@code EndpointBits.hash}), in one array of which at most half is used: some
 * 64 to 128 bytes for each close, where objects would take 250. All of a close lies together, because a look-up pays
 * for the lines of memory that it touches. Grows, and never shrinks. Not for use by two threads at once.
 */
final class CloseTable {

    private static final int FIRST_SLOTS = 256;
    private static final long COOKIE_UNKNOWN = -1;

    /** What a slot holds; the last is the weight, then the owner, then the flags. */
    private static final int CLOSED = 1;

    private static final int COOKIE = 2;
    private static final int DETAILS = 3;
    private static final int LONGS = 4;

    private static final int BOUND_FIRST = 1;
    private static final int GONE = 2;
    private static final int FLAG_BITS = 2;

    private long[] slots = new long[FIRST_SLOTS * LONGS];
    private int size;

    int size() {
        return size;
    }

    /** The slot of that key; -1 when it was not put. */
    int find(long key) {
        int slot = place(slots, key);
        return slots[slot] == key ? slot : -1;
    }

    /** Enters a close, in place of an earlier one of the same 4-tuple. */
    int put(long key, long closedNanos) {
        if (2 * (size + 1) > slots.length / LONGS) {
            grow();
        }
        int slot = place(slots, key);
        if (slots[slot] != key) {
            slots[slot] = key;
            size++;
        }
        slots[slot + CLOSED] = closedNanos;
        slots[slot + COOKIE] = COOKIE_UNKNOWN;
        return slot;
    }

    /** @param owner a number of at most 30 bits */
    void set(int slot, int owner, int weight, boolean boundFirst) {
        int ownerAndFlags = owner << FLAG_BITS | (boundFirst ? BOUND_FIRST : 0);
        slots[slot + DETAILS] = (long) weight << Integer.SIZE | ownerAndFlags;
    }

    /** What the kernel said: whether a TIME_WAIT is here, and its cookie. */
    void settle(int slot, boolean timeWait, long cookie) {
        slots[slot + COOKIE] = cookie;
        if (!timeWait) {
            slots[slot + DETAILS] |= GONE;
        }
    }

    /** Whether a row with that cookie can be what this close left. */
    boolean isOf(int slot, long cookie) {
        long known = slots[slot + COOKIE];
        boolean same = cookie == known || cookie == COOKIE_UNKNOWN || known == COOKIE_UNKNOWN;
        return same && (slots[slot + DETAILS] & GONE) == 0;
    }

    long closedNanos(int slot) {
        return slots[slot + CLOSED];
    }

    int owner(int slot) {
        return (int) slots[slot + DETAILS] >>> FLAG_BITS;
    }

    int weight(int slot) {
        return (int) (slots[slot + DETAILS] >> Integer.SIZE);
    }

    boolean boundFirst(int slot) {
        return (slots[slot + DETAILS] & BOUND_FIRST) != 0;
    }

    /** The slot of that key, or the free one for it. */
    private static int place(long[] slots, long key) {
        int slot = (int) (key ^ key >>> 32) * LONGS & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = slot + LONGS & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] more = new long[2 * slots.length];
        for (int slot = 0; slot < slots.length; slot += LONGS) {
            if (slots[slot] != 0) {
                System.arraycopy(slots, slot, more, place(more, slots[slot]), LONGS);
            }
        }
        slots = more;
    }
}
