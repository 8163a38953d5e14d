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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What one finding is about: a call site, or another cause, with the destinations that it concerns. The same code
 * that connects to 16 addresses of a service is one cause.
 *
 * <p>A destination's cause is the busiest call site that acts on it in the way that the finding is about. Where no
 * code of the application was on a recorded stack, peers with the same port share a cause if the same HTTP client uses
 * them. What a server of ours closes first has the reason for most of it as its cause, a setting as a rule, for one line
 * of the server's code closes for all reasons. What a client and what a server do are never one cause.
 */
final class Cause {

    private final List<AffectedDestination> affected;
    private final Set<Destination> destinations;
    private final List<SiteShare> sites;

    private Cause(List<AffectedDestination> affected, List<SiteShare> sites) {
        this.affected = List.copyOf(affected);
        this.destinations =
                affected.stream().map(AffectedDestination::destination).collect(Collectors.toUnmodifiableSet());
        this.sites = sites;
    }

    /**
     * Groups destinations by the call site that is to blame, the cause with the worst destination first.
     *
     * @param worstFirst the destinations; one that comes again is left out
     * @param sites the acts that the finding is about
     */
    static List<Cause> bySite(Model model, List<AffectedDestination> worstFirst, Predicate<SiteGroup> sites) {
        Map<Destination, CallSite> busiest = busiest(model, sites);
        Map<Destination, String> programs = programs(model);
        return grouped(model, worstFirst, sites, to -> {
            CallSite site = busiest.getOrDefault(to, CallSite.UNKNOWN);
            if (site.isApplication() || to.role() == Role.SERVER && site.isKnown()) {
                return List.of(to.role(), site);
            }
            return List.of(to.role(), to.port(), programs.getOrDefault(to, ""));
        });
    }

    /** Groups closes that are of a kind, and the call sites that made them. The cause with most of them is first. */
    static List<Cause> ofCloses(Model model, Predicate<CloseGroup> which, Predicate<SiteGroup> sites) {
        return ofCountedCloses(model, group -> which.test(group) ? group.count() : 0, sites);
    }

    /** Groups what is counted of closes, and the call sites that made them. The cause with most is first. */
    static List<Cause> ofCountedCloses(Model model, ToLongFunction<CloseGroup> count, Predicate<SiteGroup> sites) {
        Map<Destination, Long> counts = model.connections().closes().stream()
                .collect(Collectors.groupingBy(CloseGroup::destination, Collectors.summingLong(count)));
        counts.values().removeIf(none -> none == 0);
        return mostOfAllFirst(bySite(model, mostFirst(counts), sites));
    }

