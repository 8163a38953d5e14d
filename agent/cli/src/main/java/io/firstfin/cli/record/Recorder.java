package io.firstfin.cli.record;

import io.firstfin.cli.Failure;
import io.firstfin.cli.terminal.Interrupts;
import io.firstfin.cli.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Records a JVM for a while and brings the recording home. */
public final class Recorder {
    private static final Duration STEP = Duration.ofMillis(200);
    private final TracedJvm jvm;
    private final Path root;

    /** The root is the JVM's file system as we reach it. */
    public Recorder(TracedJvm jvm, Path root) {
        this.jvm = jvm;
        this.root = root;
    }

    /** Returns the file written; after it, as after a failure, the JVM is as it was. */
    public Path record(String template, Duration duration, OutputFile output,
            ProgressStart progress, Interrupts interrupts) {
        try (TargetTemp temp = new TargetTemp(root);
                Recording recording = Recording.start(jvm, template, duration)) {
            try (Progress shown = progress.start()) {
                await(duration, shown, interrupts);
            }
            recording.stop(temp.seenByTheJvm());
            return fetch(temp, output);
        } catch (Failure e) {
            throw jvm.alive() ? e : ended(e);
        }
    }

    private void await(Duration duration, Progress progress, Interrupts interrupts) {
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(duration) < 0) {
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
        }
    }

    private static Path fetch(TargetTemp temp, OutputFile output) {
        try (InputStream content = temp.open()) {
            return output.commit(content);
        } catch (IOException e) {
            throw new Failure("cannot bring the recording here (" + e.getMessage()
                    + "): free some space, or name another file with --output", e);
        }
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
