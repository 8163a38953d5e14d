package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.CallSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a count that is known among call sites whose shares are estimates. */
final class Apportioned {

    private Apportioned() {}

    /**
     * Parts that add up to the count, by the method of the largest remainder.
     *
     * @param weights of each site; where none has any, all is the unknown site's
     */
    static Map<CallSite, Long> of(long count, Map<CallSite, Long> weights) {
        List<CallSite> sites = new ArrayList<>(weights.keySet());
        sites.removeIf(site -> weights.get(site) <= 0);
        long total = sites.stream().mapToLong(weights::get).sum();
        Map<CallSite, Long> parts = new LinkedHashMap<>();
        if (total == 0) {
            parts.put(CallSite.UNKNOWN, count);
            return parts;
        }
        long left = count;
        for (CallSite site : sites) {
            long part = Math.multiplyExact(count, weights.get(site)) / total;
            parts.put(site, part);
            left -= part;
        }
        sites.sort(Comparator.comparingLong((CallSite site) -> count * weights.get(site) % total)
                .reversed()
                .thenComparing(CallSite::toString));
        for (int i = 0; i < left; i++) {
            parts.merge(sites.get(i), 1L, Long::sum);
        }
        parts.values().removeIf(part -> part == 0);
        return parts;
    }
}
