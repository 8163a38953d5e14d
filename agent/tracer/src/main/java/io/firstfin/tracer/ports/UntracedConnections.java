package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Compares our counts with the kernel's: how many open connections of this process are not traced, and
 * how many were opened since the recording began without being traced. Sockets that native code makes
 * itself are noticed this way.
 *
 * <p>Sampled by the thread of JFR, and by the one that ends a recording; any thread may read the result.
 */
public final class UntracedConnections {

    /** A result that is not known. */
    public static final long UNKNOWN = -1;

    private final ConnectionTable table;
    private final Sinks sinks;
    private final TableSampler sampler;
    private final Supplier<KernelCounters> counters;
    private final UntracedSample sample;

    private boolean begun;
    private long since;
    private boolean alone;
    private OpenCounts base;
    private KernelCounters sampled;
    private volatile long connections = UNKNOWN;
    private volatile long opens = UNKNOWN;

    UntracedConnections(ConnectionTable table, Sinks sinks, TableSampler sampler, Supplier<KernelCounters> counters) {
        this.table = table;
        this.sinks = sinks;
        this.sampler = sampler;
        this.counters = counters;
        this.sample = new UntracedSample(table);
    }

    /** Connections of this process that were open at the last sample and not traced. */
    public long connections() {
        return connections;
    }

    /**
     * Connections opened in this network namespace since the recording began and not traced; unknown as
     * soon as another process holds a TCP socket there.
     */
    public long opens() {
        return opens;
    }

    public synchronized void sample() {
        sampler.sample(this::count, () -> {
            connections = UNKNOWN;
            opens = UNKNOWN;
        });
    }

    private void count(SocketTable kernel) throws IOException {
        beginWithTheRecording();
        // the kernel's count first and ours last: what begins in between is taken for traced
        KernelCounters before = counters.get();
        if (connections == 0 && isNothingOpenedSince(sampled, before) && !sample.hasSuspects()) {
            return;
        }
        sampled = null;
        sample.take(kernel);
        connections = sample.untraced();
        alone &= sample.isAlone();
        opens = alone ? opens(before) : UNKNOWN;
        sampled = before;
    }

    /** Then nothing can be untraced that was not before, and the kernel need not walk its table. */
    private static boolean isNothingOpenedSince(KernelCounters last, KernelCounters now) {
        return last != null
                && now.activeOpens() >= 0
                && now.passiveOpens() >= 0
                && now.activeOpens() == last.activeOpens()
                && now.passiveOpens() == last.passiveOpens();
    }

    private void beginWithTheRecording() {
        if (!begun || since != sinks.wantedSince()) {
            begun = true;
            since = sinks.wantedSince();
            alone = true;
            base = null;
            sampled = null;
        }
    }

    private long opens(KernelCounters before) {
        if (before.activeOpens() < 0 || before.passiveOpens() < 0) {
            return UNKNOWN;
        }
        if (base == null) {
            // here it is the other way round, for the same reason
            base = new OpenCounts(table.connects(), table.accepts(), counters.get());
            return 0;
        }
        return base.until(before, table.connects(), table.accepts(), sample.inAcceptQueues());
    }

    /**
     * Our counts of opened connections and the kernel's, at one moment.
     *
     * @param connects how many connect calls we have seen
     * @param accepts how many accepts
     * @param kernel what the kernel counted in this network namespace
     */
    record OpenCounts(long connects, long accepts, KernelCounters kernel) {

        /**
         * How many the kernel has counted since that we have not seen. A connect that failed before it
         * sent anything is counted by us alone, which makes the result too low, never too high.
         *
         * @param inAcceptQueues established, counted by the kernel, and not accepted yet
         */
        long until(KernelCounters now, long connectsNow, long acceptsNow, long inAcceptQueues) {
            long active = now.activeOpens() - kernel.activeOpens() - (connectsNow - connects);
            long passive = now.passiveOpens() - kernel.passiveOpens() - (acceptsNow - accepts) - inAcceptQueues;
            return Math.max(0, active) + Math.max(0, passive);
        }
    }
}
