package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.PeerEnds.How;
import io.firstfin.analysis.model.SentAfterFin.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A limit that a peer has for its connections, proven by how nearly all of those ended that it ended.
 *
 * @param destination the connections' destination
 * @param count how many ended by the limit
 * @param ended how many the peer ended
 * @param requests the limit of requests; 0 where it is one of idle time
 * @param idle the limit of idle time, as measured; unknown where it is one of requests
 * @param lifetimes how long those lived that ended by the limit
 */
record PeerLimit(Destination destination, long count, long ended, int requests, Range idle, Range lifetimes) {

    /** The peers that end connections after so many requests, which is more than one. */
    static List<PeerLimit> ofRequests(Model model) {
        return each(model, PeerLimit::ofRequests);
    }

    /** The peers that end connections after so much time without data. */
    static List<PeerLimit> ofIdleTime(Model model) {
        return each(model, PeerLimit::ofIdleTime);
    }

    private interface Search {
        Optional<PeerLimit> in(List<PeerEnds> ends);
    }

    private static List<PeerLimit> each(Model model, Search search) {
        Map<Destination, List<PeerEnds>> byDestination =
                model.connections().peerEnds().stream().collect(Collectors.groupingBy(PeerEnds::destination));
        return byDestination.values().stream()
                .flatMap(ends -> search.in(ends).stream())
                .sorted(Comparator.comparingLong(PeerLimit::count)
                        .reversed()
                        .thenComparing(limit -> limit.destination().toString()))
                .toList();
    }

    private static Optional<PeerLimit> ofRequests(List<PeerEnds> ends) {
        int most = ends.stream().mapToInt(PeerEnds::mostRequests).max().orElse(0);
        long ended = sum(ends, How.ANNOUNCED) + sum(ends, How.UNEXPLAINED);
        return ends.stream()
                .filter(end -> end.how() == How.ANNOUNCED)
                .max(Comparator.comparingLong(PeerEnds::count).thenComparing(PeerEnds::requests))
                // a connection that carried more requests disproves the limit
                .filter(limit -> limit.requests() > 1 && limit.requests() == most)
                .filter(limit -> isProven(limit.count(), ended))
                .map(limit -> new PeerLimit(
                        limit.destination(), limit.count(), ended, limit.requests(), Range.NONE, limit.lifetimes()));
    }

    private static Optional<PeerLimit> ofIdleTime(List<PeerEnds> ends) {
        long ended = sum(ends, How.IDLE) + sum(ends, How.UNEXPLAINED);
        List<PeerEnds> idle = ends.stream()
                .filter(end -> end.how() == How.IDLE)
                .sorted(Comparator.comparing(end -> end.idle().shortest()))
                .toList();
        PeerEnds most = null;
        for (int i = 0; i < idle.size(); i++) {
            PeerEnds alike = alike(idle.subList(i, idle.size()));
            most = most == null || alike.count() > most.count() ? alike : most;
        }
        return Optional.ofNullable(most)
                .filter(limit -> isProven(limit.count(), ended))
                .filter(PeerLimit::isNotOneMoment)
                .filter(limit -> !isOfAge(limit))
                .map(limit ->
                        new PeerLimit(limit.destination(), limit.count(), ended, 0, limit.idle(), limit.lifetimes()));
    }

    /** The first of them, and those whose idle time differs from it no more than the ends of one limit do. */
    private static PeerEnds alike(List<PeerEnds> byIdleTime) {
        Duration shortest = byIdleTime.get(0).idle().shortest();
        Duration tolerance =
                Thresholds.IDLE_LIMIT_CHECKED.compareTo(shortest) < 0 ? Thresholds.IDLE_LIMIT_CHECKED : shortest;
        List<PeerEnds> alike = new ArrayList<>(byIdleTime);
        alike.removeIf(end -> end.idle().longest().compareTo(shortest.plus(tolerance)) > 0);
        return alike.stream().reduce(PeerLimit::together).orElseThrow();
    }

    private static PeerEnds together(PeerEnds one, PeerEnds other) {
        return new PeerEnds(
                one.destination(),
                one.how(),
                one.requests(),
                one.count() + other.count(),
                Math.max(one.mostRequests(), other.mostRequests()),
                one.idle().plus(other.idle()),
                one.lifetimes().plus(other.lifetimes()),
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last());
    }

    private static long sum(List<PeerEnds> ends, How how) {
        return ends.stream()
                .filter(end -> end.how() == how)
                .mapToLong(PeerEnds::count)
                .sum();
    }

    private static boolean isProven(long count, long ended) {
        return count >= Thresholds.PEER_LIMIT_CONNECTIONS && count >= Thresholds.PEER_LIMIT_SHARE * ended;
    }

    /** A peer that stops closes all its connections at one moment, and they may have been used last at one moment, too. */
    private static boolean isNotOneMoment(PeerEnds ends) {
        return ends.spread().compareTo(ends.idle().longest()) > 0;
    }

    /** Connections that are used in step are idle for the same time whenever a limit of their age ends them. */
    private static boolean isOfAge(PeerEnds ends) {
        Range lifetimes = ends.lifetimes();
        Duration idle = ends.idle().longest();
        return lifetimes.isKnown()
                && lifetimes.shortest().compareTo(idle.multipliedBy(2)) > 0
                && lifetimes.longest().minus(lifetimes.shortest()).compareTo(Thresholds.IDLE_LIMIT_CHECKED) <= 0;
    }

    /** Whether it is the same limit, so that both may have one setting. */
    boolean isLike(PeerLimit other) {
        Range both = idle.plus(other.idle);
        return requests == other.requests
                && (!both.isKnown()
                        || both.longest().minus(both.shortest()).compareTo(Thresholds.IDLE_LIMIT_CHECKED) <= 0);
    }
}
