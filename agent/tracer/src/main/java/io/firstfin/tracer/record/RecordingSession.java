package io.firstfin.tracer.record;

import io.firstfin.tracer.status.OwnThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A recording that the command line asked for, with a template from inside our jar. */
public final class RecordingSession implements AutoCloseable {

    private static final Set<String> TEMPLATES = Set.of("firstfin", "firstfin-diagnose");

    private final Recording recording;
    private final Thread lease;
    private volatile boolean ended;

    private RecordingSession(Recording recording, Duration lease, Runnable onLeaseEnd) {
        this.recording = recording;
        this.lease = OwnThreads.start("lease", () -> await(lease, onLeaseEnd));
    }

    /**
     * Starts to record.
     *
     * @param template firstfin or firstfin-diagnose
     * @param lease for how long, if nobody ends it: the command line may die before it can
     * @param onLeaseEnd what to do then
     * @throws IllegalArgumentException for another template
     */
    public static RecordingSession start(
            String template, Duration lease, Runnable onLeaseEnd)
            throws IOException, ParseException {
        if (!TEMPLATES.contains(template)) {
            throw new IllegalArgumentException(
                    "no template " + template + ": there are " + String.join(", ", TEMPLATES));
        }
        Recording recording = new Recording(configuration(template));
        recording.setName("FirstFin");
        recording.start();
        return new RecordingSession(recording, lease, onLeaseEnd);
    }

    /** Ends the recording and writes it. */
    public void dump(Path output) throws IOException {
        recording.stop();
        recording.dump(output);
    }

    /** Ends the recording and forgets it. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(lease);
        recording.close();
    }

    private void await(Duration lease, Runnable onLeaseEnd) {
        long deadline = System.nanoTime() + lease.toNanos();
        for (long left = lease.toNanos(); left > 0 && !ended; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (!ended) {
            onLeaseEnd.run();
        }
    }

    private static Configuration configuration(String template)
            throws IOException, ParseException {
        String resource = "io/firstfin/templates/" + template + ".jfc";
        try (InputStream in =
                        RecordingSession.class.getClassLoader().getResourceAsStream(resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Configuration.create(reader);
        }
    }
}
