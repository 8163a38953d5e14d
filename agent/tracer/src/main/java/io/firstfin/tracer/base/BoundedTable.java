package io.firstfin.tracer.base;

import java.util.Map;

/**
 * The tables of FirstFin in this JVM that grow with what the application does. Each has a bound in entries, and all of them
 * together take at most {@link TableMemory#ofHeap}: in a small heap the bounds of the large tables are lower.
 *
 * <p>A table that is full takes nothing new, counts that, and what is missing is reported as unknown. A test holds the
 * bytes of each entry against what entries take on this JDK.
 */
public enum BoundedTable {
    /** Each with its ends and how HTTP uses it; one without HTTP takes some 200 bytes. */
    OPEN_CONNECTIONS("open connections", 1 << 20, 350),
    /** A connection with its close, and what the kernel showed of it so far. */
    CLOSES_TO_SETTLE("closes to settle", 1 << 16, 1_100),
    /** Two slots of arrays for each entry when it is full, up to four before. */
    RECENT_CLOSES("recent closes", 3 << 16, 68),
    /** Sockets of the whole network namespace whose last counts the kernel reported. */
    FREED_SOCKETS("freed sockets", 1 << 14, 570),
    /** Objects of libraries that represent a connection. */
    LIBRARY_OBJECTS("library objects", 1 << 16, 130),
    /** Requests of libraries that wait for the thread which connects. */
    HANDED_OVER_TASKS("handed-over tasks", 10_000, 170),
    /** Connections in accept queues, and when each was first seen; by their ends where the kernel gives no cookie. */
    WAITING_TO_BE_ACCEPTED("connections waiting to be accepted", 8_192, 210),
    /** How many connections were opened toward a destination. */
    OPEN_RATES("rates of destinations", 4_096, 250),
    /** Names of classes on sampled stacks, and whose code they are. */
    CLASS_NAMES("class names", 10_000, 150);

    private static final Map<BoundedTable, Integer> MOST =
            TableMemory.entries(TableMemory.ofHeap(Runtime.getRuntime().maxMemory()));

    private final String title;
    private final int wanted;
    private final int bytesPerEntry;

    BoundedTable(String title, int wanted, int bytesPerEntry) {
        this.title = title;
        this.wanted = wanted;
        this.bytesPerEntry = bytesPerEntry;
    }

    /** What it holds, in words. */
    public String title() {
        return title;
    }

    /** How many entries it may have where the heap is large. */
    int wanted() {
        return wanted;
    }

    /** Bytes of heap that an entry takes. */
    public int bytesPerEntry() {
        return bytesPerEntry;
    }

    /** How many entries it may have in this JVM. */
    public int most() {
        return MOST.get(this);
    }

    /** Bytes that all tables may take together in this JVM. */
    public static long mostBytes() {
        return TableMemory.bytes(MOST);
    }
}
