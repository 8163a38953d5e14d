package io.firstfin.tracer.sink;

import io.firstfin.tracer.base.Pause;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the running recordings want: one volatile read on application threads. Event classes must not
 * be touched while it is off: the first of them would start JFR in a JVM that never asked.
 */
public final class RecordingSwitch {

    /** How much is wanted. */
    public enum Level {
        OFF,
        /** Verdicts. */
        ON,
        /** All that the kernel tells of each connection, whatever it costs to ask. */
        DETAILED
    }

    /** A thread that is under way for longer than this is stopped, as by a debugger. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static final long PAUSE_NANOS = 100_000L;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Level level = Level.OFF;
    private volatile long onSince = System.nanoTime();
    private volatile Runnable onStart = () -> {};
    private volatile boolean ended;

    public boolean isOn() {
        return level != Level.OFF;
    }

    public boolean isDetailed() {
        return level == Level.DETAILED;
    }

    public Level level() {
        return level;
    }

    /** {@code System.nanoTime()} when it was last turned on from off. */
    public long onSince() {
        return onSince;
    }

    /** @param action done each time it is turned on from off, by whoever does: it must be short */
    public void onStart(Runnable action) {
        onStart = action;
    }

    public void turn(Level next) {
        if (ended) {
            return;
        }
        boolean starts = level == Level.OFF && next != Level.OFF;
        if (starts) {
            onSince = System.nanoTime();
        }
        level = next;
        if (starts) {
            onStart.run();
        }
    }

    /** Whether a close shall be told; if so, {@link #endTelling} has to follow its event's commit. */
    public boolean beginTelling() {
        // counted before it is asked: who turns it off afterwards sees us
        underWay.incrementAndGet();
        if (isOn()) {
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    public void endTelling() {
        underWay.decrementAndGet();
    }

    /** Whether a close is being told at this moment. */
    public boolean isReporting() {
        return underWay.get() > 0;
    }

    /** Does what {@link #endWindow} does; whatever is wanted later on is not reported: the JVM ends. */
    public void endForGood() {
        endWindow();
        ended = true;
        level = Level.OFF;
    }

    /** Turns it off, and waits until what is being told is told. */
    public void endWindow() {
        turn(Level.OFF);
        long begin = System.nanoTime();
        while (isReporting() && System.nanoTime() - begin < PATIENCE_NANOS) {
            Pause.onOtherThread(PAUSE_NANOS);
        }
    }
}
