package io.firstfin.tracer.settle;

import io.firstfin.tracer.base.Pause;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How long the settler sleeps between two rounds, beyond the rest that it owes to the machine, and what wakes it. A
 * wake-up costs more than all the rest of a close, on the application's thread as on ours; so one round serves many
 * closes, and a close wakes the settler only where it could not wait:
 *
 * <ul>
 *   <li>While closes do not prove who was first, or our FIN is still on its way, the kernel is to be asked before the state
 *       is gone: it does not sleep while more of them come, and otherwise until the next sample. One of them wakes it.
 *   <li>While all are clear, it sleeps for {@link #CALM_NANOS}: what is left is to confirm them, by a state that
 *       stands for a minute. A close that is not clear wakes it.
 *   <li>While there is nothing to do, it sleeps twice as long each time, up to {@link #LONGEST_NANOS}. Any close wakes it
 *       from a sleep that is longer than {@link #CALM_NANOS}.
 * </ul>
 */
final class SettlerSleep {

    static final long CALM_NANOS = 20_000_000L;
    static final long LONGEST_NANOS = 2_000_000_000L;

    /** What the last round found to do. */
    enum Round {
        DOUBTFUL,
        CALM,
        IDLE
    }

    private enum WokenBy {
        NOTHING,
        DOUBT,
        ANY_CLOSE
    }

    private final LongConsumer pause;
    private final Consumer<Thread> unpark;
    private volatile Thread sleeper;
    private volatile WokenBy wokenBy = WokenBy.NOTHING;
    private volatile boolean closeOffered;
    private volatile boolean doubtOffered;
    private long idleNanos = CALM_NANOS;

    SettlerSleep() {
        this(Pause::onOwnThread, LockSupport::unpark);
    }

    SettlerSleep(LongConsumer pause, Consumer<Thread> unpark) {
        this.pause = pause;
        this.unpark = unpark;
    }

    /**
     * A close waits for the next round; called on application threads, after it was put where the round finds it.
     *
     * @param clear whether what is left is to confirm it
     */
    void offered(boolean clear) {
        if (!closeOffered) {
            closeOffered = true;
        }
        if (!clear && !doubtOffered) {
            doubtOffered = true;
        }
        WokenBy by = wokenBy;
        if (by == WokenBy.ANY_CLOSE || by == WokenBy.DOUBT && !clear) {
            wake();
        }
    }

    /** Ends a sleep. */
    void wake() {
        wokenBy = WokenBy.NOTHING;
        unpark.accept(sleeper);
    }

    /** What was offered up to now is taken up by the round that begins. */
    void beginRound() {
        closeOffered = false;
        doubtOffered = false;
    }

    /**
     * Sleeps on the settler's thread.
     *
     * @param nextSampleNanos until then there is a sample to be taken
     */
    void after(Round last, long nextSampleNanos) {
        sleeper = Thread.currentThread();
        boolean idle = last == Round.IDLE;
        long nanos = idle ? idleNanos : CALM_NANOS;
        idleNanos = idle ? Math.min(2 * idleNanos, LONGEST_NANOS) : CALM_NANOS;
        long least = last == Round.DOUBTFUL ? 0 : CALM_NANOS;
        long rest = Math.min(nanos, Math.max(least, nextSampleNanos));
        if (rest == 0) {
            return;
        }
        boolean isLong = rest > CALM_NANOS;
        wokenBy = isLong ? WokenBy.ANY_CLOSE : WokenBy.DOUBT;
        // offered before that was set, it did not wake us
        if (!(isLong ? closeOffered : doubtOffered)) {
            pause.accept(rest);
        }
        wokenBy = WokenBy.NOTHING;
    }
}
