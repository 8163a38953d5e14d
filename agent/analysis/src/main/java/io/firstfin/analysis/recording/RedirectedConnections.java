package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Redirects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Connections on which HttpURLConnection was answered by a redirect last. It follows one by itself,
 * and gives up the connection in doing so.
 */
final class RedirectedConnections {

    private static final int MAX_CONNECTIONS = 50_000;
    private static final String CLIENT = "HttpURLConnection";
    private static final Set<Long> STATUS = Set.of(301L, 302L, 303L, 307L, 308L);

    private record Key(Destination destination, String client) {}

    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> redirected = new HashSet<>();
    private final Map<Key, Long> counted = new LinkedHashMap<>();
    private long notKept;

    void exchange(RecordedEvent event) {
        String client = Fields.text(event, "client");
        String connection = Fields.text(event, "connection");
        if (!client.startsWith(CLIENT) || connection.isEmpty()) {
            return;
        }
        if (!newest.containsKey(connection) && newest.size() >= MAX_CONNECTIONS) {
            notKept++;
            return;
        }
        long number = Fields.number(event, "exchange");
        if (number < newest.getOrDefault(connection, -1L)) {
            return;
        }
        newest.put(connection, number);
        if (STATUS.contains(Fields.number(event, "status"))) {
            redirected.add(connection);
        } else {
            redirected.remove(connection);
        }
    }

    void close(String connection, ClosedConnection closed) {
        boolean ours = closed.group().verdict().closedFirst().includesUs();
        if (ours && !closed.group().why().isKnown() && redirected.contains(connection)) {
            counted.merge(
                    new Key(closed.group().destination(), closed.group().why().program()), 1L, Long::sum);
        }
    }

    List<Redirects> all() {
        List<Redirects> all = new ArrayList<>();
        counted.forEach((key, count) -> all.add(new Redirects(key.destination, key.client, count)));
        return all;
    }

    long notKept() {
        return notKept;
    }
}
