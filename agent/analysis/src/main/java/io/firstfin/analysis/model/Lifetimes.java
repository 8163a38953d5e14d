package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the connections of a group lived.
 *
 * @param known how many of them have a known lifetime
 * @param brief how many lived less than {@link #SHORT}
 * @param total the sum of the known lifetimes
 */
public record Lifetimes(long known, long brief, Duration total) implements Serializable {

    /** A connection that lives no longer was most likely made for one request. */
    public static final Duration SHORT = Duration.ofSeconds(1);

    public static final Lifetimes NONE = new Lifetimes(0, 0, Duration.ZERO);

    public Lifetimes plus(Lifetimes other) {
        return new Lifetimes(known + other.known, brief + other.brief, total.plus(other.total));
    }

    /** The average of the known lifetimes; zero when none is known. */
    public Duration average() {
        return known == 0 ? Duration.ZERO : total.dividedBy(known);
    }
}
