package io.firstfin.tracer.record;

import io.firstfin.tracer.status.OwnThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.util.function.Consumer;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** A recording that the command line asked for, with a template from inside our jar. */
public final class RecordingSession implements AutoCloseable {

    private final Recording recording;
    private final RecordingGuard guard;
    private final OtherRecordings others;
    private final RecordingNews news;
    private final LifeSign lifeSign;
    private final String id;

    private RecordingSession(
            Recording recording,
            RecordingGuard guard,
            RecordingNews news,
            LifeSign lifeSign,
            String id) {
        this.recording = recording;
        this.others = OtherRecordings.than(recording);
        this.guard = guard;
        this.news = news;
        this.lifeSign = lifeSign;
        this.id = id;
    }

    /**
     * Starts to record.
     *
     * @param onTrouble has to end the recording at once, and is given the reason
     * @param onAbandoned has to do away with it: nobody will fetch it
     * @param errors takes note of errors of ours
     * @throws IOException when there is too little room for JFR; nothing was touched then
     * @throws IllegalArgumentException for a template that is none of ours
     */
    public static RecordingSession start(
            RecordingOrder order,
            Consumer<String> onTrouble,
            Runnable onAbandoned,
            Consumer<Throwable> errors)
            throws IOException, ParseException {
        Configuration template = RecordingTemplate.named(order.template());
        RecordingSpace space = new RecordingSpace(order.output());
        space.require();
        Recording recording = new Recording(template);
        try {
            recording.setName("FirstFin");
            recording.setMaxSize(space.bound());
            recording.start();
        } catch (RuntimeException e) {
            recording.close();
            throw e;
        }
        LifeSign lifeSign = new LifeSign(order.output());
        RecordingGuard guard =
                new RecordingGuard(
                        recording, space, lifeSign, order.lease(), onTrouble, onAbandoned);
        OwnThreads.start("guard", guard);
        RecordingNews news = new RecordingNews(order.id(), errors);
        return new RecordingSession(recording, guard, news, lifeSign, order.id());
    }

    /** What whoever ordered it calls it. */
    public String id() {
        return id;
    }

    /** JFR's own object, for what follows JFR. */
    Recording recording() {
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

    /** Tells whoever ordered it that it ended before its time. */
    public void endedEarly(String reason) {
        news.ended(reason);
    }

    /** Tells whoever ordered it that there is nothing to fetch any more. */
    public void lost(String reason) {
        news.lost(reason);
    }

    /**
     * Writes what was recorded. Never makes the file: where the command line has taken it away, the
     * command line is gone, and nothing may stay behind.
     */
    public void write(Path output) throws IOException {
        RecordingSpace.requireForCopy(output, recording.getSize());
        try (OutputStream file =
                        Files.newOutputStream(
                                output,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS);
                InputStream content = recording.getStream(null, null)) {
            if (content != null) {
                content.transferTo(file);
            }
        }
    }

    /** Removes the file that nobody will fetch. */
    public void removeOutput() {
        lifeSign.remove();
    }

    /** Ends it and forgets it. */
    @Override
    public void close() {
        guard.end();
        others.close();
        recording.close();
    }
}