    /** Groups closes whose cause is not in our code: those of a role have one. */
    static List<Cause> ofPeers(Model model, Predicate<CloseGroup> which) {
        return model.connections().closes().stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        group -> group.destination().role(),
                        TreeMap::new,
                        Collectors.groupingBy(CloseGroup::destination, Collectors.summingLong(CloseGroup::count))))
                .values()
                .stream()
                .map(Cause::of)
                .toList();
    }

    /** Groups connects that are of a kind, and the call sites that made them. The cause with most of them is first. */
    static List<Cause> ofConnects(Model model, Predicate<OpenGroup> which, Predicate<SiteGroup> sites) {
        Map<Destination, Long> counts = model.connections().opens().stream()
                .filter(which)
                .collect(Collectors.groupingBy(OpenGroup::destination, Collectors.summingLong(OpenGroup::count)));
        return mostOfAllFirst(bySite(model, mostFirst(counts), sites));
    }

    private static List<Cause> mostOfAllFirst(List<Cause> causes) {
        return causes.stream()
                .sorted(Comparator.comparingLong(Cause::count).reversed())
                .toList();
    }

    /** Groups ports of ours by the reason for most of such closes; without one by the call site, or each by itself. */
    static List<Cause> ofServer(
            Model model,
            List<AffectedDestination> worstFirst,
            Predicate<CloseGroup> closes,
            Predicate<SiteGroup> sites) {
        Map<Destination, CallSite> busiest = busiest(model, sites);
        Map<Destination, Why> reasons = reasons(model, closes);
        return grouped(model, worstFirst, sites, port -> {
            Why why = reasons.getOrDefault(port, Why.UNKNOWN);
            CallSite site = busiest.getOrDefault(port, CallSite.UNKNOWN);
            return why.isKnown() ? why : site.isApplication() ? site : port;
        });
    }

    /** Destinations that have been grouped already, with how much there is of each. */
    static Cause of(Map<Destination, Long> counts) {
        return new Cause(mostFirst(counts), List.of());
    }

    /** Acts of one kind that have a mark. */
    static Predicate<SiteGroup> sites(Act act, Mark mark) {
        return group -> group.act() == act && group.marks().contains(mark);
    }

    /** Acts of one kind. */
    static Predicate<SiteGroup> sites(Act act) {
        return group -> group.act() == act;
    }

    private static List<Cause> grouped(
            Model model,
            List<AffectedDestination> worstFirst,
            Predicate<SiteGroup> sites,
            Function<Destination, Object> key) {
        Set<Destination> seen = new HashSet<>();
        Map<Object, List<AffectedDestination>> groups = worstFirst.stream()
                .filter(one -> seen.add(one.destination()))
                .collect(Collectors.groupingBy(
                        one -> key.apply(one.destination()), LinkedHashMap::new, Collectors.toList()));
        Map<Destination, List<SiteGroup>> acts =
                model.sites().groups().stream().filter(sites).collect(Collectors.groupingBy(SiteGroup::destination));
        return groups.values().stream()
                .map(group -> new Cause(
                        group,
                        SiteShare.of(group.stream()
                                .flatMap(one -> acts.getOrDefault(one.destination(), List.of()).stream()))))
                .toList();
    }

    private static Map<Destination, CallSite> busiest(Model model, Predicate<SiteGroup> sites) {
        Map<Destination, CallSite> busiest = new HashMap<>();
        model.sites().groups().stream()
                .filter(sites)
                .filter(group -> group.site().isKnown())
                .collect(Collectors.groupingBy(SiteGroup::destination))
                .forEach((to, groups) ->
                        busiest.put(to, SiteShare.of(groups.stream()).get(0).site()));
        return busiest;
    }

    /** The HTTP client or server that used most connections of each destination, where one is known. */
    private static Map<Destination, String> programs(Model model) {
        Map<Destination, Map<String, Long>> counts = model.connections().closes().stream()
                .filter(group -> !group.why().program().isEmpty())
                .collect(Collectors.groupingBy(
                        CloseGroup::destination,
                        Collectors.groupingBy(
                                group -> group.why().program(),
                                TreeMap::new,
                                Collectors.summingLong(CloseGroup::count))));
        Map<Destination, String> programs = new HashMap<>();
        counts.forEach((to, all) -> programs.put(
                to,
                all.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey()));
        return programs;
    }

    /** The reason for most closes of each destination. */
    private static Map<Destination, Why> reasons(Model model, Predicate<CloseGroup> closes) {
        Map<Destination, Why> reasons = new HashMap<>();
        model.connections().closes().stream()
                .filter(closes)
                .collect(Collectors.groupingBy(CloseGroup::destination))
                .forEach((to, groups) -> WhyClosed.of(groups).commonest().ifPresent(why -> reasons.put(to, why)));
        return reasons;
    }

    /** Destinations by their counts. */
    static List<AffectedDestination> mostFirst(Map<Destination, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new AffectedDestination(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(AffectedDestination::count)
                        .reversed()
                        .thenComparing(one -> one.destination().toString()))
                .toList();
    }

    /** The destinations, the worst first. */
    List<AffectedDestination> affected() {
        return affected;
    }

    /** How much there is of all destinations together. */
    long count() {
        return affected.stream().mapToLong(AffectedDestination::count).sum();
    }

    /** The worst destination. */
    Destination worst() {
        return affected.get(0).destination();
    }

    boolean concerns(Destination destination) {
        return destinations.contains(destination);
    }

    boolean isSingle() {
        return affected.size() == 1;
    }

    /** {@code 10.0.0.7:8080}, {@code 16 destinations} or {@code 2 of our ports}. */
    String label() {
        return isSingle() ? worst().label() : several("");
    }

    /** The same for advice: {@code these 16 destinations}. */
    String labelInAdvice() {
        return isSingle() ? worst().label() : several("these ");
    }

    private String several(String these) {
        String count = these + Figures.count(affected.size());
        return switch (worst().role()) {
            case CLIENT -> count + " destinations";
            case SERVER -> count + (these.isEmpty() ? " of our ports" : " ports");
            case UNKNOWN -> worst().label();
        };
    }

    /** The beginning of a sentence: {@code 3 connections to 16 destinations were}. */
    String connectionsWere() {
        return Figures.count(count(), "connection")
                + (worst().role() == Role.UNKNOWN ? " " + label() : to())
                + (count() == 1 ? " was" : " were");
    }

    /** The label as the end of a clause: {@code  to 16 destinations}. */
    String to() {
        return worst().role() == Role.UNKNOWN ? ", of connections " + worst().label() : " to " + label();
    }

    /** A sentence on several destinations with the count of each; nothing about a single one. */
    String byDestination() {
        if (isSingle()) {
            return "";
        }
        long more = affected.stream()
                .skip(Thresholds.NAMED)
                .mapToLong(AffectedDestination::count)
                .sum();
        return (worst().role() == Role.SERVER ? " By port: " : " By destination: ")
                + named(affected, one -> Figures.count(one.count()))
                + (more == 0 ? "" : " (" + Figures.count(more) + ")") + ".";
    }

    /** All destinations but the worst, the first few by name with a measure; empty for a single one. */
    String others(Function<Destination, String> measure) {
        return named(affected.subList(1, affected.size()), one -> measure.apply(one.destination()));
    }

    private String named(List<AffectedDestination> some, Function<AffectedDestination, String> measure) {
        List<String> names = new ArrayList<>(some.stream()
                .limit(Thresholds.NAMED)
                .map(one -> one.nameAmong(affected) + " (" + measure.apply(one) + ")")
                .toList());
        int more = some.size() - names.size();
        if (more > 0) {
            names.add(Figures.count(more) + " more");
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The busiest call site, where one is known. */
    Optional<SiteShare> site() {
        return sites.stream().filter(share -> share.site().isKnown()).findFirst();
    }

    /** Where it happens: {@code  All were closed in a.B.c(B.java:7).}, or nothing when unknown. */
    String where(String verb) {
        return FindingText.where(verb, sites);
    }
}
