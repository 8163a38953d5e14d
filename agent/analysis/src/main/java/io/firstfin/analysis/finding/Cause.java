package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What one finding is about: a call site, or another cause, with the destinations that it concerns. The same code
 * that connects to 16 addresses of a service is one cause. {@link Causes} finds them.
 */
final class Cause {

    private final List<AffectedDestination> affected;
    private final Set<Destination> destinations;
    private final List<SiteShare> sites;

    /**
     * @param affected the destinations, the worst first
     * @param sites the call sites that act on them, the busiest first; empty where that is not known
     */
    Cause(List<AffectedDestination> affected, List<SiteShare> sites) {
        this.affected = List.copyOf(affected);
        this.destinations =
                affected.stream().map(AffectedDestination::destination).collect(Collectors.toUnmodifiableSet());
        this.sites = sites;
    }

    /** The destinations of what is counted; its call sites are not known. */
    static <T> Cause of(List<T> all, Function<T, Destination> destination, ToLongFunction<T> count) {
        return new Cause(AffectedDestination.mostFirst(all.stream(), destination, count), List.of());
    }

    List<AffectedDestination> affected() {
        return affected;
    }

    /** How much there is of all destinations together. */
    long count() {
        return affected.stream().mapToLong(AffectedDestination::count).sum();
    }

    Destination worst() {
        return affected.get(0).destination();
    }

    boolean concerns(Destination destination) {
        return destinations.contains(destination);
    }

    /** The same where our own address may be unknown. */
    boolean mayConcern(Destination destination) {
        return destinations.stream().anyMatch(one -> PortUsageText.sameEnd(one, destination));
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
