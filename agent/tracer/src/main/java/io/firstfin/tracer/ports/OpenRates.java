package io.firstfin.tracer.ports;

import io.firstfin.tracer.base.BoundedMap;
import io.firstfin.tracer.base.BoundedTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many connections this JVM opened in each budget, counted where they are opened. Beyond its bound
 * of budgets in a minute new ones are not counted, and their rate is not known.
 */
final class OpenRates {

    private static final int BOUND = BoundedTable.OPEN_RATES.most();
    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final double SECOND = 1e9;

    /** Of a budget whose opens are not counted. */
    static final double UNKNOWN = -1;

    private final BoundedMap<BudgetKey, Count> counts = new BoundedMap<>(BOUND);
    private long lastTaken = System.nanoTime();
    private volatile boolean uncounted;

    private static final class Count {
        private final LongAdder opened = new LongAdder();
        private volatile long lastUsed;
    }

    /** Called on application threads. */
    void add(BudgetKey key) {
        Count count = counts.getOrMake(key, k -> new Count());
        if (count == null) {
            uncounted = true;
            return;
        }
        count.opened.increment();
        count.lastUsed = System.nanoTime();
    }

    int size() {
        return counts.size();
    }

    /** The pools of binds that were used in the last minute. */
    Set<BudgetKey> pools() {
        Set<BudgetKey> pools = new HashSet<>();
        counts.forEach((key, count) -> {
            if (key.side() == BudgetKey.Side.BIND) {
                pools.add(key);
            }
        });
        return pools;
    }

    /** The rate of a budget that {@link #takePerSecond} does not hold; asked once after it. */
    synchronized double takeOthers() {
        boolean some = uncounted;
        uncounted = false;
        return some ? UNKNOWN : 0;
    }

    /** How many were opened in a second since this was last asked; budgets out of use are forgotten. */
    synchronized Map<BudgetKey, Double> takePerSecond() {
        long now = System.nanoTime();
        double seconds = Math.max(1, now - lastTaken) / SECOND;
        lastTaken = now;
        Map<BudgetKey, Double> rates = new ConcurrentHashMap<>();
        counts.forEach((key, count) -> {
            rates.put(key, count.opened.sumThenReset() / seconds);
            if (now - count.lastUsed > KEPT_NANOS) {
                counts.remove(key, count);
            }
        });
        return rates;
    }
}
