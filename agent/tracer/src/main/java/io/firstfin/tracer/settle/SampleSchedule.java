package io.firstfin.tracer.settle;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.verdict.KernelSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are still on their way (FIN_WAIT1, FIN_WAIT2) and are looked at again: a line for
 * each distance, so that each line is in the order of its time. Guarded by the {@link Backlog}.
 */
final class SampleSchedule {

    private static final long[] SAMPLES_MILLIS = {5, 50, 500, 2_000, 10_000, 30_000, 59_000};

    /** They must leave room for closes that come: see {@link Backlog}. */
    private static final int BOUND = Math.min(16_384, BoundedTable.CLOSES_TO_SETTLE.most() / 2);

    /** The looks that a missing end has to miss: see {@link KernelSample#isAbsenceSure}. */
    private static final int SOON = 2;

    private final List<ArrayDeque<UnsettledClose>> lines = new ArrayList<>();
    private final ArrayDeque<UnsettledClose> shortly = new ArrayDeque<>();
    private int size;

    SampleSchedule() {
        for (int i = 0; i < SAMPLES_MILLIS.length; i++) {
            lines.add(new ArrayDeque<>());
        }
    }

    /** False when it was looked at often enough, or too many wait. */
    boolean add(UnsettledClose pending) {
        int line = pending.turns() - 1;
        if (line >= SAMPLES_MILLIS.length || size >= BOUND) {
            return false;
        }
        lines.get(line).add(pending);
        size++;
        return true;
    }

    /** For those that wait for the next round; false when too many wait. */
    boolean addShortly(UnsettledClose pending) {
        if (size >= BOUND) {
            return false;
        }
        shortly.add(pending);
        size++;
        return true;
    }

    /** Whether none waits for one of the looks that come soon. */
    boolean nothingSoon() {
        if (!shortly.isEmpty()) {
            return false;
        }
        for (int i = 0; i < SOON; i++) {
            if (!lines.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** How long until the first is due, 0 or less if it is; {@link Long#MAX_VALUE} where none waits. */
    long nanosToNext() {
        if (!shortly.isEmpty()) {
            return 0;
        }
        long millis = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES_MILLIS.length; i++) {
            UnsettledClose first = lines.get(i).peek();
            if (first != null) {
                millis = Math.min(millis, SAMPLES_MILLIS[i] - first.ageMillis());
            }
        }
        return millis == Long.MAX_VALUE ? millis : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Takes out those whose time has come, or all. */
    void moveDueTo(Queue<UnsettledClose> due, boolean all) {
        due.addAll(shortly);
        size -= shortly.size();
        shortly.clear();
        for (int i = 0; i < SAMPLES_MILLIS.length; i++) {
            ArrayDeque<UnsettledClose> line = lines.get(i);
            while (!line.isEmpty() && (all || line.peek().ageMillis() >= SAMPLES_MILLIS[i])) {
                due.add(line.poll());
                size--;
            }
        }
    }
}
