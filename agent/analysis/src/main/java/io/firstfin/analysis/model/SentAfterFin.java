package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * Connections that our code used although the peer had closed them in order.
 *
 * @param resets how many a RST of the peer ended, which answered data that we sent after its FIN
 * @param stale how many a client of ours used again {@link #STALE} or later after the FIN: those of a stale pool
 * @param staleResets how many belong to both
 * @param staleLost of the stale ones, how many lost what we sent
 * @param quiet how long the stale ones had been without data before the peer's FIN
 * @param after how long after the FIN we sent on the stale ones
 */
public record SentAfterFin(long resets, long stale, long staleResets, long staleLost, Range quiet, Range after)
        implements Serializable {

    /** What is sent sooner crosses the FIN on its way, or is the farewell of code that noticed the FIN. */
    public static final Duration STALE = Duration.ofMillis(100);

    public static final SentAfterFin NONE = new SentAfterFin(0, 0, 0, 0, Range.NONE, Range.NONE);

    /** @param shortest negative, as is {@code longest}, where none is known */
    public record Range(Duration shortest, Duration longest) implements Serializable {

        public static final Range NONE = of(Duration.ofNanos(-1));

        /** The range of one span. */
        public static Range of(Duration span) {
            return new Range(span, span);
        }

        public boolean isKnown() {
            return !shortest.isNegative();
        }

        public Range plus(Range other) {
            if (!isKnown() || !other.isKnown()) {
                return isKnown() ? this : other;
            }
            return new Range(
                    shortest.compareTo(other.shortest) <= 0 ? shortest : other.shortest,
                    longest.compareTo(other.longest) >= 0 ? longest : other.longest);
        }
    }

    public SentAfterFin plus(SentAfterFin other) {
        return new SentAfterFin(
                resets + other.resets,
                stale + other.stale,
                staleResets + other.staleResets,
                staleLost + other.staleLost,
                quiet.plus(other.quiet),
                after.plus(other.after));
    }
}
