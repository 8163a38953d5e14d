package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Destination;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * When those connections were opened that no code closed while their JVM was recorded. Where the agent
 * counted fewer open ones than that, closes were not recorded, and nothing is reported.
 */
final class StillOpen implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<Destination, MomentList> opens = new HashMap<>();

    void add(Destination destination, long opened) {
        opens.computeIfAbsent(destination, absent -> new MomentList()).add(opened);
    }

    void addAll(StillOpen other) {
        other.opens.forEach((destination, moments) ->
                opens.computeIfAbsent(destination, absent -> new MomentList()).addAll(moments));
    }

    /**
     * The moments by destination; none where the agent contradicts them.
     *
     * @param statusTime when the agent last counted its open connections, in nanoseconds since 1970
     * @param liveConnections how many it counted; negative when unknown
     */
    Map<Destination, MomentList> unless(long statusTime, long liveConnections) {
        long knownToAgent = opens.values().stream()
                .mapToLong(moments -> moments.count(opened -> opened <= statusTime))
                .sum();
        return liveConnections >= 0 && knownToAgent > liveConnections ? Map.of() : opens;
    }
}
