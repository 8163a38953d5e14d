package io.firstfin.cli.record;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A recording that was fetched from the JVM into the user's file.
 *
 * @param started when it was started; what the file holds may begin later, since JFR drops the oldest
 *                parts of what gets too large
 * @param endedEarly why it ended before its time
 * @param mixed whether it holds what another recording asked for
 * @param stayed why the agent did not leave the JVM
 */
public record Recorded(
        Path file, Instant started, Optional<String> endedEarly, boolean mixed, Optional<String> stayed) {
    /** Where a chunk's header says when it starts, in nanoseconds since 1970 (JfrChunkHeadWriter). */
    private static final int START_NANOS = 32;
    /** Starting takes a while, and is no loss. */
    private static final Duration NOT_WORTH_TELLING = Duration.ofSeconds(2);

    /** How much of its beginning was dropped for want of room; empty when nothing was. */
    public Optional<Duration> dropped() {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(START_NANOS);
            Duration dropped = Duration.between(started, Instant.EPOCH.plusNanos(in.readLong()));
            return Optional.of(dropped).filter(lost -> lost.compareTo(NOT_WORTH_TELLING) > 0);
        } catch (IOException e) {
            // whoever reads the file whole will say what is wrong with it
            return Optional.empty();
        }
    }
}
