package io.firstfin.analysis.event;

import io.firstfin.analysis.model.PortCount;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * {@code firstfin.PortExhaustion}: a connect or a bind failed for want of a port.
 *
 * @param atBind a bind before connect failed
 * @param count what the kernel showed then
 * @param owners whose the sockets were, a line for each, the most first
 * @param guilty the place in the code that had most of them; empty when unknown
 * @param failures how many failed: those without an event of their own are in the next one
 */
public record PortExhaustionEvent(
        boolean atBind,
        Ends ends,
        PortCount count,
        List<String> owners,
        String guilty,
        String settings,
        String failure,
        long failures)
        implements TracedEvent, Serializable {
    @Override
    public Instant time() {
        return count.time();
    }
}
