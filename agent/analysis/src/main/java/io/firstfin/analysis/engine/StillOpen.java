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
    private final Map<Destination, Long> endedWithJvm = new HashMap<>();

    /** One of those that were added was open to the end of its JVM, which closed it. */
    void endedWithJvm(Destination destination) {
        endedWithJvm.merge(destination, 1L, Long::sum);
    }

    void add(Destination destination, long opened) {
        opens.computeIfAbsent(destination, absent -> new MomentList()).add(opened);
    }

    void addAll(StillOpen other) {
        other.opens.forEach((destination, moments) ->
                opens.computeIfAbsent(destination, absent -> new MomentList()).addAll(moments));
        other.endedWithJvm.forEach((destination, count) -> endedWithJvm.merge(destination, count, Long::sum));
    }

    /** How many are open when the recording ends, by destination; none where the agent contradicts them. */
    Map<Destination, Long> openAtEnd(long statusTime, long liveConnections) {
        Map<Destination, Long> open = new HashMap<>();
        unless(statusTime, liveConnections).forEach((destination, moments) -> {
            long count = moments.size() - endedWithJvm.getOrDefault(destination, 0L);
            if (count > 0) {
                open.put(destination, count);
            }
        });
        return open;
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
