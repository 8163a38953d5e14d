package io.firstfin.analysis.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A network namespace: what ports, settings and counters belong to.
 *
 * @param name as the kernel names it; the JVM's own name where that was not recorded
 * @param observed how long it was recorded, by any JVM in it; overlapping recordings count once
 * @param settings its settings, where recorded
 * @param counters its counters
 */
public record Network(String name, Duration observed, Optional<KernelSettings> settings,
        KernelCounters counters) {

    /** How many a second that makes; 0 where the recorded time is not known. */
    public double perSecond(long count) {
        double seconds = observed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : count / seconds;
    }
}
