package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups destinations by their causes.
 *
 * <p>A destination's cause is the busiest call site that acts on it in the way that a finding is about. Where no code of
 * the application was on a recorded stack, peers with the same port share a cause if the same HTTP client uses them.
 * What a server of ours closes first has the reason for most of it as its cause, a setting as a rule, for one line of
 * the server's code closes for all reasons. What a client and what a server do are never one cause.
 */
final class Causes {

    private Causes() {}

    /**
     * Groups destinations by the call site that is to blame, the cause with the worst destination first.
     *
     * @param worstFirst the destinations; one that comes again is left out
     * @param acts those that the finding is about
     */
    static List<Cause> bySite(Model model, List<AffectedDestination> worstFirst, Predicate<SiteGroup> acts) {
        Map<Destination, CallSite> sites = busiest(model, acts);
        Map<Destination, String> programs = commonest(
                model.connections().closes().stream()
                        .filter(group -> !group.why().program().isEmpty()),
                CloseGroup::destination,
                group -> group.why().program(),
                CloseGroup::count);
        return grouped(model, worstFirst, acts, to -> {
            CallSite site = sites.getOrDefault(to, CallSite.UNKNOWN);
            return site.isApplication() || to.role() == Role.SERVER && site.isKnown()
                    ? List.of(to.role(), site)
                    : List.of(to.role(), to.port(), programs.getOrDefault(to, ""));
        });
    }

    /** Groups ports of ours by the reason for most of such closes; without one by the call site, or each by itself. */
    static List<Cause> byReason(
            Model model,
            List<AffectedDestination> worstFirst,
            Predicate<CloseGroup> closes,
            Predicate<SiteGroup> acts) {
        Map<Destination, CallSite> sites = busiest(model, acts);
        Map<Destination, Why> reasons = commonest(
                model.connections().closes().stream()
                        .filter(closes)
                        .filter(group -> group.why().isKnown()),
                CloseGroup::destination,
                CloseGroup::why,
                CloseGroup::count);
        return grouped(model, worstFirst, acts, port -> {
            CallSite site = sites.getOrDefault(port, CallSite.UNKNOWN);
            return reasons.containsKey(port) ? reasons.get(port) : site.isApplication() ? site : port;
        });
    }

    /** Groups closes by the role in which they were made: their cause is not in our code. */
    static List<Cause> byRole(Model model, ToLongFunction<CloseGroup> count) {
        Map<Role, List<CloseGroup>> byRole = model.connections().closes().stream()
                .filter(group -> count.applyAsLong(group) > 0)
                .collect(Collectors.groupingBy(CloseGroup::role, TreeMap::new, Collectors.toList()));
        return byRole.values().stream()
                .map(groups -> Cause.of(groups, CloseGroup::destination, count))
                .toList();
    }

    /** Groups closes by call site, the cause with most of them first. */
    static List<Cause> ofCloses(Model model, Predicate<CloseGroup> which, Predicate<SiteGroup> acts) {
        return ofCounted(model, group -> which.test(group) ? group.count() : 0, acts);
    }

    /** Groups what is counted of closes by call site, the cause with most first. */
    static List<Cause> ofCounted(Model model, ToLongFunction<CloseGroup> count, Predicate<SiteGroup> acts) {
        Stream<CloseGroup> counted =
                model.connections().closes().stream().filter(group -> count.applyAsLong(group) > 0);
        return mostFirst(bySite(model, AffectedDestination.mostFirst(counted, CloseGroup::destination, count), acts));
    }

    /** Groups connects by call site, the cause with most of them first. */
    static List<Cause> ofConnects(Model model, Predicate<OpenGroup> which, Predicate<SiteGroup> acts) {
        Stream<OpenGroup> opens = model.connections().opens().stream().filter(which);
        return mostFirst(
                bySite(model, AffectedDestination.mostFirst(opens, OpenGroup::destination, OpenGroup::count), acts));
    }

    static Predicate<SiteGroup> acts(Act act, Mark mark) {
        return group -> group.act() == act && group.marks().contains(mark);
    }

    static Predicate<SiteGroup> acts(Act act) {
        return group -> group.act() == act;
    }

    private static List<Cause> mostFirst(List<Cause> causes) {
        return causes.stream()
                .sorted(Comparator.comparingLong(Cause::count).reversed())
                .toList();
    }

    private static List<Cause> grouped(
            Model model,
            List<AffectedDestination> worstFirst,
            Predicate<SiteGroup> acts,
            Function<Destination, Object> key) {
        Set<Destination> seen = new HashSet<>();
        Map<Object, List<AffectedDestination>> groups = worstFirst.stream()
                .filter(one -> seen.add(one.destination()))
                .collect(Collectors.groupingBy(
                        one -> key.apply(one.destination()), LinkedHashMap::new, Collectors.toList()));
        Map<Destination, List<SiteGroup>> byDestination =
                model.sites().groups().stream().filter(acts).collect(Collectors.groupingBy(SiteGroup::destination));
        return groups.values().stream()
                .map(group -> new Cause(
                        group,
                        SiteShare.of(group.stream()
                                .flatMap(one -> byDestination.getOrDefault(one.destination(), List.of()).stream()))))
                .toList();
    }

    private static Map<Destination, CallSite> busiest(Model model, Predicate<SiteGroup> acts) {
        return commonest(
                model.sites().groups().stream()
                        .filter(acts)
                        .filter(group -> group.site().isKnown()),
                SiteGroup::destination,
                SiteGroup::site,
                SiteGroup::count);
    }

    /** What most of each destination's groups have. */
    private static <G, T> Map<Destination, T> commonest(
            Stream<G> groups, Function<G, Destination> destination, Function<G, T> what, ToLongFunction<G> count) {
        Map<Destination, Map<T, Long>> counts = groups.collect(
                Collectors.groupingBy(destination, Collectors.groupingBy(what, Collectors.summingLong(count))));
        Map<Destination, T> commonest = new HashMap<>();
        counts.forEach((to, all) -> commonest.put(
                to,
                all.entrySet().stream()
                        .max(Map.Entry.<T, Long>comparingByValue()
                                .thenComparing(entry -> entry.getKey().toString()))
                        .orElseThrow()
                        .getKey()));
        return commonest;
    }
}
