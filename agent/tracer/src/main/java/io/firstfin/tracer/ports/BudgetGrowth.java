package io.firstfin.tracer.ports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast the rows of a budget grow that have no end of their own, over the last rounds: those in
 * ESTABLISHED, say. Remembers the budgets of the last round.
 */
final class BudgetGrowth {

    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final double SECOND = 1e9;

    private record Sample(long nanos, int rows) {}

    private Map<BudgetKey, Deque<Sample>> history = new HashMap<>();
    private Map<BudgetKey, Deque<Sample>> next = new HashMap<>();

    /** Rows more in a second; 0 when they do not grow, or it is the first round. */
    double perSecond(BudgetKey key, int rows, long nanos) {
        Deque<Sample> samples = history.getOrDefault(key, new ArrayDeque<>());
        while (samples.size() > 1 && nanos - samples.peekFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample first = samples.peekFirst();
        samples.addLast(new Sample(nanos, rows));
        next.put(key, samples);
        return first == null || first.nanos == nanos
                ? 0
                : Math.max(0, (rows - first.rows) * SECOND / (nanos - first.nanos));
    }

    /** A round is over: budgets that it did not ask about are forgotten. */
    void endRound() {
        history = next;
        next = new HashMap<>();
    }
}
