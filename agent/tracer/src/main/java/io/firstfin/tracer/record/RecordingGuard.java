package io.firstfin.tracer.record;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import jdk.jfr.Recording;

/**
 * Watches over a recording, on a thread of its own: ends it before the disk is full, and does away
 * with it when whoever ordered it is gone.
 */
final class RecordingGuard implements Runnable {

    private static final long LOOK_NANOS = 100_000_000L;
    private static final int LOOKS_BETWEEN_PROBES = 10;

    /** A recording that was ended early is kept this long for the command line to fetch it. */
    private static final long KEPT_NANOS = 60_000_000_000L;

    private final Recording recording;
    private final RecordingSpace space;
    private final RecordingOutput output;
    private final Consumer<String> onTrouble;
    private final Runnable onAbandoned;
    private volatile boolean over;
    private long deadline;
    private boolean recordingStill = true;

    /**
     * @param lease for how long, if nobody ends it
     * @param onTrouble ends the recording and keeps what there is; is given the reason
     * @param onAbandoned does away with all of it
     */
    RecordingGuard(
            Recording recording,
            RecordingSpace space,
            RecordingOutput output,
            Duration lease,
            Consumer<String> onTrouble,
            Runnable onAbandoned) {
        this.recording = recording;
        this.space = space;
        this.output = output;
        this.deadline = System.nanoTime() + lease.toNanos();
        this.onTrouble = onTrouble;
        this.onAbandoned = onAbandoned;
    }

    /** Lets go of the recording. */
    void end() {
        over = true;
    }

    @Override
    public void run() {
        for (int look = 1; !over; look++) {
            boolean thorough = look % LOOKS_BETWEEN_PROBES == 0;
            if (abandoned(thorough)) {
                onAbandoned.run();
                return;
            }
            if (recordingStill) {
                lookForTrouble(thorough);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean abandoned(boolean thorough) {
        return !over && (System.nanoTime() - deadline > 0 || thorough && output.abandoned());
    }

    private void lookForTrouble(boolean thorough) {
        String trouble = space.trouble(recording);
        if (trouble == null && thorough) {
            trouble = space.refusal();
        }
        if (trouble != null && !over) {
            recordingStill = false;
            deadline = System.nanoTime() + KEPT_NANOS;
            onTrouble.accept(trouble);
        }
    }
}
