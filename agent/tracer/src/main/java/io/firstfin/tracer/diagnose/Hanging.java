package io.firstfin.tracer.diagnose;

import io.firstfin.kernel.SocketRow;
import io.firstfin.tracer.connection.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The connections that hang for longest, from a second on. */
final class Hanging {

    private static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<One> longest =
            new PriorityQueue<>(Comparator.comparingLong(One::nanos));
    private final int most;
    private int count;

    /** @param nanos for how long it has been hanging */
    record One(SocketRow row, Connection connection, long nanos) {}

    Hanging(int most) {
        this.most = most;
    }

    void add(SocketRow row, Connection connection, long nanos) {
        if (nanos < SECOND) {
            return;
        }
        count++;
        longest.add(new One(row, connection, nanos));
        if (longest.size() > most) {
            longest.remove();
        }
    }

    /** The longest first. */
    List<One> longest() {
        List<One> sorted = new ArrayList<>(longest);
        sorted.sort(Comparator.comparingLong(One::nanos).reversed());
        return sorted;
    }

    int leftOut() {
        return count - longest.size();
    }
}
