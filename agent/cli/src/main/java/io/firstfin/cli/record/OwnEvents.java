package io.firstfin.cli.record;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Copies only those events of a recording that FirstFin's templates ask for. JFR unites the settings of all recordings
 * of a JVM, so FirstFin's recording also holds what others asked for. With the JDK's profile settings that includes
 * environment variables and system properties.
 *
 * <p>The JDK writes the copy (JDK 19 and later), with the constants that the events left in it need and no others.
 */
final class OwnEvents {
    /** Ours, and those of the JDK that tell about the recording itself. */
    private static final Set<String> OF_THE_JDK = Set.of("jdk.JVMInformation", "jdk.DataLoss");

    private OwnEvents() {}

    /**
     * Replaces a recording by such a copy.
     *
     * @return false where this JDK cannot; the recording is as it was then
     * @throws IOException when the recording cannot be read or the copy not be written
     */
    static boolean keep(Path file) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".own");
        try {
            if (!copy(file, copy)) {
                return false;
            }
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Whether there are others in a recording. */
    static boolean areMixed(Path file) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                if (!isOurs(recording.readEvent().getEventType().getName())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean copy(Path from, Path to) throws IOException {
        try (RecordingFile recording = new RecordingFile(from)) {
            Predicate<RecordedEvent> ours = event -> isOurs(event.getEventType().getName());
            RecordingFile.class.getMethod("write", Path.class, Predicate.class).invoke(recording, to, ours);
            return true;
        } catch (NoSuchMethodException olderJdk) {
            return false;
        } catch (InvocationTargetException e) {
            throw new IOException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("it is a public method", e);
        }
    }

    private static boolean isOurs(String event) {
        return event.startsWith("firstfin.") || OF_THE_JDK.contains(event);
    }
}
