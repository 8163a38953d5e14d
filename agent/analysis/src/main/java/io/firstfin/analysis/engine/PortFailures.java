package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.PortExhaustionEvent;
import io.firstfin.analysis.event.PortInUseEvent;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Connects and binds that found no port, and connects whose port was in use towards the destination. */
final class PortFailures implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_EVENTS = 20_000;
    private static final int MAX_KINDS = 200;
    private static final String GONE = "nobody";

    private record Key(String call, Destination destination) {}

    private record Moment(Instant time, boolean atBind, Ends ends) implements Serializable {}

    /** Words with the time of the event that holds them. */
    private record Words(Instant time, String text) implements Serializable {

        /** Those of the earliest event that says anything. */
        static Words first(Words one, Words other) {
            boolean says = one.rank() < other.rank()
                    || one.rank() == other.rank()
                            && (one.time.isBefore(other.time)
                                    || one.time.equals(other.time) && one.text.compareTo(other.text) <= 0);
            return says ? one : other;
        }

        private int rank() {
            return text.isEmpty() ? 2 : text.startsWith(GONE) ? 1 : 0;
        }
    }

    /** What the agent reports of connects from one port to one destination. */
    private record InUse(long count, Instant last, Words heldBy, Words failedAt) implements Serializable {

        static InUse together(InUse one, InUse other) {
            return new InUse(
                    one.count + other.count,
                    one.last.isAfter(other.last) ? one.last : other.last,
                    Words.first(one.heldBy, other.heldBy),
                    Words.first(one.failedAt, other.failedAt));
        }
    }

    private final BoundedMap<Moment, PortExhaustionEvent> exhaustions =
            new BoundedMap<>(MAX_EVENTS, BinaryOperator.minBy(Comparator.comparing(PortExhaustionEvent::toString)));
    private final BoundedMap<Tally.ConflictKey, InUse> inUse = new BoundedMap<>(MAX_KINDS, InUse::together);

    void add(PortExhaustionEvent event) {
        exhaustions.add(new Moment(event.time(), event.atBind(), event.ends()), event);
    }

    void add(PortInUseEvent event) {
        inUse.add(
                new Tally.ConflictKey(
                        event.ends().destination(PortSide.CLIENT),
                        Math.max(0, event.ends().localPort())),
                new InUse(
                        event.failures(),
                        event.time(),
                        new Words(event.time(), event.heldBy()),
                        new Words(event.time(), event.failedAt())));
    }

    void addAll(PortFailures other) {
        exhaustions.addAll(other.exhaustions);
        inUse.addAll(other.inUse);
    }

    void forgetBefore(Instant moment) {
        exhaustions.removeIf(event -> event.time().isBefore(moment));
        inUse.removeIf(one -> one.last.isBefore(moment));
    }

    /** Failures for want of a port: of each kind the first with all it holds, and how many. */
    List<PortExhaustion> exhaustions(int jvm, String network) {
        List<PortExhaustion> all = new ArrayList<>();
        for (PortExhaustion one : kinds()) {
            all.add(new PortExhaustion(
                    jvm,
                    one.destination().in(network),
                    one.call(),
                    one.count(),
                    one.held(),
                    one.owners(),
                    one.guilty(),
                    one.settings(),
                    one.failure()));
        }
        return all;
    }

    /** Adds what the kernel showed at each failure. */
    void addCourses(int jvm, String network, BudgetTally courses) {
        exhaustions.asMap().values().stream()
                .filter(event -> !one(event).isContradicted())
                .sorted(Comparator.comparing(PortExhaustionEvent::time).thenComparing(PortExhaustionEvent::toString))
                .forEach(event -> courses.exhausted(
                        jvm,
                        event.atBind() ? PortSide.BIND : PortSide.CLIENT,
                        event.ends().destination(PortSide.CLIENT).in(network),
                        event.count(),
                        event.failures()));
    }

    /**
     * The destinations, without our own address, at whose failures the kernel showed many free ports each
     * time: none of them failed for want of one.
     */
    Map<Destination, Boolean> contradicted() {
        Map<Destination, Boolean> contradicted = new HashMap<>();
        for (PortExhaustion one : kinds()) {
            if (!one.atBind()) {
                contradicted.merge(withoutSource(one.destination()), one.isContradicted(), Boolean::logicalAnd);
            }
        }
        return contradicted;
    }

    static Destination withoutSource(Destination destination) {
        return Destination.client("", "", destination.address(), destination.port());
    }

    /**
     * Connects from a port that was in use towards their destination.
     *
     * @param connects how many Connect events failed so; where there are none, the agent's count holds
     */
    List<PortConflict> conflicts(int jvm, Map<Tally.ConflictKey, Long> connects, UnaryOperator<Destination> place) {
        Set<Tally.ConflictKey> keys = new LinkedHashSet<>(inUse.asMap().keySet());
        keys.addAll(connects.keySet());
        List<PortConflict> all = new ArrayList<>();
        for (Tally.ConflictKey key : keys) {
            InUse reported = inUse.get(key);
            long count = connects.getOrDefault(key, reported == null ? 0 : reported.count);
            all.add(new PortConflict(
                    jvm,
                    place.apply(key.destination()),
                    key.localPort(),
                    count,
                    reported == null ? "" : reported.heldBy.text,
                    reported == null ? "" : reported.failedAt.text));
        }
        all.sort(Comparator.comparing(PortConflict::toString));
        return all;
    }

    long notKept() {
        return exhaustions.notKept() + inUse.notKept();
    }

    private List<PortExhaustion> kinds() {
        Map<String, PortExhaustion> kinds = new TreeMap<>();
        exhaustions.forEach((moment, event) -> {
            PortExhaustion one = one(event);
            kinds.merge(new Key(one.call(), one.destination()).toString(), one, PortFailures::together);
        });
        return kinds.values().stream()
                .sorted(Comparator.comparing((PortExhaustion one) -> one.held().time())
                        .thenComparing(PortExhaustion::call))
                .toList();
    }

    private static PortExhaustion one(PortExhaustionEvent event) {
        return new PortExhaustion(
                0,
                event.ends().destination(PortSide.CLIENT),
                event.atBind() ? "BIND" : "CONNECT",
                event.failures(),
                event.count(),
                event.owners(),
                event.guilty(),
                event.settings(),
                event.failure());
    }

    private static PortExhaustion together(PortExhaustion one, PortExhaustion other) {
        PortExhaustion first = Comparator.comparing(PortExhaustion::isContradicted)
                                .thenComparing(kind -> kind.held().time())
                                .thenComparing(kind -> kind.held().toString())
                                .compare(one, other)
                        <= 0
                ? one
                : other;
        return new PortExhaustion(
                0,
                first.destination(),
                first.call(),
                one.count() + other.count(),
                first.held(),
                first.owners(),
                first.guilty(),
                first.settings(),
                first.failure());
    }
}
