package io.firstfin.tracer.base;

import java.util.List;

/**
 * What a table holds now.
 *
 * @param entries how many it has
 */
public record TableUse(BoundedTable table, long entries) {

    /** Bytes that these tables take now. */
    public static long bytes(List<TableUse> tables) {
        long sum = 0;
        for (TableUse use : tables) {
            sum += use.entries * use.table.bytesPerEntry();
        }
        return sum;
    }

    /** Those that hold something, for the command line: {@code recent closes=4100,open connections=12}. */
    public static String text(List<TableUse> tables) {
        StringBuilder text = new StringBuilder();
        for (TableUse use : tables) {
            if (use.entries > 0) {
                text.append(text.length() == 0 ? "" : ",");
                text.append(use.table.title()).append('=').append(use.entries);
            }
        }
        return text.toString();
    }
}
