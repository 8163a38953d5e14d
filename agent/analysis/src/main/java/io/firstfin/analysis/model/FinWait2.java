package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * Connections that stayed half-closed after our FIN: FIN_WAIT2, until the peer's FIN comes.
 *
 * @param destination where they led
 * @param held our code held them open after shutdownOutput; otherwise it had closed them, and the kernel keeps them for
 *     {@code tcp_fin_timeout} at most
 * @param site where our code half-closed them; unknown for those that it had closed
 * @param openedBy the place in our code that opened those held, as {@code class.method:line}; empty when unknown
 * @param count how many
 * @param longest the longest time: for those held between the half-close and the close, or the end of the recording;
 *     for the others between our close and the last sample that showed them so
 * @param neverClosed of those held, the ones that had no close in the recordings
 */
public record FinWait2(
        Destination destination,
        boolean held,
        CallSite site,
        String openedBy,
        long count,
        Duration longest,
        long neverClosed) {

    /** Half-closed for less is how a request is ended that the peer answers by its close. */
    public static final Duration LONG = Duration.ofSeconds(1);
}
