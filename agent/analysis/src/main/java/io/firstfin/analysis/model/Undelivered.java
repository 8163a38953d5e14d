package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * Connections that our code closed with data that the peer has not taken: FIN_WAIT1, since our FIN waits behind it.
 *
 * @param count how many
 * @param bytes what the peer had not acknowledged at the last sample, of all together
 * @param longest the longest time from our close to that sample
 */
public record Undelivered(long count, long bytes, Duration longest) implements Serializable {

    /** A peer that is reached and reads takes less for what is on its way. */
    public static final Duration LONG = Duration.ofSeconds(1);

    public static final Undelivered NONE = new Undelivered(0, 0, Duration.ZERO);

    public Undelivered plus(Undelivered other) {
        return new Undelivered(
                count + other.count,
                bytes + other.bytes,
                longest.compareTo(other.longest) >= 0 ? longest : other.longest);
    }
}
