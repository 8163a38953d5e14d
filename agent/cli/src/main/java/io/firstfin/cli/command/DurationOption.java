package io.firstfin.cli.command;

import io.firstfin.cli.terminal.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration option; a recording needs a positive one, and days of it are a mistake. */
final class DurationOption implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Durations.parse(text);
            if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
                throw new TypeConversionException("\"" + text + "\" must be more than 0 and at most 24h");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
