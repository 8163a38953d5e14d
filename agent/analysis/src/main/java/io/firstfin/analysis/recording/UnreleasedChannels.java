package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.UnreleasedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Channels that were closed and not released: counted by where they were closed. */
final class UnreleasedChannels {

    private static final int MAX_CONNECTIONS = 50_000;

    private record Held(String closedBy, Duration waiting) {

        Held closedBy(String site) {
            return new Held(site, waiting);
        }
    }

    private final Map<String, Held> held = new HashMap<>();
    private long mostAtOnce;
    private long notKept;

    /** What JFR asked for while it lasted; the last one holds. */
    void add(RecordedEvent event) {
        mostAtOnce = Math.max(mostAtOnce, Fields.number(event, "unreleased"));
        String connection = Fields.text(event, "connection");
        if (held.containsKey(connection) || held.size() < MAX_CONNECTIONS) {
            held.put(connection, new Held(Fields.text(event, "closedBy"), Fields.span(event, "waiting")));
        } else {
            notKept++;
        }
    }

    /** Its close, with the stack of its own. */
    void close(String connection, CallSite site) {
        if (site.isKnown()) {
            held.computeIfPresent(connection, (name, known) -> known.closedBy(site.label()));
        }
    }

    /** By call site; those that a round left out are counted without one. */
    List<UnreleasedChannel> all() {
        Map<String, UnreleasedChannel> counted = new LinkedHashMap<>();
        held.values().forEach(one -> count(counted, one.closedBy, 1, one.waiting));
        if (mostAtOnce > held.size()) {
            count(counted, "", mostAtOnce - held.size(), Duration.ZERO);
        }
        return new ArrayList<>(counted.values());
    }

    long notKept() {
        return notKept;
    }

    private static void count(Map<String, UnreleasedChannel> counted, String closedBy, long count, Duration waiting) {
        counted.merge(
                closedBy,
                new UnreleasedChannel(closedBy, count, waiting),
                (all, more) -> new UnreleasedChannel(
                        closedBy,
                        all.count() + more.count(),
                        all.longest().compareTo(more.longest()) >= 0 ? all.longest() : more.longest()));
    }
}
