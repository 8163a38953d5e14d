package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.KernelWord;
import io.firstfin.analysis.engine.ConnectionRecord.Sample;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Why;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which of a JVM's closes had left a TIME_WAIT that was there at one moment. The last connection on each
 * pair of ends decides: what took the ports again ended the TIME_WAIT before it.
 */
final class TimeWaitLedger implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_ENDS = 500_000;
    private static final long LASTS =
            Duration.ofSeconds(TimeWaitProjection.SECONDS).toNanos();

    private static final Sample NO_SAMPLE = new Sample(CallSite.UNKNOWN, 0, null);

    private record Key(Destination destination, Why why) implements Serializable {}

    /**
     * The last connection seen on a pair of ends.
     *
     * @param why it was closed; null where it left no TIME_WAIT
     * @param site who closed it
     * @param weight how many such closes the site represents; 0 when no stack shows it
     */
    private record Entry(long opened, Destination destination, Why why, CallSite site, long weight)
            implements Serializable {

        Key owner() {
            return new Key(destination, why);
        }

        static Entry later(Entry one, Entry other) {
            if (one.opened != other.opened) {
                return one.opened > other.opened ? one : other;
            }
            if (one.why == null || other.why == null) {
                return one.why == null ? other : one;
            }
            return one.owner().toString().compareTo(other.owner().toString()) >= 0 ? one : other;
        }
    }

    private final long moment;
    private final BoundedMap<Long, Entry> ends = new BoundedMap<>(MAX_ENDS, Entry::later);
    private boolean sampled;

    /** @param moment in nanoseconds since 1970 */
    TimeWaitLedger(long moment) {
        this.moment = moment;
    }

    void add(ConnectionRecord connection) {
        connection.closing().filter(Closing::isByCode).ifPresent(closing -> close(connection, closing));
        if (connection.staysOpen()) {
            connection
                    .opening()
                    .filter(opening -> opening.time() <= moment)
                    .ifPresent(opening -> ends.add(opening.ends(), new Entry(opening.time(), null, null, null, 0)));
        }
    }

    /** Whether sampled stacks name the call sites. */
    boolean isSampled() {
        return sampled;
    }

    /** Who left them, the most first. */
    List<TimeWaitOwner> owners(UnaryOperator<Destination> place) {
        Map<Key, Long> counts = new HashMap<>();
        Map<Key, Map<CallSite, Long>> sites = new HashMap<>();
        ends.forEach((key, entry) -> {
            if (entry.why != null) {
                counts.merge(entry.owner(), 1L, Long::sum);
                sites.computeIfAbsent(entry.owner(), absent -> new HashMap<>())
                        .merge(entry.site, entry.weight, Long::sum);
            }
        });
        List<TimeWaitOwner> owners = new ArrayList<>();
        counts.forEach((key, count) -> Apportioned.of(count, sites.get(key))
                .forEach((site, part) ->
                        owners.add(new TimeWaitOwner(place.apply(key.destination), site, key.why, part))));
        owners.sort(Comparator.comparingLong(TimeWaitOwner::count).reversed().thenComparing(owner -> owner.toString()));
        return List.copyOf(owners);
    }

    long notKept() {
        return ends.notKept();
    }

    private void close(ConnectionRecord connection, Closing closing) {
        Sample site = closing.hasStack()
                ? new Sample(closing.site(), 1, null)
                : connection.sample().orElse(NO_SAMPLE);
        sampled |= !closing.hasStack() && site.weight() > 0;
        long opened =
                closing.lifetime() == ConnectionRecord.UNKNOWN ? closing.time() : closing.time() - closing.lifetime();
        long began = timeWaitBegan(connection, closing);
        if (opened > moment || began + LASTS <= moment) {
            return;
        }
        boolean stands = LastWord.of(connection, closing).leavesTimeWaitWithUs() && began <= moment;
        Why why = stands ? closing.facts().why().withoutChallenge() : null;
        ends.add(closing.ends(), new Entry(opened, closing.destination(), why, site.site(), site.weight()));
    }

    /**
     * With the peer's FIN, which mostly answers ours at once but may come long after: the kernel's timer
     * shows when. None begins before our code closes.
     */
    private static long timeWaitBegan(ConnectionRecord connection, Closing closing) {
        return connection
                .word()
                .map(KernelWord::timeWaitBeganOrSettled)
                .filter(began -> began > closing.time())
                .orElse(closing.time());
    }
}
