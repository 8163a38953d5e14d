package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The connections that hang, from a second on. Where there are too many for an event each, one of each
 * kind comes first, so that nothing is hidden behind many that are alike; then the longest.
 */
final class HangingConnections {

    private static final long SECOND = 1_000_000_000L;

    private final List<One> all = new ArrayList<>();
    private final Map<Kind, Integer> kinds = new HashMap<>();
    private final int most;

    /** @param nanos for how long it has been hanging */
    record One(SocketRow row, Connection connection, long nanos) {}

    /** What makes two of them alike: for a client where it leads, for a server its port. */
    private record Kind(Role role, Object end, int port, String openedBy, String program) {

        static Kind of(One one) {
            Connection connection = one.connection;
            Endpoints ends = one.row.endpoints();
            boolean client = connection.role() == Role.CLIENT;
            return new Kind(
                    connection.role(),
                    client ? ends.remote() : null,
                    client ? ends.remotePort() : ends.localPort(),
                    connection.opener(),
                    Owner.program(connection));
        }

        // written out: on JDK 17 what a record is given keeps its class, and with that our loader
        @Override
        public boolean equals(Object other) {
            return other instanceof Kind
                    && role == ((Kind) other).role
                    && port == ((Kind) other).port
                    && Objects.equals(end, ((Kind) other).end)
                    && Objects.equals(openedBy, ((Kind) other).openedBy)
                    && Objects.equals(program, ((Kind) other).program);
        }

        @Override
        public int hashCode() {
            return Objects.hash(role.ordinal(), end, port, openedBy, program);
        }
    }

    HangingConnections(int most) {
        this.most = most;
    }

    void add(SocketRow row, Connection connection, long nanos) {
        if (nanos >= SECOND) {
            One one = new One(row, connection, nanos);
            all.add(one);
            kinds.merge(Kind.of(one), 1, Integer::sum);
        }
    }

    /** Those to be reported, the longest first. */
    List<One> reported() {
        all.sort(Comparator.comparingLong(One::nanos).reversed());
        List<One> reported = new ArrayList<>();
        List<One> others = new ArrayList<>();
        Set<Kind> met = new HashSet<>();
        for (One one : all) {
            (met.add(Kind.of(one)) && reported.size() < most ? reported : others).add(one);
        }
        reported.addAll(others.subList(0, Math.min(others.size(), most - reported.size())));
        reported.sort(Comparator.comparingLong(One::nanos).reversed());
        return reported;
    }

    /** How many are of its kind, reported or not. */
    int alike(One one) {
        return kinds.get(Kind.of(one));
    }

    int count() {
        return all.size();
    }

    /** How many {@link #reported} leaves out. */
    int leftOut() {
        return Math.max(0, all.size() - most);
    }

    /** Of those, how many have nothing of their kind among the reported. */
    int otherKinds(List<One> reported) {
        Set<Kind> met = new HashSet<>();
        reported.forEach(one -> met.add(Kind.of(one)));
        return kinds.entrySet().stream()
                .filter(kind -> !met.contains(kind.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
