package io.firstfin.analysis.event;

import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.io.Serializable;
import java.time.Instant;

/**
 * {@code firstfin.PortBudget}: the kernel's count of the ports between two ends.
 *
 * @param side whose ports they are
 * @param openHttp what HTTP clients held open, for CLIENT; with -1 connections where an older agent did not count
 * @param truncated how many budgets were too many for an event; -1 when unknown
 */
public record PortBudgetEvent(PortSide side, Ends ends, PortCount count, OpenHttp openHttp, long truncated)
        implements TracedEvent, Serializable {

    /** As agents write it that do not count what HTTP clients hold open. */
    public PortBudgetEvent(PortSide side, Ends ends, PortCount count, long truncated) {
        this(side, ends, count, OpenHttp.uncounted(ends.destination(side)), truncated);
    }

    @Override
    public Instant time() {
        return count.time();
    }
}
