package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.HangingSample;
import io.firstfin.tracer.sink.HangingSample.Hanging;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections that hang, from a second on. Where there are too many for an event each, one of each
 * kind comes first, so that nothing is hidden behind many that are alike; then the longest.
 */
final class HangingConnections {

    private static final long SECOND = 1_000_000_000L;

    private final List<One> all = new ArrayList<>();
    private final Map<List<Object>, Integer> kinds = new HashMap<>();
    private final int most;

    /** @param nanos for how long it has been hanging */
    private record One(SocketRow row, Connection connection, long nanos) {

        /** What makes two of them alike: for a client where it leads, for a server its port. */
        List<Object> kind() {
            Endpoints ends = row.endpoints();
            boolean client = connection.role() == Role.CLIENT;
            return Arrays.asList(
                    connection.role(),
                    client ? ends.remote() : null,
                    client ? ends.remotePort() : ends.localPort(),
                    connection.opener(),
                    Owner.program(connection));
        }
    }

    HangingConnections(int most) {
        this.most = most;
    }

    void add(SocketRow row, Connection connection, long nanos) {
        if (nanos >= SECOND) {
            One one = new One(row, connection, nanos);
            all.add(one);
            kinds.merge(one.kind(), 1, Integer::sum);
        }
    }

    /** The longest first; where there are too many, one of each kind before others of its kind. */
    HangingSample sample() {
        all.sort(Comparator.comparingLong(One::nanos).reversed());
        List<One> reported = new ArrayList<>();
        List<One> others = new ArrayList<>();
        Set<List<Object>> met = new HashSet<>();
        for (One one : all) {
            (met.add(one.kind()) && reported.size() < most ? reported : others).add(one);
        }
        reported.addAll(others.subList(0, Math.min(others.size(), most - reported.size())));
        reported.sort(Comparator.comparingLong(One::nanos).reversed());
        List<Hanging> facts = new ArrayList<>();
        for (One one : reported) {
            facts.add(new Hanging(one.connection, one.row.endpoints(), one.nanos, kinds.get(one.kind())));
        }
        return new HangingSample(facts, all.size(), otherKinds(reported));
    }

    /** How many of those left out have none of their kind among the reported. */
    private int otherKinds(List<One> reported) {
        Set<List<Object>> met = new HashSet<>();
        reported.forEach(one -> met.add(one.kind()));
        return kinds.entrySet().stream()
                .filter(kind -> !met.contains(kind.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
