package io.firstfin.tracer.connection;

import java.io.FileDescriptor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The open sockets of this JVM by the number of their descriptor, which is unique among them: a read
 * is two array reads, and the table cannot outgrow what the kernel lets the process open. Numbers of
 * {@value #SEGMENTS} * {@value #SEGMENT} and beyond are not traced.
 */
public final class ConnectionTable {

    private static final int SEGMENT_BITS = 10;
    private static final int SEGMENT = 1 << SEGMENT_BITS;
    private static final int SEGMENTS = 1 << 10;

    private final AtomicReferenceArray<AtomicReferenceArray<Connection>> segments =
            new AtomicReferenceArray<>(SEGMENTS);
    private final LongAdder connects = new LongAdder();
    private final LongAdder accepts = new LongAdder();
    private final AtomicInteger unseenShutdowns = new AtomicInteger();

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

    /** Enters a socket, in place of whatever had its number before. */
    public void put(Connection connection) {
        AtomicReferenceArray<Connection> segment = makeSegment(connection.number());
        if (segment != null) {
            segment.set(connection.number() & SEGMENT - 1, connection);
        }
    }

    /** Enters a socket unless its number is taken. */
    public boolean putIfAbsent(Connection connection) {
        AtomicReferenceArray<Connection> segment = makeSegment(connection.number());
        return segment != null && segment.compareAndSet(connection.number() & SEGMENT - 1, null, connection);
    }

    public boolean remove(Connection connection) {
        AtomicReferenceArray<Connection> segment = segment(connection.number());
        return segment != null && segment.compareAndSet(connection.number() & SEGMENT - 1, connection, null);
    }

    /** Shows every socket that is entered, some perhaps closed meanwhile. */
    public void forEach(Consumer<Connection> visitor) {
        for (int i = 0; i < SEGMENTS; i++) {
            AtomicReferenceArray<Connection> segment = segments.get(i);
            for (int j = 0; segment != null && j < SEGMENT; j++) {
                Connection connection = segment.get(j);
                if (connection != null) {
                    visitor.accept(connection);
                }
            }
        }
    }

    public void countConnect() {
        connects.increment();
    }

    public void countAccept() {
        accepts.increment();
    }

    /**
     * How many connects this JVM began since the agent came, recorded or not, however they ended: to be compared
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
            segments.compareAndSet(index, null, new AtomicReferenceArray<>(SEGMENT));
            segment = segments.get(index);
        }
        return segment;
    }
}
