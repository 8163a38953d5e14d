package io.firstfin.tracer.record;

import io.firstfin.kernel.disk.RecordingRoom;
import io.firstfin.tracer.base.OwnThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.function.Consumer;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * The recording that the agent starts with the JVM. It belongs to JFR like any other: {@code jcmd} can
 * dump and stop it by its name, and JFR writes it at the end. We only see that it leaves room on the disk.
 */
public final class AlwaysOnRecording implements FlightRecorderListener, AutoCloseable {

    /** What {@code jcmd} calls it. */
    public static final String NAME = "firstfin";

    /** Nobody has to come and end it. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Recording recording;
    private final AlwaysOnOptions options;
    private final RecordingGuard guard;

    private AlwaysOnRecording(
            Recording recording,
            AlwaysOnOptions options,
            RecordingSpace space,
            Consumer<String> tell,
            Consumer<Throwable> errors)
            throws IOException {
        this.recording = recording;
        this.options = options;
        this.guard = new RecordingGuard(
                recording, space, RecordingOutput.open(null), FOR_EVER, why -> endEarly(why, tell), () -> {}, errors);
    }

    /**
     * Starts it.
     *
     * @param text the options, as the user wrote them behind {@code -javaagent:firstfin.jar=}
     * @param tell tells the user one line
     * @param errors takes note of errors of ours
     * @throws IllegalArgumentException for a wrong option; the message says which and what is right
     * @throws IOException when there is no room for JFR, or nothing can be written to the file
     */
    public static AlwaysOnRecording start(String text, Consumer<String> tell, Consumer<Throwable> errors)
            throws IOException, ParseException {
        AlwaysOnOptions options = AlwaysOnOptions.parse(text);
        if (!FlightRecorder.isAvailable()) {
            throw new IllegalStateException("JFR is off in this JVM: take -XX:-FlightRecorder away");
        }
        Configuration template = RecordingTemplate.namedOrFile(options.template());
        AlwaysOnFile file = options.file() == null ? null : AlwaysOnFile.named(options.file());
        RecordingSpace space = new RecordingSpace(file == null ? null : file.folder());
        space.require();
        long size = space.bound(options.maxSize());
        if (options.sizeChosen() && size < options.maxSize()) {
            tell.accept("records " + RecordingRoom.text(size) + " at most: there is no room for" + " maxsize="
                    + RecordingRoom.text(options.maxSize()));
        }
        Recording recording = new Recording(template);
        try {
            recording.setName(NAME);
            recording.setMaxAge(options.maxAge());
            recording.setMaxSize(size);
            recording.setDumpOnExit(options.dumpOnExit());
            recording.start();
            if (file != null) {
                // last, since JFR empties the file
                file.receive(recording);
            }
        } catch (Throwable e) {
            recording.close();
            throw e;
        }
        AlwaysOnRecording started = new AlwaysOnRecording(recording, options, space, tell, errors);
        FlightRecorder.addListener(started);
        OwnThreads.start("guard", started.guard);
        return started;
    }

    public boolean running() {
        return recording.getState() == RecordingState.RUNNING;
    }

    /** Which it is and how it ends, for people. */
    public String description() {
        return "since the start, template " + options.template() + ", the last " + options.age() + ", "
                + RecordingRoom.text(recording.getMaxSize()) + " at most, " + atExit()
                + "; jcmd PID JFR.stop name=" + NAME + " ends it";
    }

    private String atExit() {
        if (!options.dumpOnExit()) {
            return "not written at exit";
        }
        Path destination = recording.getDestination();
        return "written at exit to " + (destination == null ? "the working directory" : destination);
    }

    /** JFR has ended it, or somebody with {@code jcmd}: nothing is left to watch. */
    @Override
    public void recordingStateChanged(Recording changed) {
        if (changed.getId() == recording.getId() && !running()) {
            guard.end();
        }
    }

    /** Ends it; JFR writes it to its file, if it has one. */
    @Override
    public void close() {
        FlightRecorder.removeListener(this);
        guard.end();
        if (running()) {
            recording.stop();
        }
        recording.close();
    }

    /** What there is stays: in the file, or where {@code jcmd} finds it. */
    private void endEarly(String why, Consumer<String> tell) {
        if (running()) {
            recording.stop();
            tell.accept("ended its recording early: " + why);
        }
    }
}
