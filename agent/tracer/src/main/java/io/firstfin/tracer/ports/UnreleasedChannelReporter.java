package io.firstfin.tracer.ports;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.sink.UnreleasedSample;
import io.firstfin.tracer.sink.UnreleasedSample.Unreleased;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Reports, each time JFR asks, the channels that were closed while they were registered with a Selector
 * that nobody selects from any more: the JDK releases the descriptor in the next select only. From a
 * second on, and the {@value #MOST_REPORTED} that are held for longest.
 */
public final class UnreleasedChannelReporter {

    private static final int MOST_REPORTED = 64;
    private static final long SECOND = 1_000_000_000L;

    private final ConnectionTable table;

    private final Sinks sinks;

    private record Held(Connection connection, long nanos) {}

    UnreleasedChannelReporter(ConnectionTable table, Sinks sinks) {
        this.table = table;
        this.sinks = sinks;
    }

    public void report() {
        PriorityQueue<Held> longest = new PriorityQueue<>(Comparator.comparingLong(Held::nanos));
        int count = collect(longest);
        List<Unreleased> reported = new ArrayList<>();
        longest.stream()
                .sorted(Comparator.comparingLong(Held::nanos).reversed())
                .forEach(held -> reported.add(new Unreleased(held.connection, held.nanos, held.connection.stateNow())));
        UnreleasedSample sample = new UnreleasedSample(reported, count);
        sinks.report(sink -> sink.unreleased(sample));
    }

    private int collect(PriorityQueue<Held> longest) {
        int[] count = new int[1];
        long now = System.nanoTime();
        table.forEach(connection -> {
            long nanos = connection.heldAfterCloseNanos(now);
            if (nanos >= SECOND) {
                count[0]++;
                longest.add(new Held(connection, nanos));
                if (longest.size() > MOST_REPORTED) {
                    longest.remove();
                }
            }
        });
        return count[0];
    }
}
