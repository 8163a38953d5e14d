package io.firstfin.analysis.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A network namespace: what ports, settings and counters belong to.
 *
 * @param name as the kernel names it; the JVM's own name where that was not recorded
 * @param observed how long it was recorded, by any JVM in it; overlapping recordings count once
 * @param settings its settings, where recorded
 * @param counters its counters
 */
public record Network(String name, Duration observed, Optional<KernelSettings> settings, KernelCounters counters) {

    private static final String TIME_WAIT_SOCKETS = "timeWaitSockets";

    /**
     * The most sockets in TIME_WAIT that the kernel counted here at a time while it was recorded,
     * whoever made them; empty where that was not recorded.
     */
    public OptionalLong mostTimeWait() {
        long most = counters.highest(TIME_WAIT_SOCKETS);
        return most < 0 ? OptionalLong.empty() : OptionalLong.of(most);
    }

    /** By how many the kernel's count of them rose while it was recorded; 0 when it did not. */
    public long timeWaitRise() {
        return counters.growth(TIME_WAIT_SOCKETS);
    }
}
