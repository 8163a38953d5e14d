package io.firstfin.cli.record;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.attach.RecordingNews;
import io.firstfin.cli.message.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A recording that runs in a JVM. Starting it attaches to the JVM if needed, and stopping it then detaches. Closing a
 * recording that was not stopped cancels it.
 */
public final class Recording implements AutoCloseable {
    /** How long the agent waits for us beyond the planned end before it gives up and detaches. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final RecordingNews NONE = new RecordingNews(Optional.empty(), Optional.empty());
    private final TracedJvm jvm;
    private final String id;
    private final String output;
    private final boolean attachedByUs;
    private final boolean outputHeld;
    private boolean running = true;

    private Recording(TracedJvm jvm, String id, String output, AgentAnswer started) {
        this.jvm = jvm;
        this.id = id;
        this.output = output;
        this.attachedByUs = !started.alreadyAttached();
        this.outputHeld = started.holdsOutput();
    }

    /**
     * Starts one.
     *
     * @param output an empty file, as the JVM sees its own file system, for what is recorded; while it is there the
     *     agent knows that we are
     */
    public static Recording start(TracedJvm jvm, String template, Duration duration, String output) {
        String id = UUID.randomUUID().toString();
        AgentAnswer answer = jvm.ask(
                "record-start",
                Map.of(
                        "recording", id,
                        "template", template,
                        "lease", Long.toString(duration.plus(GRACE).toSeconds()),
                        "output", output));
        return new Recording(jvm, id, output, answer);
    }

    /** Whether the agent has opened the file, so that it does not need its name any more. */
    boolean outputHeld() {
        return outputHeld;
    }

    /** What the agent says of it by itself; nothing when that cannot be told now. */
    public RecordingNews news() {
        try {
            return jvm.news(id);
        } catch (Failure e) {
            // a JVM that does not answer now may do so later
            return NONE;
        }
    }

    /**
     * Ends the recording and leaves the JVM as it was found, in one command: each one costs the JVM a few lines of
     * warning.
     *
     * @return what the agent says of it
     */
    public AgentAnswer stop() {
        AgentAnswer answer = jvm.ask(
                "record-stop",
                Map.of(
                        "recording", id,
                        "output", output,
                        "detach", Boolean.toString(attachedByUs)));
        running = false;
        return answer;
    }

    /** Undoes what {@link #start} did; what cannot be undone now, the agent's lease undoes later. */
    @Override
    public void close() {
        if (!running || !jvm.alive()) {
            return;
        }
        running = false;
        try {
            jvm.ask("record-cancel", Map.of("recording", id, "detach", Boolean.toString(attachedByUs)));
        } catch (Failure e) {
            // the failure that brought us here is the one to tell; the lease ends the rest
            return;
        }
    }
}
