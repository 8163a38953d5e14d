package io.firstfin.analysis.event;

import io.firstfin.verdict.FailureKind;
import java.time.Instant;

/**
 * {@code firstfin.Connect}: a connect ended.
 *
 * @param boundFirst the socket was bound to a local port before
 * @param failure the text of the exception; empty when it connected
 * @param selfConnected it connected to its own port
 * @param host the name that led to the remote address; empty when not known
 * @param requestedBy the code that asked for it, as {@code class.method:line}, where another thread opened it; empty
 *     where that is not known
 */
public record ConnectEvent(
        Instant time,
        String connection,
        Ends ends,
        boolean boundFirst,
        String failure,
        FailureKind failureKind,
        boolean selfConnected,
        String host,
        String requestedBy,
        StackTrace stack)
        implements TracedEvent {}
