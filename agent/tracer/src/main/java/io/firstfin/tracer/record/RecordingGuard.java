package io.firstfin.tracer.record;

import io.firstfin.tracer.base.Pause;
import java.time.Duration;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

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
    private final Consumer<Throwable> errors;
    private volatile boolean over;
    private long deadline;
    private boolean recordingStill = true;
    private boolean abandoned;
    private boolean done;

    /**
     * @param lease for how long, if nobody ends it
     * @param onTrouble ends the recording and keeps what there is; is given the reason
     * @param onAbandoned does away with all of it; called again until it comes to its end
     */
    RecordingGuard(
            Recording recording,
            RecordingSpace space,
            RecordingOutput output,
            Duration lease,
            Consumer<String> onTrouble,
            Runnable onAbandoned,
            Consumer<Throwable> errors) {
        this.recording = recording;
        this.space = space;
        this.output = output;
        this.deadline = System.nanoTime() + lease.toNanos();
        this.onTrouble = onTrouble;
        this.onAbandoned = onAbandoned;
        this.errors = errors;
    }

    /** Lets go of the recording. */
    void end() {
        over = true;
    }

    @Override
    public void run() {
        for (int look = 1; !done; look++) {
            try {
                look(look % LOOKS_BETWEEN_PROBES == 0);
            } catch (Throwable e) {
                // whatever it was: without us nobody ends the recording
                errors.accept(e);
            }
            Pause.onOwnThread(LOOK_NANOS);
        }
    }

    private void look(boolean thorough) {
        abandoned |= !over && (System.nanoTime() - deadline > 0 || thorough && output.abandoned());
        if (abandoned) {
            onAbandoned.run();
            done = true;
        } else if (over) {
            done = true;
        } else if (recordingStill) {
            lookForTrouble(thorough);
        }
    }

    private void lookForTrouble(boolean thorough) {
        if (recording.getState() == RecordingState.CLOSED) {
            return;
        }
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
