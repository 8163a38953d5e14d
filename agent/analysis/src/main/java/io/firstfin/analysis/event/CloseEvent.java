package io.firstfin.analysis.event;

import io.firstfin.analysis.model.PeerFin;
import io.firstfin.analysis.model.Traffic;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code firstfin.Close}: our endpoint was closed.
 *
 * @param closedFirst who sent the first FIN or RST, as far as the close itself shows
 * @param proof what that is worth; empty where an older agent wrote the event
 * @param resetBy who sent the reset that ended it; NONE where none did, or none was recorded
 * @param kernelState the state at the entry of close
 * @param evidence what the verdict rests on
 * @param reason why it was closed; empty when unknown
 * @param reasonEvidence what the reason rests on; empty when unknown
 * @param soLinger SO_LINGER in seconds; -1 when off or unknown
 * @param lingerSetBy who set SO_LINGER to 0, as {@code class.method:line}; empty when unknown
 * @param traffic what the kernel counted
 * @param lifetime from open to close
 * @param closeWait from the peer's FIN to our close
 * @param peerFin what the kernel showed around the FIN of a peer that had closed
 * @param program the HTTP client or server that used it; empty when unknown
 * @param exchanges how many HTTP requests it carried; -1 when unknown
 * @param lastStatus of the last HTTP response; -1 when unknown
 * @param proxyTarget host and port that a proxy was asked to connect to; empty where none is known
 * @param requestedBy the code that asked for the close, as {@code class.method:line}, where another thread closed; empty
 *     where that is not known
 */
public record CloseEvent(
        Instant time,
        String connection,
        Ends ends,
        Role role,
        ClosedFirst closedFirst,
        Optional<Proof> proof,
        Ending ending,
        ResetBy resetBy,
        Trigger trigger,
        String kernelState,
        String evidence,
        String reason,
        String reasonEvidence,
        int soLinger,
        String lingerSetBy,
        boolean reuseAddress,
        Traffic traffic,
        Duration lifetime,
        Duration closeWait,
        PeerFin peerFin,
        String program,
        int exchanges,
        int lastStatus,
        String proxyTarget,
        String requestedBy,
        StackTrace stack)
        implements TracedEvent {}
