package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the peer's FIN had been here before our code closed.
 *
 * @param overdue how many waited {@link #OVERDUE} or longer
 * @param longest the longest wait; zero when there was none
 */
public record CloseWaits(long overdue, Duration longest) implements Serializable {

    /** Code that waits this long does not watch for the end of the stream. */
    public static final Duration OVERDUE = Duration.ofSeconds(1);

    public static final CloseWaits NONE = new CloseWaits(0, Duration.ZERO);

    public CloseWaits plus(CloseWaits other) {
        Duration longer = longest.compareTo(other.longest) >= 0 ? longest : other.longest;
        return new CloseWaits(overdue + other.overdue, longer);
    }
}
