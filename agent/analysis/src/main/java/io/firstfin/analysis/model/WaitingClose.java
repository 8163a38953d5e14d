package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * Connections whose peer had closed while our code had not, seen while they waited.
 *
 * @param destination where they led
 * @param openedBy the place in the code that connected, or that accepted them for a SERVER; empty when unknown
 * @param program the HTTP client or server they belong to; empty when unknown
 * @param closed our code closed them later, while it was recorded
 * @param count how many
 * @param untold of those, how many had no event of their own: a round of the agent has no room for all, and tells how
 *     many more are alike
 * @param longest how long the longest had waited at the last look
 */
public record WaitingClose(
        Destination destination,
        String openedBy,
        String program,
        boolean closed,
        long count,
        long untold,
        Duration longest) {

    /** Each of them had an event of its own. */
    public WaitingClose(
            Destination destination, String openedBy, String program, boolean closed, long count, Duration longest) {
        this(destination, openedBy, program, closed, count, 0, longest);
    }
}
