package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.recording.Connections.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a JVM's closes had left a TIME_WAIT that stood at one moment. The last connection on each
 * pair of ends decides: what took the ports again ended the TIME_WAIT before it.
 */
final class TimeWaitLedger {

    private static final int MAX_ENDS = 500_000;
    private static final Duration LASTS = Duration.ofSeconds(TimeWaitProjection.SECONDS);

    private record Key(Destination destination, Why why) {}

    /** The last connection seen on a pair of ends; without an owner it left no TIME_WAIT. */
    private record Entry(Instant opened, Key owner, Sample site) {}

    private final Instant moment;
    private final Map<Long, Entry> ends = new HashMap<>();
    private long notKept;

    TimeWaitLedger(Instant moment) {
        this.moment = moment;
    }

    /**
     * A close.
     *
     * @param ends names the pair of ends
     * @param opened when the connection was opened
     * @param began when its TIME_WAIT began, if it left one
     * @param leaves it left one, which our own FIN made
     * @param site who closed, and how many such closes that stands for; weight 0 when no stack tells
     */
    void close(long ends, Instant opened, Instant began, boolean leaves, ClosedConnection closed, Sample site) {
        Instant over = began.plus(LASTS);
        if (opened.isAfter(moment) || !over.isAfter(moment)) {
            return;
        }
        boolean stands = leaves && !began.isAfter(moment);
        put(
                ends,
                new Entry(
                        opened,
                        stands
                                ? new Key(
                                        closed.group().destination(),
                                        closed.group().why())
                                : null,
                        site));
    }

    /** A connection that had no close in the recordings. */
    void staysOpen(long ends, Instant opened) {
        if (!opened.isAfter(moment)) {
            put(ends, new Entry(opened, null, null));
        }
    }

    /** Who they are charged to, the most first. */
    List<TimeWaitOwner> owners(Sources sources) {
        Map<Key, Long> counts = new LinkedHashMap<>();
        Map<Key, Map<CallSite, Long>> sites = new HashMap<>();
        for (Entry entry : ends.values()) {
            if (entry.owner != null) {
                counts.merge(entry.owner, 1L, Long::sum);
                sites.computeIfAbsent(entry.owner, absent -> new LinkedHashMap<>())
                        .merge(entry.site.site(), entry.site.weight(), Long::sum);
            }
        }
        List<TimeWaitOwner> owners = new ArrayList<>();
        counts.forEach((key, count) -> Apportioned.of(count, sites.get(key))
                .forEach((site, part) ->
                        owners.add(new TimeWaitOwner(sources.complete(key.destination), site, key.why, part))));
        owners.sort(Comparator.comparingLong(TimeWaitOwner::count).reversed().thenComparing(owner -> owner.toString()));
        return List.copyOf(owners);
    }

    long notKept() {
        return notKept;
    }

    private void put(long key, Entry entry) {
        Entry known = ends.get(key);
        if (known == null && ends.size() >= MAX_ENDS) {
            notKept++;
        } else if (known == null || !known.opened.isAfter(entry.opened)) {
            ends.put(key, entry);
        }
    }
}
