package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.connection.AcceptHistory;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.AcceptQueueSample;
import io.firstfin.tracer.sink.AcceptQueueSample.Acceptor;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reports, each time JFR asks, the connections that wait to be accepted on ports of ours. Until then no
 * descriptor has them: the kernel shows them in ESTABLISHED, or in CLOSE_WAIT once the client has given
 * up, with inode 0, which a connection that was closed never is.
 */
public final class AcceptQueueReporter {

    private static final int MOST_REPORTED = 64;

    /** Each thread whose stack is taken stops the JVM for a moment on JDK 17. */
    private static final int MOST_STACKS = 4;

    private static final int MOST_REMEMBERED = BoundedTable.WAITING_TO_BE_ACCEPTED.most();
    private static final long SECOND = 1_000_000_000L;

    private static final Set<TcpState> QUEUED = EnumSet.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT);

    private final ConnectionTable table;
    private final OwnSockets own;
    private final TableSampler sampler;
    private final Sinks sinks;

    /** When those that wait were first seen, by the kernel's number of the socket or by their ends. */
    private volatile Map<Object, Long> since = Map.of();

    private volatile int givenUp = -1;

    AcceptQueueReporter(ConnectionTable table, TableSampler sampler, Sinks sinks) {
        this.table = table;
        this.own = new OwnSockets(table);
        this.sampler = sampler;
        this.sinks = sinks;
    }

    /** Whether nobody has accepted it yet. */
    static boolean isQueued(SocketCursor socket) {
        return socket.inode() == 0 && QUEUED.contains(socket.state());
    }

    /** How many waited in the last round whose clients had given up; -1 when not known. */
    int givenUp() {
        return givenUp;
    }

    /** How many of those that wait are remembered. */
    int remembered() {
        return since.size();
    }

    /** Called by one thread at a time: that of JFR. */
    public void report() {
        sampler.sample(this::round);
    }

    private void round(SocketTable kernel) throws IOException {
        List<AcceptQueue> queues = sample(kernel);
        givenUp =
                queues.stream().mapToInt(queue -> Math.max(0, queue.givenUp())).sum();
        report(queues);
    }

    /** The queues of this JVM in which connections wait, the longest first. */
    List<AcceptQueue> sample(SocketTable opened) throws IOException {
        Map<Integer, Map<InetAddress, AcceptQueue>> byPort = listeners(opened);
        Map<Object, Long> seen = new HashMap<>();
        if (!byPort.isEmpty()) {
            long now = System.nanoTime();
            opened.visit(QUEUED, socket -> {
                Map<InetAddress, AcceptQueue> there = isQueued(socket) ? byPort.get(socket.localPort()) : null;
                SocketRow row = there == null ? null : socket.toRow();
                AcceptQueue queue = row == null
                        ? null
                        : best(there.values(), row.endpoints().local());
                if (queue != null) {
                    queue.add(row, now - firstSeen(row, now, seen));
                }
            });
        }
        since = seen;
        List<AcceptQueue> waiting = new ArrayList<>();
        byPort.values().forEach(queues -> waiting.addAll(queues.values()));
        waiting.removeIf(queue -> queue.waiting() == 0);
        waiting.sort(Comparator.comparingInt(AcceptQueue::waiting).reversed());
        return waiting;
    }

    /** By port, those where something waits for this JVM; of such a port all, whoever listens. */
    private Map<Integer, Map<InetAddress, AcceptQueue>> listeners(SocketTable opened) throws IOException {
        List<SocketRow> rows = new ArrayList<>();
        opened.scan(Set.of(TcpState.LISTEN), rows::add);
        Map<Integer, Map<InetAddress, AcceptQueue>> byPort = new HashMap<>();
        if (rows.stream().noneMatch(row -> row.receiveQueue() > 0)) {
            return byPort;
        }
        own.beginWithInodes();
        if (rows.stream().anyMatch(row -> own.holder(row.inode()) == OwnSockets.Holder.NEW)) {
            own.refresh();
        }
        for (SocketRow row : rows) {
            Endpoints ends = row.endpoints();
            AcceptQueue queue = byPort.computeIfAbsent(ends.localPort(), port -> new HashMap<>())
                    .computeIfAbsent(ends.local(), local -> new AcceptQueue(local, ends.localPort()));
            if (own.number(row.inode()) != null) {
                queue.addOurs(row);
            } else {
                own.judge(row, opened);
                queue.addOthers();
            }
        }
        byPort.values().removeIf(queues -> queues.values().stream().allMatch(queue -> queue.waiting() == 0));
        return byPort;
    }

    private static AcceptQueue best(Collection<AcceptQueue> queues, InetAddress local) {
        return queues.stream()
                .filter(queue -> queue.fit(local) >= 0)
                .max(Comparator.comparingInt(queue -> queue.fit(local)))
                .orElse(null);
    }

    private long firstSeen(SocketRow row, long now, Map<Object, Long> seen) {
        Object key = row.cookie() == -1 ? row.endpoints() : (Object) row.cookie();
        long first = since.getOrDefault(key, now);
        if (seen.size() < MOST_REMEMBERED) {
            seen.put(key, first);
        }
        return first;
    }

    private void report(List<AcceptQueue> queues) {
        List<AcceptQueueSample.Queue> reported = new ArrayList<>();
        int stacks = 0;
        for (AcceptQueue queue : queues.subList(0, Math.min(queues.size(), MOST_REPORTED))) {
            boolean stuck = queue.longestNanos() >= SECOND && stacks < MOST_STACKS;
            stacks += stuck ? 1 : 0;
            reported.add(queue.fact(acceptor(queue, stuck)));
        }
        int full = (int) queues.stream().filter(AcceptQueue::isFull).count();
        AcceptQueueSample sample = new AcceptQueueSample(reported, queues.size(), full);
        sinks.report(sink -> sink.acceptQueues(sample));
    }

    /** Null when the socket was never met. */
    private Acceptor acceptor(AcceptQueue queue, boolean stuck) {
        Integer number = own.number(queue.longest().inode());
        Connection there = number == null ? null : table.at(number);
        AcceptHistory accepts = there == null || !there.isListening() ? null : there.acceptHistory();
        if (accepts == null) {
            return null;
        }
        if (!accepts.wasSeen()) {
            return new Acceptor(accepts.acceptedBy(), accepts.boundBy(), -1, null, null, false);
        }
        Thread thread = accepts.lastThread();
        ThreadPosition position = position(thread, stuck);
        return new Acceptor(
                accepts.acceptedBy(),
                accepts.boundBy(),
                System.nanoTime() - accepts.lastNanos(),
                thread == null ? null : thread.getName(),
                position.line(),
                position.waitsForConnections());
    }

    private static ThreadPosition position(Thread thread, boolean stuck) {
        if (thread == null || !thread.isAlive()) {
            return ThreadPosition.ENDED;
        }
        return stuck ? ThreadPosition.of(thread.getStackTrace()) : ThreadPosition.UNKNOWN;
    }
}
