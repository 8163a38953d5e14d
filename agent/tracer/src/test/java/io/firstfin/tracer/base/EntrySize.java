package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/** Holds what a {@link BoundedTable} says of its entries against the heap that many of them take in this JVM. */
public final class EntrySize {

    private static final int ENTRIES = 8_000;

    /** A table may say somewhat more than a usual entry takes, and never less. */
    private static final double LEAST = 0.8;

    /** The heap may shrink meanwhile, by what other tests or the round before left: the largest difference counts. */
    private static final int ROUNDS = 3;

    private EntrySize() {}

    /** @param empty makes an empty table; gives what makes the entry of a number, and keeps the table */
    public static void assertHolds(BoundedTable table, Supplier<IntConsumer> empty) {
        int entries = Math.min(ENTRIES, table.most());
        double most = 0;
        for (int round = 0; round < ROUNDS; round++) {
            most = Math.max(most, bytes(empty.get(), entries) / (double) entries);
        }
        assertThat(most).as("bytes for each of the " + table.title()).isBetween(LEAST * table.bytesPerEntry(), (double)
                table.bytesPerEntry());
    }

    private static long bytes(IntConsumer entry, int entries) {
        long before = bytesOfLivingObjects();
        for (int i = 0; i < entries; i++) {
            entry.accept(i);
        }
        long after = bytesOfLivingObjects();
        Reference.reachabilityFence(entry);
        return after - before;
    }

    /** By the class histogram, which collects first: what is free of a heap counts in whole regions. */
    private static long bytesOfLivingObjects() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            String[] total = histogram.stripTrailing().split("\\s+");
            return Long.parseLong(total[total.length - 1]);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
