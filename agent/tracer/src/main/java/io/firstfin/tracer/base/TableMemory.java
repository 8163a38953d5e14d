package io.firstfin.tracer.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the heap the tables of FirstFin may take together, and how many entries of each that makes. Small tables
 * keep their bounds; the large ones share equally what these leave.
 */
final class TableMemory {

    private static final long MB = 1 << 20;

    /** In a heap of usual size: a twentieth of it. */
    private static final int PART = 20;

    /** A busy JVM needs that much also in a smaller heap, or it drops closes in bursts. */
    private static final long ENOUGH = 128 * MB;

    /** The application comes first: never more than a quarter. */
    private static final int MOST_PART = 4;

    private TableMemory() {}

    /**
     * How much all tables may take together.
     *
     * @param heap the most that the heap may become, in bytes
     */
    static long ofHeap(long heap) {
        return Math.max(heap / PART, Math.min(ENOUGH, heap / MOST_PART));
    }

    /** How many entries each table may have, so that all of them together take at most so many bytes. */
    static Map<BoundedTable, Integer> entries(long bytes) {
        List<BoundedTable> smallestFirst = new ArrayList<>(List.of(BoundedTable.values()));
        smallestFirst.sort(Comparator.comparingLong(TableMemory::wantedBytes));
        Map<BoundedTable, Integer> most = new EnumMap<>(BoundedTable.class);
        long left = bytes;
        int tables = smallestFirst.size();
        for (BoundedTable table : smallestFirst) {
            long share = Math.min(wantedBytes(table), left / tables);
            most.put(table, (int) (share / table.bytesPerEntry()));
            left -= share;
            tables--;
        }
        return most;
    }

    /** Bytes that tables of so many entries take. */
    static long bytes(Map<BoundedTable, Integer> entries) {
        long sum = 0;
        for (Map.Entry<BoundedTable, Integer> most : entries.entrySet()) {
            sum += (long) most.getValue() * most.getKey().bytesPerEntry();
        }
        return sum;
    }

    private static long wantedBytes(BoundedTable table) {
        return (long) table.wanted() * table.bytesPerEntry();
    }
}
