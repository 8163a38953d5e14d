package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.Sites;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The acts of call sites while they are counted. */
final class SiteGroups {

    private static final int MAX_GROUPS = 20_000;

    private final BoundedCounts<SiteGroup, Count> groups = new BoundedCounts<>(MAX_GROUPS, Count::new);
    private final Set<Act> named = EnumSet.noneOf(Act.class);

    void add(Act act, Destination destination, Set<Mark> marks, CallSite site, long weight) {
        if (site.isKnown()) {
            named.add(act);
        }
        groups.of(
                        new SiteGroup(act, destination, marks, site, 0),
                        () -> new SiteGroup(
                                act, Destination.unknown(destination.network()), marks, CallSite.UNKNOWN, 0))
                .add(weight, "");
    }

    long notKept() {
        return groups.notKept();
    }

    /** For each act the complete counts when they name any place, and the sampled ones if not. */
    static Sites best(SiteGroups complete, SiteGroups sampled, Sources sources, ExampleStacks stacks) {
        List<SiteGroup> all = new ArrayList<>();
        boolean estimated = false;
        for (Act act : Act.values()) {
            boolean useSamples = !complete.named.contains(act) && sampled.named.contains(act);
            (useSamples ? sampled : complete).groups.forEach((key, count) -> {
                if (key.act() == act) {
                    all.add(new SiteGroup(
                            act, sources.complete(key.destination()), key.marks(), key.site(), count.total()));
                }
            });
            estimated |= useSamples;
        }
        return new Sites(List.copyOf(all), estimated, stacks.all());
    }
}
