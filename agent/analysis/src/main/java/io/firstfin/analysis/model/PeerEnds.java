package io.firstfin.analysis.model;

import io.firstfin.analysis.model.SentAfterFin.Range;
import java.time.Duration;
import java.time.Instant;

/**
 * HTTP connections with one destination that ended alike, as far as the end shows a limit of the peer.
 *
 * @param how what the end shows
 * @param requests how many each of them carried; 0 unless the peer announced the end
 * @param count how many connections
 * @param mostRequests the most that one of them carried
 * @param idle how long they had been without data when the peer's FIN came; unknown unless they were idle
 * @param lifetimes how long they lived; unknown where no opening was recorded
 * @param first when the first of them ended
 * @param last when the last of them ended
 */
public record PeerEnds(
        Destination destination,
        How how,
        int requests,
        long count,
        int mostRequests,
        Range idle,
        Range lifetimes,
        Instant first,
        Instant last) {

    /** Without data for a shorter time a connection is not idle: the FIN belongs to the exchange. */
    public static final Duration IDLE = Duration.ofMillis(100);

    /** From the end of the first to the end of the last. */
    public Duration spread() {
        return Duration.between(first, last);
    }

    /** What the end of a connection shows of the peer. */
    public enum How {
        /** The peer's last message announced it, as by Connection: close. */
        ANNOUNCED,
        /** The peer closed it without a word after it had been idle. */
        IDLE,
        /** The peer closed it without a word, and nothing shows that it had been idle. */
        UNEXPLAINED,
        /** It ended for another reason, which may be ours. */
        OTHER
    }
}
