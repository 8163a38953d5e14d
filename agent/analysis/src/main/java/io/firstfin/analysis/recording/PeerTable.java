package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Peers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who connected to our server ports; bounded. */
final class PeerTable {

    private static final int MAX_WAYS = 100_000;

    private record Way(String ours, String theirs) {}

    private final Map<Destination, Set<Way>> ways = new HashMap<>();
    private int kept;
    private long notKept;

    void add(Destination server, String ours, String theirs) {
        Set<Way> known = ways.computeIfAbsent(server, absent -> new HashSet<>());
        Way way = new Way(ours, theirs);
        if (kept < MAX_WAYS) {
            kept += known.add(way) ? 1 : 0;
        } else if (!known.contains(way)) {
            notKept++;
        }
    }

    Map<Destination, Peers> peers() {
        return ways.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new Peers(
                                addresses(entry.getValue()), entry.getValue().size())));
    }

    long notKept() {
        return notKept;
    }

    private static int addresses(Set<Way> ways) {
        return (int) ways.stream().map(Way::theirs).distinct().count();
    }
}
