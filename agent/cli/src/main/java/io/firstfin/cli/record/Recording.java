package io.firstfin.cli.record;

import io.firstfin.cli.Failure;
import io.firstfin.cli.attach.AgentAnswer;
import java.time.Duration;
import java.util.Map;

/**
 * A recording that runs in a JVM. Starting it attaches where that is needed, ending it then detaches
 * again. Closing one that was not stopped cancels it.
 */
public final class Recording implements AutoCloseable {
    /** How long the agent waits for us beyond the planned end before it gives up and detaches. */
    private static final Duration GRACE = Duration.ofSeconds(60);
    private final TracedJvm jvm;
    private boolean attachedByUs;
    private boolean running = true;

    private Recording(TracedJvm jvm, boolean attachedByUs) {
        this.jvm = jvm;
        this.attachedByUs = attachedByUs;
    }

    public static Recording start(TracedJvm jvm, String template, Duration duration) {
        long lease = duration.plus(GRACE).toSeconds();
        AgentAnswer answer = jvm.ask(
                "record-start", Map.of("template", template, "lease", Long.toString(lease)));
        return new Recording(jvm, !answer.alreadyAttached());
    }

    /**
     * Ends the recording and leaves the JVM as it was found, in one command: each one costs the JVM
     * a few lines of warning. It writes the recording to a path as it sees its own file system.
     */
    public void stop(String output) {
        jvm.ask("record-stop",
                Map.of("output", output, "detach", Boolean.toString(attachedByUs)));
        running = false;
        attachedByUs = false;
    }

    /**
     * Undoes what {@link #start} did; what cannot be undone now, the agent's lease undoes later.
     */
    @Override
    public void close() {
        if (running) {
            running = false;
            quietly("record-cancel");
        }
        if (attachedByUs) {
            quietly("detach");
        }
    }

    private void quietly(String command) {
        if (!jvm.alive()) {
            return;
        }
        try {
            jvm.ask(command, Map.of());
        } catch (Failure e) {
            // the failure that brought us here is the one to tell; the lease ends the rest
            return;
        }
    }
}
