package io.firstfin.cli.record;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.attach.Deadline;
import io.firstfin.cli.attach.RecordingNews;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.terminal.Interrupts;
import io.firstfin.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records a JVM for a while and fetches the recording. */
public final class Recorder {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int STEPS_BETWEEN_NEWS = 10;
    private static final Duration ENDING = Duration.ofSeconds(10);
    private final TracedJvm jvm;
    private final TargetTemp temp;

    /** What is recorded comes here through {@code temp}, which stays the caller's to close. */
    public Recorder(TracedJvm jvm, TargetTemp temp) {
        this.jvm = jvm;
        this.temp = temp;
    }

    /** After it, as after a failure, the JVM is as it was. A JVM that ends meanwhile leaves what it recorded so far. */
    public Recorded record(
            String template, Duration duration, OutputFile output, ProgressStart progress, Interrupts interrupts) {
        try (Recording recording = start(template, duration)) {
            Instant started = Instant.now();
            if (recording.outputHeld()) {
                temp.removeName();
            }
            try (Progress shown = progress.start()) {
                await(recording, duration, shown, interrupts);
            }
            Optional<AgentAnswer> stopped = stop(recording);
            RecordingFetch fetch = new RecordingFetch(temp, output);
            return stopped.isPresent()
                    ? fetch.recorded(started, recording.news().ended(), stopped.get())
                    : fetch.recordedUntilTheEnd(started, jvm.pid());
        }
    }

    private Recording start(String template, Duration duration) {
        try {
            return Recording.start(jvm, template, duration, temp.seenByTheJvm());
        } catch (Failure e) {
            throw jvm.alive() ? e : ended(e);
        }
    }

    private void await(Recording recording, Duration duration, Progress progress, Interrupts interrupts) {
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        for (int step = 1; elapsed.compareTo(duration) < 0; step++) {
            Duration left = duration.minus(elapsed);
            boolean early = interrupts.within(left.compareTo(STEP) < 0 ? left : STEP);
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            progress.reached(elapsed);
            if (early || !jvm.alive() || step % STEPS_BETWEEN_NEWS == 0 && endedByItself(recording)) {
                return;
            }
        }
    }

    private boolean endedByItself(Recording recording) {
        RecordingNews news = recording.news();
        news.lost().ifPresent(why -> {
            throw lost(why, null);
        });
        return news.ended().isPresent();
    }

    /** Empty when the JVM has ended, or is about to, and has left its recording. */
    private Optional<AgentAnswer> stop(Recording recording) {
        Failure refusal = null;
        if (jvm.alive()) {
            try {
                return Optional.of(recording.stop());
            } catch (Failure e) {
                recording.news().lost().ifPresent(why -> {
                    throw lost(why, e);
                });
                refusal = e;
            }
        }
        if (temp.isEmpty()) {
            throw jvm.alive() ? refusal : ended(refusal);
        }
        if (!endsSoon()) {
            throw refusal;
        }
        return Optional.empty();
    }

    private boolean endsSoon() {
        Deadline deadline = Deadline.in(ENDING);
        while (jvm.alive() && !deadline.passed() && deadline.pause(50)) {
            // it writes the recording as one of its last acts
            continue;
        }
        return !jvm.alive();
    }

    private Failure lost(String why, Failure cause) {
        return new Failure("the recording of JVM " + jvm.pid() + " is lost: " + why, cause);
    }

    private Failure ended(Throwable cause) {
        return new Failure(
                "JVM " + jvm.pid() + " ended while it was recorded, and the recording with it: it was killed (SIGKILL,"
                        + " such as when memory ran out) or it crashed; System.exit and SIGTERM would have left the"
                        + " recording here",
                cause);
    }

    /** Shows the progress only once the recording runs. */
    @FunctionalInterface
    public interface ProgressStart {
        Progress start();
    }
}
