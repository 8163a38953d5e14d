package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * The connections to one destination over time. Which of them ended when does not matter to ports, only how many were
 * open at a time, so opens and closes are told each by itself, in order.
 *
 * @param observed how long was recorded without a gap
 * @param opens when those were opened that were closed, the earliest first; those that are older than the recording
 *     count from its beginning
 * @param closesOurs when those were closed whose TIME_WAIT is ours
 * @param closesFree when the others were closed, whose ports were free at once
 * @param staying when those were opened that stayed open to the end
 * @param refused how many of the connections never were, because their connects found no free port: they are told like
 *     the others, as what they would have been
 * @param unknown how many of {@code closesFree} are there because nobody knows whose their TIME_WAIT is
 * @param leftOut how many are left out: those of other parts of the recording, and old ones beyond the reader's bounds
 */
public record Workload(
        Duration observed,
        Moments opens,
        Moments closesOurs,
        Moments closesFree,
        Moments staying,
        long refused,
        long unknown,
        long leftOut) {

    /** @throws IllegalArgumentException if not every open has its close */
    public Workload {
        if (opens.size() != closesOurs.size() + closesFree.size()) {
            throw new IllegalArgumentException(
                    opens.size() + " opens, " + closesOurs.size() + " + " + closesFree.size() + " closes");
        }
    }

    /** How many connections were opened. */
    public long connections() {
        return opens.size() + staying.size();
    }

    /** How many were opened in a second, on average. */
    public double opensPerSecond() {
        return connections() / (observed.toNanos() / 1e9);
    }
}
