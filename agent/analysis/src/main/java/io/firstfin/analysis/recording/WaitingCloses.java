package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.WaitingClose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Connections that waited for our close, told again and again while they did; the longest counts. A
 * round has no room for an event of each: of those alike it tells how many there are.
 */
final class WaitingCloses {

    private static final int MAX_CONNECTIONS = 50_000;
    private static final int MAX_KINDS = 10_000;

    /** Those that are alike, as the agent counts them; where they led is not known to older agents. */
    private record Kind(Destination destination, String openedBy, String program) {}

    private record Key(Kind kind, boolean closed) {}

    private record Wait(Kind kind, Duration waiting) {}

    private record Round(Instant time, long count) {}

    private final Map<String, Wait> waits = new HashMap<>();
    private final Map<Kind, Round> lastRounds = new HashMap<>();
    private final Map<String, Destination> led = new HashMap<>();
    private Round otherKinds = new Round(Instant.MIN, 0);
    private long notKept;

    void add(RecordedEvent event) {
        Kind kind = kind(event);
        Instant time = event.getEndTime();
        if (lastRounds.size() < MAX_KINDS || lastRounds.containsKey(kind)) {
            lastRounds.merge(kind, new Round(time, Fields.number(event, "alike")), WaitingCloses::later);
        }
        otherKinds = later(otherKinds, new Round(time, Fields.number(event, "otherKinds")));
        String connection = Fields.text(event, "connection");
        Wait known = waits.get(connection);
        if (known == null && waits.size() >= MAX_CONNECTIONS) {
            notKept++;
            return;
        }
        Duration waiting = Fields.span(event, "waiting");
        if (known == null || known.waiting.compareTo(waiting) < 0) {
            waits.put(connection, new Wait(kind, waiting));
        }
    }

    /** Where a connection led, as told when it was opened or closed. */
    void led(String connection, Destination destination) {
        if (waits.containsKey(connection)) {
            led.put(connection, destination);
        }
    }

    /** Counted by where they led and who opened them. */
    List<WaitingClose> all(String network, Connections connections) {
        Map<Key, WaitingClose> counted = new LinkedHashMap<>();
        Map<Kind, Long> open = new HashMap<>();
        Map<Kind, WaitingClose> met = new HashMap<>();
        waits.forEach((connection, wait) -> {
            Kind kind = wait.kind;
            boolean closed = connections.isClosed(connection);
            Destination end = kind.destination.role() == Role.UNKNOWN
                    ? led.getOrDefault(connection, Destination.unknown(network))
                    : kind.destination.in(network);
            WaitingClose one = new WaitingClose(end, kind.openedBy, kind.program, closed, 1, wait.waiting);
            counted.merge(new Key(new Kind(end, kind.openedBy, kind.program), closed), one, WaitingCloses::together);
            open.merge(kind, closed ? 0L : 1L, Long::sum);
            met.merge(kind, one, (known, next) -> known.closed() ? next : known);
        });
        // those that the last round counted beyond the ones that were told and have no close
        met.forEach((kind, one) -> {
            Round last = lastRounds.get(kind);
            long untold = last == null || one.closed() ? 0 : last.count - open.get(kind);
            if (untold > 0) {
                counted.merge(
                        new Key(new Kind(one.destination(), one.openedBy(), one.program()), false),
                        new WaitingClose(
                                one.destination(), one.openedBy(), one.program(), false, untold, untold, one.longest()),
                        WaitingCloses::together);
            }
        });
        if (otherKinds.count > 0) {
            Destination unknown = Destination.unknown(network);
            counted.merge(
                    new Key(new Kind(unknown, "", ""), false),
                    new WaitingClose(unknown, "", "", false, otherKinds.count, otherKinds.count, Duration.ofSeconds(1)),
                    WaitingCloses::together);
        }
        return new ArrayList<>(counted.values());
    }

    long notKept() {
        return notKept;
    }

    /** The network is not known yet. */
    private static Kind kind(RecordedEvent event) {
        String client = Fields.text(event, "httpClient");
        Destination end = switch (Fields.constant(event, "role", Role.UNKNOWN)) {
            case CLIENT ->
                Destination.client(
                        "",
                        Fields.text(event, "localAddress"),
                        Fields.text(event, "remoteAddress"),
                        Fields.integer(event, "remotePort"));
            case SERVER -> Destination.server("", Fields.integer(event, "localPort"));
            case UNKNOWN -> Destination.unknown("");
        };
        return new Kind(
                end, Fields.text(event, "openedBy"), client.isEmpty() ? Fields.text(event, "httpServer") : client);
    }

    private static Round later(Round one, Round other) {
        return other.time.isBefore(one.time) ? one : other;
    }

    private static WaitingClose together(WaitingClose one, WaitingClose other) {
        Duration longest = one.longest().compareTo(other.longest()) >= 0 ? one.longest() : other.longest();
        return new WaitingClose(
                one.destination(),
                one.openedBy(),
                one.program(),
                one.closed(),
                one.count() + other.count(),
                one.untold() + other.untold(),
                longest);
    }
}
