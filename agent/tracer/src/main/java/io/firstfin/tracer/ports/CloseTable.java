package io.firstfin.tracer.ports;

import java.util.Arrays;

/**
 * Closes by the hash of their 4-tuple ({@code EndpointBits.hash}), in arrays of which at most half is used: some 70 to 130 bytes
 * for each close, where objects would take 250. Grows, and never shrinks. Not for use by two threads at once.
 */
final class CloseTable {

    private static final int FIRST_SLOTS = 256;
    private static final long COOKIE_UNKNOWN = -1;

    private static final byte BOUND_FIRST = 1;
    private static final byte GONE = 2;

    private long[] keys = new long[FIRST_SLOTS];
    private long[] closed = new long[FIRST_SLOTS];
    private long[] cookies = new long[FIRST_SLOTS];
    private int[] owners = new int[FIRST_SLOTS];
    private int[] weights = new int[FIRST_SLOTS];
    private byte[] flags = new byte[FIRST_SLOTS];
    private int size;

    int size() {
        return size;
    }

    /** The slot of that key; -1 when it was not put. */
    int find(long key) {
        int slot = place(keys, key);
        return keys[slot] == key ? slot : -1;
    }

    /** Enters a close, in place of an earlier one of the same 4-tuple. */
    int put(long key, long closedNanos) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = place(keys, key);
        if (keys[slot] != key) {
            keys[slot] = key;
            size++;
        }
        closed[slot] = closedNanos;
        cookies[slot] = COOKIE_UNKNOWN;
        return slot;
    }

    void set(int slot, int owner, int weight, boolean boundFirst) {
        owners[slot] = owner;
        weights[slot] = weight;
        flags[slot] = boundFirst ? BOUND_FIRST : 0;
    }

    /** What the kernel said: whether a TIME_WAIT is here, and its cookie. */
    void settle(int slot, boolean timeWait, long cookie) {
        cookies[slot] = cookie;
        if (!timeWait) {
            flags[slot] |= GONE;
        }
    }

    /** Whether a row with that cookie can be what this close left. */
    boolean isOf(int slot, long cookie) {
        boolean same = cookie == cookies[slot] || cookie == COOKIE_UNKNOWN || cookies[slot] == COOKIE_UNKNOWN;
        return same && (flags[slot] & GONE) == 0;
    }

    long closedNanos(int slot) {
        return closed[slot];
    }

    int owner(int slot) {
        return owners[slot];
    }

    int weight(int slot) {
        return weights[slot];
    }

    boolean boundFirst(int slot) {
        return (flags[slot] & BOUND_FIRST) != 0;
    }

    private static int place(long[] keys, long key) {
        int slot = (int) (key ^ key >>> 32) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int slots = 2 * keys.length;
        long[] newKeys = new long[slots];
        int[] moved = new int[slots];
        Arrays.fill(moved, -1);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int slot = place(newKeys, oldKeys[old]);
                newKeys[slot] = oldKeys[old];
                moved[slot] = old;
            }
        }
        move(newKeys, moved);
    }

    /** @param from for each new slot the old one; -1 for none */
    private void move(long[] newKeys, int[] from) {
        long[] newClosed = new long[from.length];
        long[] newCookies = new long[from.length];
        int[] newOwners = new int[from.length];
        int[] newWeights = new int[from.length];
        byte[] newFlags = new byte[from.length];
        for (int slot = 0; slot < from.length; slot++) {
            if (from[slot] >= 0) {
                newClosed[slot] = closed[from[slot]];
                newCookies[slot] = cookies[from[slot]];
                newOwners[slot] = owners[from[slot]];
                newWeights[slot] = weights[from[slot]];
                newFlags[slot] = flags[from[slot]];
            }
        }
        keys = newKeys;
        closed = newClosed;
        cookies = newCookies;
        owners = newOwners;
        weights = newWeights;
        flags = newFlags;
    }
}
