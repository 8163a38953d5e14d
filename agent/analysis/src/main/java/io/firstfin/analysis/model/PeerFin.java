package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * What the kernel showed around the peer's FIN when our code closed behind it. A span that is not known is negative.
 *
 * @param thenReset a RST of the peer followed, which answered data that we sent after the FIN
 * @param quietBefore time without data before the FIN
 * @param sentAfter from the FIN to the last data that we sent, which the peer did not take
 */
public record PeerFin(boolean thenReset, Duration quietBefore, Duration sentAfter) {

    private static final Duration UNKNOWN = Duration.ofNanos(Long.MIN_VALUE);

    /** Nothing is known of a FIN of the peer. */
    public static final PeerFin NONE = new PeerFin(false, UNKNOWN, UNKNOWN);
}
