package io.firstfin.analysis.event;

import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.io.Serializable;
import java.time.Instant;

/**
 * {@code firstfin.PortBudget}: the kernel's count of the ports between two ends.
 *
 * @param side whose ports they are
 * @param truncated how many budgets were too many for an event; -1 when unknown
 */
public record PortBudgetEvent(PortSide side, Ends ends, PortCount count, long truncated)
        implements TracedEvent, Serializable {
    @Override
    public Instant time() {
        return count.time();
    }
}
