package io.firstfin.cli.record;

import io.firstfin.cli.Failure;
import io.firstfin.cli.attach.RecordingNews;
import io.firstfin.cli.terminal.Interrupts;
import io.firstfin.cli.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Records a JVM for a while and brings the recording home. */
public final class Recorder {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int STEPS_BETWEEN_NEWS = 10;
    private final TracedJvm jvm;
    private final TargetTemp temp;

    /** What is recorded comes here through {@code temp}, which stays the caller's to close. */
    public Recorder(TracedJvm jvm, TargetTemp temp) {
        this.jvm = jvm;
        this.temp = temp;
    }

    /** After it, as after a failure, the JVM is as it was. */
    public Recorded record(String template, Duration duration, OutputFile output,
            ProgressStart progress, Interrupts interrupts) {
        try (Recording recording =
                Recording.start(jvm, template, duration, temp.seenByTheJvm())) {
            Instant started = Instant.now();
            try (Progress shown = progress.start()) {
                await(recording, duration, shown, interrupts);
            }
            boolean shared = stop(recording);
            boolean filtered = shared && filter(output);
            Path file = fetch(output, filtered);
            return new Recorded(file, started, recording.news().ended(), shared && !filtered);
        } catch (Failure e) {
            throw jvm.alive() ? e : ended(e);
        }
    }

    private void await(Recording recording, Duration duration, Progress progress,
            Interrupts interrupts) {
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        for (int step = 1; elapsed.compareTo(duration) < 0; step++) {
            Duration left = duration.minus(elapsed);
            boolean early = interrupts.within(left.compareTo(STEP) < 0 ? left : STEP);
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            progress.reached(elapsed);
            if (early) {
                return;
            }
            if (!jvm.alive()) {
                throw ended(null);
            }
            if (step % STEPS_BETWEEN_NEWS == 0 && endedByItself(recording)) {
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

    private boolean stop(Recording recording) {
        try {
            return recording.stop();
        } catch (Failure e) {
            throw recording.news().lost().map(why -> lost(why, e)).orElse(e);
        }
    }

    /** Brings our own events; false when that could not be, and all have to be taken. */
    private boolean filter(OutputFile output) {
        try {
            return OwnEvents.copy(temp.file(), output.partial());
        } catch (IOException | RuntimeException e) {
            // a recording is too precious to lose to what reads it: the user is told what is in it
            return false;
        }
    }

    private Path fetch(OutputFile output, boolean filtered) {
        try (InputStream content = temp.open()) {
            return filtered ? output.commit() : output.commit(content);
        } catch (IOException e) {
            throw new Failure("cannot bring the recording here (" + e.getMessage()
                    + "): free some space, or name another file with --output", e);
        }
    }

    private Failure lost(String why, Failure cause) {
        return new Failure("the recording of JVM " + jvm.pid() + " is lost: " + why, cause);
    }

    private Failure ended(Throwable cause) {
        return new Failure("JVM " + jvm.pid() + " ended while it was recorded, and the recording"
                + " with"
                + " it: to keep what happens before an end, start it with -XX:StartFlightRecording",
                cause);
    }

    /** Shows the progress only once the recording runs. */
    @FunctionalInterface
    public interface ProgressStart {
        Progress start();
    }
}
