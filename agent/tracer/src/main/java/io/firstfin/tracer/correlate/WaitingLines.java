package io.firstfin.tracer.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that are still on their way (FIN_WAIT1, FIN_WAIT2) and are looked at again: a line for
 * each distance, so that each line is in the order of its time. Belongs to the settler's thread.
 */
final class WaitingLines {

    private static final long[] LOOKS_MILLIS = {5, 50, 500, 2_000, 10_000, 30_000, 59_000};
    private static final int BOUND = 16_384;

    private final List<ArrayDeque<Pending>> lines = new ArrayList<>();
    private int size;

    WaitingLines() {
        for (int i = 0; i < LOOKS_MILLIS.length; i++) {
            lines.add(new ArrayDeque<>());
        }
    }

    /** False when it was looked at often enough, or too many wait. */
    boolean add(Pending pending) {
        int line = pending.turns() - 1;
        if (line >= LOOKS_MILLIS.length || size >= BOUND) {
            return false;
        }
        lines.get(line).add(pending);
        size++;
        return true;
    }

    /** Takes out those whose time has come, or all. */
    void moveDueTo(List<Pending> due, boolean all) {
        for (int i = 0; i < LOOKS_MILLIS.length; i++) {
            ArrayDeque<Pending> line = lines.get(i);
            while (!line.isEmpty() && (all || line.peek().ageMillis() >= LOOKS_MILLIS[i])) {
                due.add(line.poll());
                size--;
            }
        }
    }
}
