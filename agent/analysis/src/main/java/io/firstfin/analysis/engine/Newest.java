package io.firstfin.analysis.engine;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** Keeps the newest or the oldest of the values offered, in whatever order they come. */
final class Newest<T> implements Serializable {

    private static final long serialVersionUID = 1;

    private Instant time;
    private T value;

    void offer(Instant offered, T candidate) {
        if (time == null || offered.isAfter(time) || isPreferred(offered, candidate)) {
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
        if (time == null || offered.isBefore(time) || isPreferred(offered, candidate)) {
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

    /** Of two values of one moment always the same one, whichever came first. */
    private boolean isPreferred(Instant offered, T candidate) {
        return offered.equals(time) && candidate.toString().compareTo(value.toString()) > 0;
    }
}
