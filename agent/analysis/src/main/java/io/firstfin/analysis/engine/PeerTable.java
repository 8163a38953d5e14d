package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Peers;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Who connected to our server ports; bounded. */
final class PeerTable implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_WAYS = 100_000;

    private record Way(Destination server, String ours, String theirs) implements Serializable {}

    private final BoundedMap<Way, Boolean> ways = new BoundedMap<>(MAX_WAYS, Boolean::logicalOr);

    void add(Destination server, String ours, String theirs) {
        ways.add(new Way(server, ours, theirs), true);
    }

    /** @param place puts a server into its network namespace */
    void addAll(PeerTable other, UnaryOperator<Destination> place) {
        other.ways.forEach((way, known) -> add(place.apply(way.server), way.ours, way.theirs));
    }

    Map<Destination, Peers> peers() {
        Map<Destination, Set<String>> addresses = new HashMap<>();
        Map<Destination, Integer> counts = new HashMap<>();
        ways.forEach((way, known) -> {
            addresses.computeIfAbsent(way.server, absent -> new HashSet<>()).add(way.theirs);
            counts.merge(way.server, 1, Integer::sum);
        });
        Map<Destination, Peers> peers = new HashMap<>();
        counts.forEach((server, count) ->
                peers.put(server, new Peers(addresses.get(server).size(), count)));
        return peers;
    }

    long notKept() {
        return ways.notKept();
    }
}
