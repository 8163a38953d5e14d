package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.WaitingClose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Connections that waited for our close, told again and again while they did; the longest counts. */
final class WaitingCloses {

    private static final int MAX_CONNECTIONS = 50_000;

    private record Key(Destination destination, String openedBy, String httpClient,
            boolean closed) {}

    private record Wait(String openedBy, String httpClient, Duration waiting) {}

    private final Map<String, Wait> waits = new HashMap<>();
    private final Map<String, Destination> led = new HashMap<>();
    private long notKept;

    void add(RecordedEvent event) {
        String connection = Fields.text(event, "connection");
        Wait known = waits.get(connection);
        if (known == null && waits.size() >= MAX_CONNECTIONS) {
            notKept++;
            return;
        }
        Duration waiting = Fields.span(event, "waiting");
        if (known == null || known.waiting.compareTo(waiting) < 0) {
            waits.put(connection, new Wait(Fields.text(event, "openedBy"),
                    Fields.text(event, "httpClient"), waiting));
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
        waits.forEach((connection, wait) -> {
            Key key = new Key(led.getOrDefault(connection, Destination.unknown(network)),
                    wait.openedBy, wait.httpClient, connections.isClosed(connection));
            counted.merge(key, new WaitingClose(key.destination, key.openedBy, key.httpClient,
                    key.closed, 1, wait.waiting), WaitingCloses::together);
        });
        return new ArrayList<>(counted.values());
    }

    long notKept() {
        return notKept;
    }

    private static WaitingClose together(WaitingClose one, WaitingClose other) {
        Duration longest = one.longest().compareTo(other.longest()) >= 0
                ? one.longest() : other.longest();
        return new WaitingClose(one.destination(), one.openedBy(), one.httpClient(),
                one.closed(), one.count() + other.count(), longest);
    }
}
