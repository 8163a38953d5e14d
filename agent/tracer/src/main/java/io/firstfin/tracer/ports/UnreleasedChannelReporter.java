package io.firstfin.tracer.ports;

import io.firstfin.bootstrap.UnreleasedChannelEvent;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.EventFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Tells, each time JFR asks, of channels that were closed while they were registered with a Selector
 * that nobody selects from any more: the JDK releases the descriptor in the next select only. From a
 * second on, and the {@value #MOST_TOLD} that are held for longest.
 */
public final class UnreleasedChannelReporter {

    private static final int MOST_TOLD = 64;
    private static final long SECOND = 1_000_000_000L;

    private final ConnectionTable table;

    private record Held(Connection connection, long nanos) {}

    UnreleasedChannelReporter(ConnectionTable table) {
        this.table = table;
    }

    /** Commits an event for each of those that are held for longest. */
    public void report() {
        PriorityQueue<Held> longest = new PriorityQueue<>(Comparator.comparingLong(Held::nanos));
        int count = collect(longest);
        List<Held> sorted = new ArrayList<>(longest);
        sorted.sort(Comparator.comparingLong(Held::nanos).reversed());
        for (Held held : sorted) {
            commit(held, count, count - sorted.size());
        }
    }

    private int collect(PriorityQueue<Held> longest) {
        int[] count = new int[1];
        long now = System.nanoTime();
        table.forEach(connection -> {
            long nanos = connection.heldAfterCloseNanos(now);
            if (nanos >= SECOND) {
                count[0]++;
                longest.add(new Held(connection, nanos));
                if (longest.size() > MOST_TOLD) {
                    longest.remove();
                }
            }
        });
        return count[0];
    }

    private static void commit(Held held, int count, int leftOut) {
        Connection connection = held.connection();
        TcpState state = connection.stateNow();
        UnreleasedChannelEvent event = new UnreleasedChannelEvent();
        EventFields.identify(event, connection);
        event.waiting = held.nanos();
        event.kernelState = state == null ? null : state.name();
        event.closedBy = connection.closing() == null || connection.closing().closedBy() == null
                ? null
                : connection.closing().closedBy().line();
        event.httpClient = connection.httpClient();
        event.httpServer = connection.httpServer();
        event.unreleased = count;
        event.leftOut = leftOut;
        event.commit();
    }
}
