package io.firstfin.analysis.finding;

import java.util.Optional;

/**
 * How much of what goes wrong a finding explains: {@code 199 of 200 ports taken}.
 *
 * @param count of how many it is the cause
 * @param of how many there are
 * @param what those are, as a plural with its article left out: {@code closes}
 */
public record Explains(long count, long of, String what) {

    /** Nothing where there is nothing that it could be a share of. */
    static Optional<Explains> of(long count, long of, String what) {
        return count <= 0 ? Optional.empty() : Optional.of(new Explains(count, Math.max(count, of), what));
    }

    /** The part, from 0 to 1. */
    public double share() {
        return (double) count / of;
    }

    /** {@code 85 % of the closes}. */
    public String words() {
        return Figures.percent(share()) + " of the " + what;
    }
}
