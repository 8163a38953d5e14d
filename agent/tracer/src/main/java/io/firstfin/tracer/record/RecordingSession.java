package io.firstfin.tracer.record;

import io.firstfin.tracer.base.OwnThreads;
import io.firstfin.tracer.boot.AgentProperties;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.Consumer;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** A recording that the command line asked for, with a template from inside our jar. */
public final class RecordingSession implements AutoCloseable {

    /** The agent property that says what happened to it. */
    private static final String NOTICE = "io.firstfin.recording";

    private final Recording recording;
    private final RecordingGuard guard;
    private final OtherRecordings others;
    private final RecordingOutput output;
    private final String id;
    private final Consumer<Throwable> errors;

    private RecordingSession(
            Recording recording, RecordingGuard guard, RecordingOutput output, String id, Consumer<Throwable> errors) {
        this.recording = recording;
        this.others = OtherRecordings.than(recording);
        this.guard = guard;
        this.output = output;
        this.id = id;
        this.errors = errors;
    }

    /**
     * Starts to record.
     *
     * @param onTrouble has to end the recording at once, and is given the reason
     * @param onAbandoned has to do away with it: nobody will fetch it
     * @param errors takes note of errors of ours
     * @throws IOException when there is too little room for JFR, or the file cannot be opened where
     *     the recording is wanted; nothing was touched then
     * @throws IllegalArgumentException for a template that is none of ours
     */
    public static RecordingSession start(
            RecordingOrder order, Consumer<String> onTrouble, Runnable onAbandoned, Consumer<Throwable> errors)
            throws IOException, ParseException {
        Configuration template = RecordingTemplate.named(order.template());
        RecordingSpace space = new RecordingSpace(order.output());
        space.require();
        RecordingOutput output = RecordingOutput.open(order.output());
        Recording recording = null;
        try {
            output.rehearseEnd();
            recording = new Recording(template);
            recording.setName("FirstFin");
            recording.setMaxSize(space.bound());
            recording.start();
        } catch (Throwable e) {
            output.close();
            if (recording != null) {
                recording.close();
            }
            throw e;
        }
        RecordingGuard guard =
                new RecordingGuard(recording, space, output, order.lease(), onTrouble, onAbandoned, errors);
        OwnThreads.start("guard", guard);
        return new RecordingSession(recording, guard, output, order.id(), errors);
    }

    /** What whoever ordered it calls it. */
    public String id() {
        return id;
    }

    /** JFR's own object, for what follows JFR. */
    public Recording recording() {
        return recording;
    }

    public boolean running() {
        return recording.getState() == RecordingState.RUNNING;
    }

    /** Ends it; what was recorded is still there. */
    public void stop() {
        if (running()) {
            recording.stop();
        }
    }

    /** Whether another recording ran meanwhile: what it asked for is in ours, too. */
    public boolean shared() {
        return others.ran();
    }

    /** Reports to whoever ordered it that it ended before its time; what was recorded can be fetched. */
    public void endedEarly(String reason) {
        publish("ended", reason);
    }

    /** Reports to whoever ordered it that there is nothing to fetch any more. */
    public void lost(String reason) {
        publish("lost", reason);
    }

    /** Where the command line can read it without another command, each of which costs the JVM four lines of warning. */
    private void publish(String what, String reason) {
        try {
            String text = URLEncoder.encode(reason, StandardCharsets.UTF_8);
            AgentProperties.publish(NOTICE, "id=" + id + ";" + what + "=" + text);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    /** Writes what was recorded to where the command line reads it. */
    public void write() throws IOException {
        output.write(recording);
    }

    /** Whether the command line that ordered it has ended. */
    public boolean abandoned() {
        return output.abandoned();
    }

    /** Removes the file that nobody will fetch. */
    public void removeOutput() {
        output.remove();
    }

    /** Ends it and forgets it; every step is taken, whatever comes of the others. */
    @Override
    public void close() {
        try (output;
                others) {
            recording.close();
        }
        // last: where the others fail, it tries again
        guard.end();
    }
}
