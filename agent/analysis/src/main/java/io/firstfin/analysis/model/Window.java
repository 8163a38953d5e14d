package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A time that was recorded without a gap.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record Window(Instant from, Instant to) implements Serializable {

    /** Whether an instant lies in it. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** How long windows are together that do not overlap. */
    public static Duration length(List<Window> windows) {
        return windows.stream()
                .map(window -> Duration.between(window.from, window.to))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
