package io.firstfin.sample.tracefs;

import java.util.List;

/** Reads {@code per_cpu/cpuN/stats} of a trace instance. Pure. */
final class BufferStats {
    private BufferStats() {}

    /** Events that were overwritten unread ({@code overrun}) or never written ({@code dropped}). */
    static long lost(List<String> stats) {
        long lost = 0;
        for (String line : stats) {
            if (line.matches("(overrun|commit overrun|dropped events): \\d{1,18}")) {
                lost += Long.parseLong(line.substring(line.indexOf(": ") + 2));
            }
        }
        return lost;
    }
}
