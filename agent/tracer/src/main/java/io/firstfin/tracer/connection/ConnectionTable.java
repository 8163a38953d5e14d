package io.firstfin.tracer.connection;

import io.firstfin.tracer.base.BoundedTable;
import java.io.FileDescriptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The open sockets of this JVM by the number of their descriptor, which is unique among them: a read
 * is two array reads. Numbers of {@value #SEGMENTS} * {@value #SEGMENT} and beyond are not traced, nor is
 * what opens while the table is full. What is in it stays until its descriptor is released.
 */
public final class ConnectionTable {

    private static final int SEGMENT_BITS = 10;
    private static final int SEGMENT = 1 << SEGMENT_BITS;
    private static final int SEGMENTS = 1 << 10;

    /** What the array of a segment takes, counted in entries: it may hold a single socket among many open files. */
    static final int ENTRIES_OF_SEGMENT = SEGMENT * Integer.BYTES / BoundedTable.OPEN_CONNECTIONS.bytesPerEntry() + 1;

    private final AtomicReferenceArray<AtomicReferenceArray<Connection>> segments =
            new AtomicReferenceArray<>(SEGMENTS);
    private final int most;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger segmentsMade = new AtomicInteger();
    private final LongAdder leftOut = new LongAdder();
    private final AtomicInteger leftOutOlder = new AtomicInteger();
    private final LongAdder connects = new LongAdder();
    private final LongAdder accepts = new LongAdder();
    private final AtomicInteger unseenShutdowns = new AtomicInteger();

    public ConnectionTable() {
        this(BoundedTable.OPEN_CONNECTIONS.most());
    }

    /** @param most how many sockets it may hold */
    public ConnectionTable(int most) {
        this.most = most;
    }

    /** The socket behind {@code fd}; one that left its number without our notice is not it. */
    public Connection get(FileDescriptor fd, int number) {
        Connection found = at(number);
        return found != null && isOf(found, fd) ? found : null;
    }

    /** Whatever is entered under that number; null for nothing. */
    public Connection at(int number) {
        AtomicReferenceArray<Connection> segment = segment(number);
        return segment == null ? null : segment.get(number & SEGMENT - 1);
    }

    /**
     * Enters a socket, in place of whatever had its number before.
     *
     * @return false when there is no room for it, so that it cannot be traced
     */
    public boolean put(Connection connection) {
        if (connection.number() < 0) {
            // its descriptor is gone, and nobody will look for it
            return true;
        }
        if (isFull() && at(connection.number()) == null) {
            return false;
        }
        AtomicReferenceArray<Connection> segment = makeSegment(connection.number());
        if (segment != null && segment.getAndSet(connection.number() & SEGMENT - 1, connection) == null) {
            sockets.incrementAndGet();
        }
        return segment != null;
    }

    /** Enters a socket unless its number is taken, or the table is full. */
    public boolean putIfAbsent(Connection connection) {
        AtomicReferenceArray<Connection> segment = isFull() ? null : makeSegment(connection.number());
        boolean entered = segment != null && segment.compareAndSet(connection.number() & SEGMENT - 1, null, connection);
        if (entered) {
            sockets.incrementAndGet();
        }
        return entered;
    }

    public boolean remove(Connection connection) {
        AtomicReferenceArray<Connection> segment = segment(connection.number());
        boolean removed = segment != null && segment.compareAndSet(connection.number() & SEGMENT - 1, connection, null);
        if (removed) {
            sockets.decrementAndGet();
        }
        return removed;
    }

    /** Whether it takes in nothing more. */
    public boolean isFull() {
        return sockets.get() + segmentsMade.get() * ENTRIES_OF_SEGMENT >= most;
    }

    /** How many sockets are entered. */
    public int size() {
        return sockets.get();
    }

    /** A connection was opened for which there was no room. */
    public void countLeftOut() {
        leftOut.increment();
    }

    /** So many that were open before found no room; each start of a recording finds the same ones again. */
    public void countLeftOut(int older) {
        leftOutOlder.accumulateAndGet(older, Math::max);
    }

    /** How many connections are not traced because there was no room for them. */
    public long leftOut() {
        return leftOut.sum() + leftOutOlder.get();
    }

    /** Shows every socket that is entered, some perhaps closed meanwhile. */
    public void forEach(Consumer<Connection> visitor) {
        contains(connection -> {
            visitor.accept(connection);
            return false;
        });
    }

    /** Whether a socket that is entered passes the filter; it sees each until one does. */
    public boolean contains(Predicate<Connection> filter) {
        for (int i = 0; i < SEGMENTS; i++) {
            AtomicReferenceArray<Connection> segment = segments.get(i);
            for (int j = 0; segment != null && j < SEGMENT; j++) {
                Connection connection = segment.get(j);
                if (connection != null && filter.test(connection)) {
                    return true;
                }
            }
        }
        return false;
    }

    public void countConnect() {
        connects.increment();
    }

    public void countAccept() {
        accepts.increment();
    }

    /**
     * How many traced connects this JVM began since the agent came, recorded or not, however they ended: to be compared
     * with the kernel's own counter of the same step.
     */
    public long connects() {
        return connects.sum();
    }

    /** How many accepts returned, counted likewise. */
    public long accepts() {
        return accepts.sum();
    }

    /** How many outputs were shut down of sockets that are not entered. */
    public AtomicInteger unseenShutdowns() {
        return unseenShutdowns;
    }

    /** How many connections are open now. */
    public int open() {
        int[] count = new int[1];
        forEach(c -> count[0] += c.isOpen() || c.isLeftToTheExit() ? 1 : 0);
        return count[0];
    }

    private static boolean isOf(Connection connection, FileDescriptor fd) {
        return connection.descriptor() == fd || connection.descriptor() == null;
    }

    private AtomicReferenceArray<Connection> segment(int number) {
        int index = number >> SEGMENT_BITS;
        return number < 0 || index >= SEGMENTS ? null : segments.get(index);
    }

    private AtomicReferenceArray<Connection> makeSegment(int number) {
        AtomicReferenceArray<Connection> segment = segment(number);
        int index = number >> SEGMENT_BITS;
        if (segment == null && number >= 0 && index < SEGMENTS) {
            if (segments.compareAndSet(index, null, new AtomicReferenceArray<>(SEGMENT))) {
                segmentsMade.incrementAndGet();
            }
            segment = segments.get(index);
        }
        return segment;
    }
}
