package io.firstfin.tracer.connection;

import io.firstfin.verdict.TimeWait;

/** Told, on a thread of ours, of each close that may leave us a TIME_WAIT, soon after it. */
public interface CloseObserver {

    void closed(Connection connection);

    /**
     * The kernel's word on it.
     *
     * @param timeWait who has it
     * @param cookie of our TIME_WAIT; -1 when it is not told, or there is none
     */
    void settled(Connection connection, TimeWait timeWait, long cookie);

    /** All that was closed until then, a {@code System.nanoTime()}, was told. */
    void closedUpTo(long nanos);

    /** Some closes were not told, because too many were waiting. */
    void lost();
}
