package io.firstfin.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The call sites of connects, accepts and closes.
 *
 * @param groups all of them, counted
 * @param sampled the counts of closes come from sampled stacks, so they are estimates
 * @param stacks a stack through each site as an example, the innermost frame first, ending with
 *     {@code ...} where deeper ones are missing; bounded
 */
public record Sites(List<SiteGroup> groups, boolean sampled, Map<CallSite, List<String>> stacks) {

    /** The stack of a site; empty where none was kept. */
    public List<String> stack(CallSite site) {
        return stacks.getOrDefault(site, List.of());
    }

    /** The sites of an act, the busiest first. */
    public List<SiteShare> of(Act act, Predicate<SiteGroup> which) {
        Map<CallSite, Long> counts = groups.stream()
                .filter(group -> group.act() == act && which.test(group))
                .collect(Collectors.groupingBy(SiteGroup::site, Collectors.summingLong(SiteGroup::count)));
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .map(entry -> new SiteShare(entry.getKey(), entry.getValue(), total))
                .sorted(Comparator.comparingLong(SiteShare::count)
                        .reversed()
                        .thenComparing(share -> share.site().label()))
                .toList();
    }

    /** The busiest site of an act that has a name. */
    public Optional<SiteShare> busiest(Act act, Predicate<SiteGroup> which) {
        return of(act, which).stream().filter(share -> share.site().isKnown()).findFirst();
    }

    /** The busiest site of an act with a mark, whatever the destination. */
    public Optional<SiteShare> busiest(Act act, Mark mark) {
        return busiest(act, group -> group.marks().contains(mark));
    }
}
