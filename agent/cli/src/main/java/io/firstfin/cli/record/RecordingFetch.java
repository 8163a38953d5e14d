package io.firstfin.cli.record;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies a recording from the JVM's file to the user's file, or to another folder if there is no room. */
final class RecordingFetch {
    private final TargetTemp temp;
    private final OutputFile output;

    RecordingFetch(TargetTemp temp, OutputFile output) {
        this.temp = temp;
        this.output = output;
    }

    /** One that the agent ended. */
    Recorded recorded(Instant started, Optional<String> endedEarly, AgentAnswer stopped) {
        fill();
        boolean mixed = stopped.shared() && !filtered();
        return new Recorded(
                commit(),
                started,
                endedEarly,
                mixed,
                Optional.of(stopped.stayed()).filter(why -> !why.isBlank()));
    }

    /** One that the JVM left here with its last acts; nobody is left to say what else ran there. */
    Recorded recordedUntilTheEnd(Instant started, long pid) {
        fill();
        boolean mixed = !filtered() && mixed();
        return new Recorded(
                commit(),
                started,
                Optional.of("JVM " + pid + " ended, and left what it had recorded until then"),
                mixed,
                Optional.empty());
    }

    private void fill() {
        try (InputStream content = temp.content()) {
            output.fill(content);
        } catch (IOException e) {
            throw keptElsewhere(e);
        }
    }

    /** Leaves our own events alone in it; false when that could not be. */
    private boolean filtered() {
        try {
            return OwnEvents.keep(output.partial());
        } catch (IOException | RuntimeException e) {
            // a recording is too precious to lose to what reads it: the user is told what is in it
            return false;
        }
    }

    private boolean mixed() {
        try {
            return OwnEvents.areMixed(output.partial());
        } catch (IOException | RuntimeException e) {
            // whoever reads the file whole will say what is wrong with it
            return false;
        }
    }

    private Path commit() {
        try {
            return output.commit();
        } catch (IOException e) {
            throw keptElsewhere(e);
        }
    }

    /** Nobody can record the same again: what does not fit here is kept where there is room. */
    private Failure keptElsewhere(IOException why) {
        for (Path folder : refuges()) {
            Optional<Path> kept = keep(folder);
            if (kept.isPresent()) {
                return new Failure(
                        "cannot write " + output.file() + " (" + why.getMessage()
                                + "): the recording is kept in " + kept.get()
                                + ": see java -jar firstfin.jar report " + kept.get(),
                        why);
            }
        }
        return new Failure(
                "cannot write " + output.file() + " (" + why.getMessage()
                        + "), nor anywhere else: free some space, and record again",
                why);
    }

    private static List<Path> refuges() {
        return Stream.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"), "/var/tmp", "/dev/shm")
                .filter(Objects::nonNull)
                .map(Path::of)
                .distinct()
                .filter(Files::isDirectory)
                .toList();
    }

    private Optional<Path> keep(Path folder) {
        Path kept = null;
        try (InputStream content = temp.content()) {
            kept = Files.createTempFile(folder, "firstfin-", ".jfr");
            try (OutputStream out = Files.newOutputStream(kept, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                content.transferTo(out);
            }
            return Optional.of(kept);
        } catch (IOException e) {
            delete(kept);
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // what is left of it is empty, for want of room
            return;
        }
    }
}
