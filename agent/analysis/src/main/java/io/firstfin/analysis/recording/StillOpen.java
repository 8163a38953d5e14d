package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Connections of a JVM that were opened while it was recorded, and of which no close was recorded.
 * Where the agent counted fewer open ones than that, closes were not recorded, and nothing is told.
 */
final class StillOpen {

    private final JvmFacts facts;
    private final Map<Destination, Long> counts = new HashMap<>();
    private final Map<Destination, MomentList> opens = new HashMap<>();
    private long knownToAgent;

    StillOpen(JvmFacts facts) {
        this.facts = facts;
    }

    void add(Destination destination, Instant opened) {
        counts.merge(destination, 1L, Long::sum);
        opens.computeIfAbsent(destination, absent -> new MomentList()).add(MomentList.nanos(opened));
        knownToAgent += facts.statusTime().isBefore(opened) ? 0 : 1;
    }

    Map<Destination, Long> counts() {
        return isContradicted() ? Map.of() : counts;
    }

    /** When they were opened. */
    Map<Destination, MomentList> opens() {
        return isContradicted() ? Map.of() : opens;
    }

    private boolean isContradicted() {
        return facts.liveConnections() >= 0 && knownToAgent > facts.liveConnections();
    }
}
