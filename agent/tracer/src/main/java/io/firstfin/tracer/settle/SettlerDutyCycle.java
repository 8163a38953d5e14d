package io.firstfin.tracer.settle;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.ThreadCpu;
import java.util.function.LongSupplier;

/**
 * How long the settler rests after a round at least: so long that its thread takes at most half of a core over
 * sock_diag, and a tenth of one where each round reads {@code /proc}; but never longer than
 * {@link #LONGEST_NANOS}, or the kernel would be asked late. So where one reading takes more than
 * 55 ms of CPU time (with some 40,000 sockets in the namespace), the share is larger: the reading's
 * time to half a second more than that.
 *
 * <p>Counted is CPU time. On a machine that is busy elsewhere a round may last ten times as long as it
 * works, and to rest ten times that would help nobody. Belongs to the settler's thread.
 */
final class SettlerDutyCycle {

    static final long BUSY_NANOS = 2_000_000L;
    static final long LONGEST_NANOS = 500_000_000L;

    private static final int REST = 1;
    private static final int REST_AFTER_PROCFS = 9;

    private final LongSupplier nanos;
    private final LongSupplier cpuNanos;
    private long cpuCounted;
    private long begun;
    private boolean working;
    private boolean procfs;

    SettlerDutyCycle() {
        this(System::nanoTime, ThreadCpu::nanos);
    }

    /**
     * @param nanos the time, as {@link System#nanoTime} has it
     * @param cpuNanos of the settler's thread; {@link ThreadCpu#UNKNOWN} where nobody counts it
     */
    SettlerDutyCycle(LongSupplier nanos, LongSupplier cpuNanos) {
        this.nanos = nanos;
        this.cpuNanos = cpuNanos;
    }

    /** What was spent until now, as on opening the source, is followed by no rest. */
    void forget() {
        cpuCounted = cpuNanos.getAsLong();
    }

    /** The kernel is asked from now on. */
    void begin(SocketTable.Source source) {
        working = true;
        procfs = source == SocketTable.Source.PROCFS;
        begun = nanos.getAsLong();
    }

    /** Ends the round. Returns how long to rest after it, at least. */
    long rest() {
        if (!working) {
            return BUSY_NANOS;
        }
        working = false;
        long lasted = nanos.getAsLong() - begun;
        if (!procfs && lasted * REST <= BUSY_NANOS) {
            // as nearly always: not worth a look at the clock that costs more
            return BUSY_NANOS;
        }
        long rest = spent(lasted) * (procfs ? REST_AFTER_PROCFS : REST);
        return Math.max(BUSY_NANOS, Math.min(rest, LONGEST_NANOS));
    }

    /** Since it was counted last; what the kernel counts late is counted the next time. */
    private long spent(long lasted) {
        long now = cpuNanos.getAsLong();
        long spent = now - cpuCounted;
        cpuCounted = now;
        if (now == ThreadCpu.UNKNOWN) {
            return lasted;
        }
        // over sock_diag the short rounds before this one are in it too
        return procfs ? spent : Math.min(spent, lasted);
    }
}
