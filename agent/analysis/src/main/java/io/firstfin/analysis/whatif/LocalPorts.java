package io.firstfin.analysis.whatif;

/**
 * The local ports towards one destination: those of connections in use, of idle ones that are kept,
 * and of TIME_WAIT. Told what happens in the order of time.
 */
final class LocalPorts {

    private final Rules rules;
    private final boolean keepAlive;
    private final long idleLimit;
    private final long timeWaitNanos;
    private final long timeWaitLimit;

    /** Since when each idle connection is, the longest first. */
    private final MomentQueue idle = new MomentQueue();

    /** When each TIME_WAIT ends, the earliest first: all last equally long. */
    private final MomentQueue timeWait = new MomentQueue();

    private long inUse;
    private long opened;
    private long peak;
    private long dropped;

    LocalPorts(Rules rules) {
        this.rules = rules;
        this.keepAlive = rules.idleLimit().isPresent();
        this.idleLimit = rules.idleLimit().map(limit -> limit.toNanos()).orElse(0L);
        this.timeWaitNanos = rules.timeWait().toNanos();
        this.timeWaitLimit = rules.timeWaitLimit();
    }

    /** A connection is needed: the one that was used last, if one is idle; else a new one. */
    void open(long now) {
        passTo(now);
        inUse++;
        if (idle.isEmpty()) {
            opened++;
            peak = Math.max(peak, taken());
        } else {
            idle.removeLast();
        }
    }

    /** A connection is not needed any more. */
    void close(long now, boolean timeWaitOurs) {
        passTo(now);
        inUse--;
        if (keepAlive) {
            idle.addLast(now);
        } else if (timeWaitOurs && !rules.peerFirst()) {
            beginTimeWait(now);
        }
    }

    /** Begins to count anew, with the ports as they are by now. */
    void startCounting(long now) {
        passTo(now);
        opened = 0;
        dropped = 0;
        peak = taken();
    }

    long peak() {
        return peak;
    }

    long opened() {
        return opened;
    }

    /** How many TIME_WAITs the kernel did not keep. */
    long dropped() {
        return dropped;
    }

    private long taken() {
        return inUse + idle.size() + timeWait.size();
    }

    private void passTo(long now) {
        while (!idle.isEmpty() && idle.first() + idleLimit <= now) {
            long closed = idle.removeFirst() + idleLimit;
            endTimeWaits(closed);
            beginTimeWait(closed);
        }
        endTimeWaits(now);
    }

    private void beginTimeWait(long now) {
        if (timeWait.size() < timeWaitLimit) {
            timeWait.addLast(now + timeWaitNanos);
        } else {
            dropped++;
        }
    }

    private void endTimeWaits(long now) {
        while (!timeWait.isEmpty() && timeWait.first() <= now) {
            timeWait.removeFirst();
        }
    }
}
