package io.firstfin.analysis.event;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code firstfin.KernelState}: what the kernel showed of a connection after its close.
 *
 * @param state the state of our end; empty when nothing was left of it
 * @param remaining until its TIME_WAIT ends
 * @param undelivered bytes that our FIN waits behind, since the peer has not acknowledged them; -1 when unknown
 * @param verdict the verdict as settled by it; empty where it settles nothing
 */
public record KernelStateEvent(
        Instant time, String connection, String state, Duration remaining, long undelivered, Optional<Settled> verdict)
        implements TracedEvent {

    /**
     * The kernel's word on a verdict.
     *
     * @param proof empty where an older agent wrote the event
     * @param ending empty where an older agent wrote the event
     * @param resetBy who sent the reset that ended it; NONE where none did, or none was recorded
     * @param agrees it contradicts nothing that was recorded at close
     */
    public record Settled(
            ClosedFirst closedFirst,
            Optional<Proof> proof,
            Optional<Ending> ending,
            ResetBy resetBy,
            TimeWait timeWait,
            boolean agrees,
            String evidence) {}

    /** Nothing is known of undelivered data. */
    public KernelStateEvent(
            Instant time, String connection, String state, Duration remaining, Optional<Settled> verdict) {
        this(time, connection, state, remaining, -1, verdict);
    }

    /** Whether our end was in TIME_WAIT. */
    public boolean isTimeWait() {
        return state.equals("TIME_WAIT");
    }

    /** Whether our end waited for the peer's FIN. */
    public boolean isFinWait2() {
        return state.equals("FIN_WAIT2");
    }
}
