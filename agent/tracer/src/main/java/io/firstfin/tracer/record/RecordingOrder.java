package io.firstfin.tracer.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A recording as the command line orders it.
 *
 * @param id names it towards whoever ordered it
 * @param template firstfin or firstfin-diagnose
 * @param lease for how long, if nobody ends it: the command line may die before it can
 * @param output an empty file that the command line made and locked, where it wants the recording.
 *     Once the file or the lock is gone, so is the command line. Null when there is none
 */
public record RecordingOrder(String id, String template, Duration lease, Path output) {

    private static final String AN_HOUR = "3600";

    public static RecordingOrder of(Map<String, String> command) {
        String output = command.get("output");
        return new RecordingOrder(
                command.getOrDefault("recording", ""),
                command.getOrDefault("template", "firstfin"),
                Duration.ofSeconds(Long.parseLong(command.getOrDefault("lease", AN_HOUR))),
                output == null ? null : Path.of(output));
    }
}
