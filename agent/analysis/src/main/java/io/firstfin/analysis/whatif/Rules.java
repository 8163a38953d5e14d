package io.firstfin.analysis.whatif;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules by which connections take local ports.
 *
 * @param ports how many there are towards one destination; empty when unknown
 * @param timeWait for how long TIME_WAIT keeps a port from the next connect
 * @param maxTimeWait above so many the kernel keeps none: {@code tcp_max_tw_buckets}
 * @param idleLimit connections are reused after a shorter idle time, and closed by us after it;
 *     empty: each is closed when it was, without reuse
 * @param peerFirst the peer closes first, so that no TIME_WAIT is ours
 * @param destinations over how many destinations the connections are spread
 */
record Rules(
        OptionalInt ports,
        Duration timeWait,
        long maxTimeWait,
        Optional<Duration> idleLimit,
        boolean peerFirst,
        int destinations) {

    Rules withPorts(int other) {
        return new Rules(OptionalInt.of(other), timeWait, maxTimeWait, idleLimit, peerFirst, destinations);
    }

    Rules withTimeWait(Duration other) {
        return new Rules(ports, other, maxTimeWait, idleLimit, peerFirst, destinations);
    }

    Rules withKeepAlive(Duration limit) {
        return new Rules(ports, timeWait, maxTimeWait, Optional.of(limit), peerFirst, destinations);
    }

    Rules withPeerFirst() {
        return new Rules(ports, timeWait, maxTimeWait, idleLimit, true, destinations);
    }

    Rules withDestinations(int number) {
        return new Rules(ports, timeWait, maxTimeWait, idleLimit, peerFirst, number);
    }

    /**
     * So many TIME_WAITs towards one destination are kept at most. All destinations share what the
     * kernel keeps; where that is more than there are ports, it is the ports that run out.
     */
    long timeWaitLimit() {
        long each = maxTimeWait / destinations;
        return ports.isPresent() && each >= ports.getAsInt() ? Long.MAX_VALUE : each;
    }

    /** After so long nothing that happened before matters any more. */
    Duration memory() {
        return timeWait.plus(idleLimit.orElse(Duration.ZERO));
    }
}
