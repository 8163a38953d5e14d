package io.firstfin.analysis.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
        return stacks.getOrDefault(site.withoutOpener(), List.of());
    }

    /** The sites of an act, the busiest first. */
    public List<SiteShare> of(Act act, Predicate<SiteGroup> which) {
        return SiteShare.of(groups.stream().filter(group -> group.act() == act && which.test(group)));
    }

    /** The busiest site of an act with a mark that has a name, whatever the destination. */
    public Optional<SiteShare> busiest(Act act, Mark mark) {
        return of(act, group -> group.marks().contains(mark)).stream()
                .filter(share -> share.site().isKnown())
                .findFirst();
    }
}
