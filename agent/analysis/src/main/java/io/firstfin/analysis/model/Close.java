package io.firstfin.analysis.model;

import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;

/**
 * One close, as the recording's last word has it.
 *
 * @param time when our endpoint was closed
 * @param pid of the JVM, in its own namespace; -1 when the recording does not tell
 * @param connection the connection's name, unique in its JVM
 * @param localAddress empty when unknown, as is the remote one
 * @param localPort -1 when unknown, as is the remote one
 * @param reset the reset that ended it, where one did
 * @param lifetime from open to close; negative when unknown
 * @param requests how many it carried; -1 when unknown
 * @param site the place in the code that closed it
 * @param reasonEvidence what the reason rests on; empty when unknown
 * @param soLinger SO_LINGER in seconds; -1 when off or unknown
 * @param reuseAddress SO_REUSEADDR was on
 * @param traffic what the kernel counted
 */
public record Close(
        Instant time,
        long pid,
        String connection,
        Role role,
        String localAddress,
        int localPort,
        String remoteAddress,
        int remotePort,
        Verdict verdict,
        Ending ending,
        Reset reset,
        Trigger trigger,
        Why why,
        Duration lifetime,
        int requests,
        CallSite site,
        String reasonEvidence,
        int soLinger,
        boolean reuseAddress,
        Traffic traffic) {}
