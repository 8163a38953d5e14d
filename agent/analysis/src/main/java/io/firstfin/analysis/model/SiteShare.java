package io.firstfin.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call site's part in something.
 *
 * @param site the place in the code
 * @param count how often it was this site
 * @param total how often it was any site
 */
public record SiteShare(CallSite site, long count, long total) {

    /** The sites of these acts, the busiest first. */
    public static List<SiteShare> of(Stream<SiteGroup> acts) {
        Map<CallSite, Long> counts =
                acts.collect(Collectors.groupingBy(SiteGroup::site, Collectors.summingLong(SiteGroup::count)));
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .map(entry -> new SiteShare(entry.getKey(), entry.getValue(), total))
                .sorted(Comparator.comparingLong(SiteShare::count)
                        .reversed()
                        .thenComparing(share -> share.site().label()))
                .toList();
    }

    /** The part, from 0 to 1. */
    public double share() {
        return total == 0 ? 0 : (double) count / total;
    }
}
