package io.firstfin.analysis.event;

import io.firstfin.analysis.model.Act;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code firstfin.CallSite}: a sampled stack of a connect or a close.
 *
 * @param act what the code did; empty where a newer agent wrote a word that is not known here
 * @param weight how many acts the sample represents, itself included
 * @param requestedBy the code that asked for it, as {@code class.method:line}, where another thread did it; empty where
 *     that is not known
 */
public record CallSiteEvent(
        Instant time,
        String connection,
        Ends ends,
        Optional<Act> act,
        long weight,
        String requestedBy,
        StackTrace stack)
        implements TracedEvent {}
