package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.Moments;
import io.firstfin.analysis.model.Workload;
import java.time.Duration;

/**
 * The opens and closes of a workload in one order, made once for all replays: no connection is closed before it was
 * opened, and of what happened at the same moment a close comes first.
 */
final class Schedule {

    /** What happens, in the two lowest bits of an entry; the moment is in those above. */
    static final int OPEN = 0;

    /** An open of a connection that stays open. */
    static final int STAY = 1;

    static final int CLOSE_OURS = 2;
    static final int CLOSE_FREE = 3;

    private static final int KIND_BITS = 2;
    private static final int KIND = (1 << KIND_BITS) - 1;

    private final Duration observed;
    private final long[] entries;

    private Schedule(Duration observed, long[] entries) {
        this.observed = observed;
        this.entries = entries;
    }

    static Schedule of(Workload load) {
        long[] entries = new long[2 * load.opens().size() + load.staying().size()];
        int opens = 0;
        int stays = 0;
        int ours = 0;
        int free = 0;
        for (int i = 0; i < entries.length; i++) {
            long open = next(load.opens(), opens);
            long stay = next(load.staying(), stays);
            long closeOurs = next(load.closesOurs(), ours);
            long closeFree = next(load.closesFree(), free);
            long close = Math.min(closeOurs, closeFree);
            if (ours + free < opens && close <= Math.min(open, stay)) {
                entries[i] = entry(close, closeOurs <= closeFree ? CLOSE_OURS : CLOSE_FREE);
                ours += closeOurs <= closeFree ? 1 : 0;
                free += closeOurs <= closeFree ? 0 : 1;
            } else if (open <= stay && opens < load.opens().size()) {
                entries[i] = entry(open, OPEN);
                opens++;
            } else {
                entries[i] = entry(stay, STAY);
                stays++;
            }
        }
        return new Schedule(load.observed(), entries);
    }

    /** How long was recorded without a gap. */
    Duration observed() {
        return observed;
    }

    int size() {
        return entries.length;
    }

    /** Nanoseconds since the recording began. */
    long nanos(int place) {
        return entries[place] >>> KIND_BITS;
    }

    int kind(int place) {
        return (int) entries[place] & KIND;
    }

    private static long entry(long nanos, int kind) {
        return nanos << KIND_BITS | kind;
    }

    private static long next(Moments moments, int place) {
        return place < moments.size() ? moments.nanos(place) : Long.MAX_VALUE;
    }
}
