package io.firstfin.cli.record;

import io.firstfin.cli.Failure;
import java.time.Duration;
import java.util.Map;

/**
 * A recording that runs in a JVM, from the attach that made it possible to the detach that leaves
 * the JVM as it was. Closing one that was not stopped cancels it.
 */
public final class Recording implements AutoCloseable {
    /** How long the agent waits for us beyond the planned end before it gives up and detaches. */
    private static final Duration GRACE = Duration.ofSeconds(60);
    private final TracedJvm jvm;
    private boolean attachedByUs;
    private boolean running;

    private Recording(TracedJvm jvm, boolean attachedByUs) {
        this.jvm = jvm;
        this.attachedByUs = attachedByUs;
    }

    public static Recording start(TracedJvm jvm, String template, Duration duration) {
        Recording recording =
                new Recording(jvm, !jvm.ask("attach", Map.of()).alreadyAttached());
        try {
            long lease = duration.plus(GRACE).toSeconds();
            jvm.ask("record-start", Map.of("template", template, "lease", Long.toString(lease)));
            recording.running = true;
            return recording;
        } catch (Failure e) {
            recording.close();
            throw e;
        }
    }

    /** Ends the recording; the JVM writes it to a path as it sees its own file system. */
    public void stop(String output) {
        jvm.ask("record-stop", Map.of("output", output));
        running = false;
    }

    /** Leaves the JVM as it was found; unlike {@link #close} it says so when that did not work. */
    public void leave() {
        if (attachedByUs) {
            attachedByUs = false;
            jvm.ask("detach", Map.of());
        }
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
