package io.firstfin.analysis.event;

import java.time.Instant;
import java.util.Map;

/**
 * {@code firstfin.KernelCounters}: the kernel's counters of TCP.
 *
 * @param values by the name of their field
 */
public record KernelCountersEvent(Instant time, Map<String, Long> values) implements TracedEvent {

    /** How many sockets in TIME_WAIT the kernel counts; negative when it does not tell. */
    public long timeWaitSockets() {
        return values.getOrDefault("timeWaitSockets", -1L);
    }
}
