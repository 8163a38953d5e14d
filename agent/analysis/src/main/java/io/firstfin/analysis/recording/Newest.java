package io.firstfin.analysis.recording;

import java.time.Instant;
import java.util.Optional;

/** Keeps the newest or the oldest of the values offered, in whatever order they come. */
final class Newest<T> {

    private Instant time;
    private T value;

    void offer(Instant offered, T candidate) {
        if (time == null || !offered.isBefore(time)) {
            time = offered;
            value = candidate;
        }
    }

    /** Takes over what another one kept, if it is newer. */
    void offer(Newest<T> other) {
        if (other.time != null) {
            offer(other.time, other.value);
        }
    }

    void offerOldest(Instant offered, T candidate) {
        if (time == null || offered.isBefore(time)) {
            time = offered;
            value = candidate;
        }
    }

    Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    Optional<T> value() {
        return Optional.ofNullable(value);
    }
}
