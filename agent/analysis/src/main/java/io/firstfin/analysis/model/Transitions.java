package io.firstfin.analysis.model;

import java.util.Map;

/**
 * The steps of TCP's state machine that the recordings prove. A step that nothing proves is not
 * counted, so each count is a lower bound.
 *
 * @param counts how often each was taken; without those that never were
 * @param unplaced closes of which no step is proven
 */
public record Transitions(Map<Transition, Long> counts, long unplaced) {

    public static final Transitions NONE = new Transitions(Map.of(), 0);

    public long of(Transition transition) {
        return counts.getOrDefault(transition, 0L);
    }
}
