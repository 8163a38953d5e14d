package io.firstfin.analysis.recording;

/**
 * One row of 22 bytes for each connection of a JVM: what joins its events. Rows lie in plain
 * arrays, so that a million connections take some 46 MB.
 */
final class ConnectionTable {

    /** Rows beyond this are refused: 4 million connections, some 185 MB. */
    static final int LIMIT = 1 << 22;

    /** Returned in place of a row. */
    static final int NO_ROW = -1;

    private static final int FIRST_CAPACITY = 1 << 12;

    private final int limit;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] times = new long[FIRST_CAPACITY];
    private int[] bits = new int[FIRST_CAPACITY];
    private short[] texts = new short[FIRST_CAPACITY];
    private int size;

    ConnectionTable(int limit) {
        this.limit = limit;
    }

    /** The row of a connection, made when it is new; NO_ROW when the table is full. */
    int row(String connection) {
        long key = key(connection);
        int row = find(key);
        if (keys[row] == key) {
            return row;
        }
        if (size >= limit) {
            return NO_ROW;
        }
        if (size > keys.length / 2) {
            grow();
            row = find(key);
        }
        keys[row] = key;
        times[row] = Long.MIN_VALUE;
        size++;
        return row;
    }

    int bits(int row) {
        return bits[row];
    }

    void bits(int row, int value) {
        bits[row] = value;
    }

    long time(int row) {
        return times[row];
    }

    void time(int row, long value) {
        times[row] = value;
    }

    /** The number of a text about it. */
    short text(int row) {
        return texts[row];
    }

    void text(int row, short number) {
        texts[row] = number;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int row = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
        while (keys[row] != 0 && keys[row] != key) {
            row = row + 1 & mask;
        }
        return row;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldTimes = times;
        int[] oldBits = bits;
        short[] oldTexts = texts;
        keys = new long[oldKeys.length * 2];
        times = new long[keys.length];
        bits = new int[keys.length];
        texts = new short[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int row = find(oldKeys[i]);
                keys[row] = oldKeys[i];
                times[row] = oldTimes[i];
                bits[row] = oldBits[i];
                texts[row] = oldTexts[i];
            }
        }
    }

    /** The number in a name such as c-42; a hash of any other name. Never 0. */
    private static long key(String connection) {
        if (connection.startsWith("c-") && connection.length() < 20) {
            try {
                return Long.parseLong(connection, 2, connection.length(), 10) + 1;
            } catch (NumberFormatException e) {
                // another scheme of names: hash it
            }
        }
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < connection.length(); i++) {
            hash = (hash ^ connection.charAt(i)) * 0x100000001b3L;
        }
        return hash | Long.MIN_VALUE;
    }
}
