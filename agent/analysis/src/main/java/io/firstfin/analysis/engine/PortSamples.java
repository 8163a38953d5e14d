package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kernel's counts of a JVM's port budgets over time. The agent asks for all budgets at once, which
 * gives a row of events within a moment. When there are too many events, only the extremes of the older
 * half are kept.
 */
final class PortSamples implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_EVENTS = 100_000;

    /** So many budgets of our own ports are followed over time. */
    private static final int FOLLOWED = 8;

    private static final Duration ONE_ROW = Duration.ofMillis(500);

    /** What shares a budget. */
    private record Key(PortSide side, Destination destination, String peer) implements Serializable {

        static Key of(PortBudgetEvent event) {
            return new Key(
                    event.side(),
                    event.ends().destination(event.side()),
                    event.side() == PortSide.SERVER ? event.ends().remoteAddress() : "");
        }
    }

    /** All TIME_WAIT that the kernel showed at one moment. */
    record TimeWaitSample(Instant time, Shown shown) implements Serializable {

        static TimeWaitSample fuller(TimeWaitSample one, TimeWaitSample other) {
            int more = Long.compare(one.shown.timeWait(), other.shown.timeWait());
            int earlier = one.time.compareTo(other.time);
            boolean first = earlier < 0 || earlier == 0 && one.toString().compareTo(other.toString()) <= 0;
            return more > 0 || more == 0 && first ? one : other;
        }
    }

    /**
     * The samples of one budget that say most.
     *
     * @param soonest null where the end of the ports was never in sight
     */
    private record Extremes(PortCount last, PortCount fullest, PortCount soonest, long count) implements Serializable {

        static Extremes of(PortCount one) {
            boolean inSight = !one.left().isNegative() && one.free() != 0;
            return new Extremes(one, one, inSight ? one : null, 1);
        }

        static Extremes of(Extremes one, Extremes other) {
            return new Extremes(
                    first(
                            one.last,
                            other.last,
                            Comparator.comparing(PortCount::time).reversed()),
                    first(
                            one.fullest,
                            other.fullest,
                            Comparator.comparingLong(PortCount::held).reversed()),
                    one.soonest == null || other.soonest == null
                            ? one.soonest == null ? other.soonest : one.soonest
                            : first(one.soonest, other.soonest, Comparator.comparing(PortCount::left)),
                    one.count + other.count);
        }

        private static PortCount first(PortCount one, PortCount other, Comparator<PortCount> order) {
            return order.thenComparing(PortCount::time)
                                    .thenComparing(PortCount::toString)
                                    .compare(one, other)
                            <= 0
                    ? one
                    : other;
        }
    }

    private final Set<PortBudgetEvent> events = new HashSet<>();
    private final Map<Key, Extremes> older = new HashMap<>();
    private TimeWaitSample olderPeak;

    void add(PortBudgetEvent event) {
        events.add(event);
        if (events.size() > MOST_EVENTS) {
            List<PortBudgetEvent> all = byTime();
            forget(all.subList(0, all.size() / 2));
        }
    }

    void addAll(PortSamples other) {
        other.older.forEach((key, extremes) -> older.merge(key, extremes, Extremes::of));
        olderPeak = fullest(olderPeak, other.olderPeak);
        other.events.forEach(this::add);
    }

    /** Drops what is older than a moment. */
    void forgetBefore(Instant moment) {
        events.removeIf(event -> event.time().isBefore(moment));
        older.clear();
        olderPeak = null;
    }

    /** All budgets, the fullest first. */
    List<PortBudget> budgets(int jvm, String network) {
        List<PortBudget> all = new ArrayList<>();
        extremes()
                .forEach((key, extremes) -> all.add(new PortBudget(
                        jvm,
                        key.side,
                        key.destination.in(network),
                        key.peer,
                        extremes.last,
                        extremes.fullest,
                        Optional.ofNullable(extremes.soonest),
                        extremes.count)));
        all.sort(
                Comparator.comparingLong((PortBudget budget) -> budget.fullest().held())
                        .reversed()
                        .thenComparing(PortBudget::side)
                        .thenComparing(budget -> budget.destination() + budget.peer()));
        return all;
    }

    /** Adds the samples of those of our own ports that were fullest. */
    void addCourses(int jvm, String network, BudgetTally courses) {
        Set<Key> followed = extremes().entrySet().stream()
                .filter(entry -> entry.getKey().side() != PortSide.SERVER)
                .sorted(Comparator.comparingLong((Map.Entry<Key, Extremes> entry) ->
                                entry.getValue().fullest.held())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(FOLLOWED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (PortBudgetEvent event : byTime()) {
            Key key = Key.of(event);
            if (followed.contains(key)) {
                courses.look(jvm, key.side, key.destination.in(network), event.count());
            }
        }
    }

    /** The moment with most TIME_WAIT; empty where the kernel was never asked. */
    Optional<TimeWaitSample> peak() {
        TimeWaitSample peak = olderPeak;
        for (TimeWaitSample row : rows(byTime())) {
            peak = fullest(peak, row);
        }
        return Optional.ofNullable(peak);
    }

    /** The last moment. */
    Optional<TimeWaitSample> last() {
        List<TimeWaitSample> rows = rows(byTime());
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    private void forget(List<PortBudgetEvent> oldest) {
        for (PortBudgetEvent event : oldest) {
            older.merge(Key.of(event), Extremes.of(event.count()), Extremes::of);
        }
        for (TimeWaitSample row : rows(oldest)) {
            olderPeak = fullest(olderPeak, row);
        }
        oldest.forEach(events::remove);
    }

    private Map<Key, Extremes> extremes() {
        Map<Key, Extremes> all = new HashMap<>(older);
        for (PortBudgetEvent event : events) {
            all.merge(Key.of(event), Extremes.of(event.count()), Extremes::of);
        }
        return all;
    }

    private List<PortBudgetEvent> byTime() {
        return events.stream()
                .sorted(Comparator.comparing(PortBudgetEvent::time).thenComparing(PortBudgetEvent::toString))
                .toList();
    }

    /** The pool of binds has the same sockets as the destinations: it would count them twice. */
    private static List<TimeWaitSample> rows(List<PortBudgetEvent> byTime) {
        List<TimeWaitSample> rows = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (PortBudgetEvent event : byTime) {
            if (event.side() == PortSide.BIND) {
                continue;
            }
            int last = rows.size() - 1;
            List<Object> budget = List.of(event.side(), event.ends());
            boolean same = last >= 0
                    && !seen.contains(budget)
                    && Duration.between(rows.get(last).time, event.time()).compareTo(ONE_ROW) < 0;
            if (!same) {
                seen.clear();
                rows.add(new TimeWaitSample(event.time(), new Shown(true, 0, 0, 0, 0)));
                last++;
            }
            seen.add(budget);
            rows.set(last, new TimeWaitSample(rows.get(last).time, plus(rows.get(last).shown, event)));
        }
        return rows;
    }

    /** Null where neither is there. */
    private static TimeWaitSample fullest(TimeWaitSample one, TimeWaitSample other) {
        return one == null || other == null ? one == null ? other : one : TimeWaitSample.fuller(one, other);
    }

    private static Shown plus(Shown so, PortBudgetEvent event) {
        PortCount count = event.count();
        return new Shown(
                true,
                so.timeWait() + Math.max(0, count.timeWait()),
                sum(so.ours(), count.timeWaitOurs()),
                sum(so.otherProcesses(), count.otherProcesses()),
                Math.max(so.leftOut(), event.truncated()));
    }

    /** Unknown as soon as a part of it is. */
    private static long sum(long one, long other) {
        return one < 0 || other < 0 ? -1 : one + other;
    }
}
