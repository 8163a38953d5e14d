package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.UnreleasedChannelEvent;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.UnreleasedChannel;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Channels that were closed and not released: counted by where they were closed. */
final class UnreleasedChannels implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_CONNECTIONS = 50_000;

    private record Held(Instant time, String closedBy, String httpClient, Duration waiting) implements Serializable {

        static Held later(Held one, Held other) {
            return Comparator.comparing(Held::time)
                                    .thenComparing(Held::toString)
                                    .compare(one, other)
                            >= 0
                    ? one
                    : other;
        }
    }

    private final BoundedMap<Long, Held> held = new BoundedMap<>(MAX_CONNECTIONS, Held::later);
    private long mostAtOnce;

    void add(UnreleasedChannelEvent event) {
        mostAtOnce = Math.max(mostAtOnce, event.unreleased());
        held.add(
                ConnectionTable.key(event.connection()),
                new Held(event.time(), event.closedBy(), event.httpClient(), event.waiting()));
    }

    void addAll(UnreleasedChannels other) {
        mostAtOnce = Math.max(mostAtOnce, other.mostAtOnce);
        held.addAll(other.held);
    }

    void forgetBefore(Instant moment) {
        held.removeIf(one -> one.time.isBefore(moment));
    }

    /**
     * By call site and HTTP client; those without an event are counted without either.
     *
     * @param closers the site that closed a connection; unknown where no stack tells
     */
    List<UnreleasedChannel> all(LongFunction<CallSite> closers) {
        Map<List<String>, UnreleasedChannel> counted = new LinkedHashMap<>();
        held.forEach((connection, one) -> {
            CallSite site = closers.apply(connection);
            count(
                    counted,
                    new UnreleasedChannel(
                            site.isKnown() ? site.label() : one.closedBy, one.httpClient, 1, one.waiting));
        });
        if (mostAtOnce > held.size()) {
            count(counted, new UnreleasedChannel("", "", mostAtOnce - held.size(), Duration.ZERO));
        }
        return counted.values().stream()
                .sorted(Comparator.comparing(UnreleasedChannel::closedBy).thenComparing(UnreleasedChannel::httpClient))
                .toList();
    }

    long notKept() {
        return held.notKept();
    }

    private static void count(Map<List<String>, UnreleasedChannel> counted, UnreleasedChannel channels) {
        counted.merge(
                List.of(channels.closedBy(), channels.httpClient()),
                channels,
                (all, more) -> new UnreleasedChannel(
                        all.closedBy(),
                        all.httpClient(),
                        all.count() + more.count(),
                        all.longest().compareTo(more.longest()) >= 0 ? all.longest() : more.longest()));
    }
}
