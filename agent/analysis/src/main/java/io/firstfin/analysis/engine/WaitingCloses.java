package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Connections that waited for our close, reported again and again while they did; the longest counts. A
 * round of the agent has no room for an event of each: it reports how many are alike.
 */
final class WaitingCloses implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_CONNECTIONS = 50_000;
    private static final int MAX_KINDS = 10_000;

    /** Those that are alike, as the agent counts them; older agents do not know where they led. */
    private record Kind(Destination destination, String openedBy, String program) implements Serializable {}

    private record Key(Kind kind, boolean closed) {}

    private record Wait(Kind kind, Duration waiting, Instant last) implements Serializable {

        static Wait longer(Wait one, Wait other) {
            int more = one.waiting.compareTo(other.waiting);
            boolean first = more > 0 || more == 0 && one.kind.toString().compareTo(other.kind.toString()) <= 0;
            Wait longer = first ? one : other;
            return new Wait(longer.kind, longer.waiting, one.last.isAfter(other.last) ? one.last : other.last);
        }
    }

    private record Round(Instant time, long count) implements Serializable {

        static Round later(Round one, Round other) {
            int after = one.time.compareTo(other.time);
            return after > 0 || after == 0 && one.count >= other.count ? one : other;
        }
    }

    private final BoundedMap<Long, Wait> waits = new BoundedMap<>(MAX_CONNECTIONS, Wait::longer);
    private final BoundedMap<Kind, Round> lastRounds = new BoundedMap<>(MAX_KINDS, Round::later);
    private Round otherKinds = new Round(Instant.MIN, 0);

    void add(CloseWaitEvent event) {
        Kind kind = new Kind(event.ends().destination(event.role()), event.openedBy(), event.program());
        lastRounds.add(kind, new Round(event.time(), event.alike()));
        otherKinds = Round.later(otherKinds, new Round(event.time(), event.otherKinds()));
        waits.add(ConnectionTable.key(event.connection()), new Wait(kind, event.waiting(), event.time()));
    }

    void addAll(WaitingCloses other) {
        waits.addAll(other.waits);
        lastRounds.addAll(other.lastRounds);
        otherKinds = Round.later(otherKinds, other.otherKinds);
    }

    void forgetBefore(Instant moment) {
        waits.removeIf(wait -> wait.last.isBefore(moment));
        lastRounds.removeIf(round -> round.time.isBefore(moment));
        otherKinds = otherKinds.time.isBefore(moment) ? new Round(Instant.MIN, 0) : otherKinds;
    }

    /**
     * Counted by where they led and who opened them.
     *
     * @param led where a connection led, as its open or close says; null when neither was recorded
     * @param closed whether our code closed it later
     */
    List<WaitingClose> all(String network, LongFunction<Destination> led, LongPredicate closed) {
        Map<Key, WaitingClose> counted = new LinkedHashMap<>();
        Map<Kind, Long> open = new HashMap<>();
        Map<Kind, WaitingClose> met = new HashMap<>();
        waits.forEach((connection, wait) -> {
            Kind kind = wait.kind;
            boolean isClosed = closed.test(connection);
            Destination known = kind.destination.role() == Role.UNKNOWN ? led.apply(connection) : kind.destination;
            Destination end = (known == null ? kind.destination : known).in(network);
            WaitingClose one = new WaitingClose(end, kind.openedBy, kind.program, isClosed, 1, wait.waiting);
            count(counted, one);
            open.merge(kind, isClosed ? 0L : 1L, Long::sum);
            met.merge(kind, one, WaitingCloses::stillWaiting);
        });
        // those that the last round counted beyond the ones that have an event and no close
        met.forEach((kind, one) -> {
            Round last = lastRounds.get(kind);
            long others = last == null || one.closed() ? 0 : last.count - open.get(kind);
            if (others > 0) {
                count(
                        counted,
                        new WaitingClose(
                                one.destination(),
                                one.openedBy(),
                                one.program(),
                                false,
                                others,
                                others,
                                one.longest()));
            }
        });
        if (otherKinds.count > 0) {
            count(
                    counted,
                    new WaitingClose(
                            Destination.unknown(network),
                            "",
                            "",
                            false,
                            otherKinds.count,
                            otherKinds.count,
                            Duration.ofSeconds(1)));
        }
        List<WaitingClose> all = new ArrayList<>(counted.values());
        all.sort(Comparator.comparingLong(WaitingClose::count)
                .thenComparing(WaitingClose::longest)
                .reversed()
                .thenComparing(one -> one.openedBy().isEmpty())
                .thenComparing(WaitingClose::toString));
        return all;
    }

    long notKept() {
        return waits.notKept();
    }

    /** One that no code closed, rather than one that was closed; of two such the longer one. */
    private static WaitingClose stillWaiting(WaitingClose one, WaitingClose other) {
        return Comparator.comparing(WaitingClose::closed)
                                .reversed()
                                .thenComparing(WaitingClose::longest)
                                .thenComparing(WaitingClose::toString)
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    private static void count(Map<Key, WaitingClose> counted, WaitingClose one) {
        Key key = new Key(new Kind(one.destination(), one.openedBy(), one.program()), one.closed());
        counted.merge(key, one, WaitingCloses::together);
    }

    private static WaitingClose together(WaitingClose one, WaitingClose other) {
        return new WaitingClose(
                one.destination(),
                one.openedBy(),
                one.program(),
                one.closed(),
                one.count() + other.count(),
                one.untold() + other.untold(),
                one.longest().compareTo(other.longest()) >= 0 ? one.longest() : other.longest());
    }
}
