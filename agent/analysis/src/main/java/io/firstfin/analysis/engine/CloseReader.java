package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Sample;
import io.firstfin.analysis.event.CallSiteEvent;
import io.firstfin.analysis.event.CloseEvent;
import io.firstfin.analysis.event.JvmEvent;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Trigger;
import java.util.Optional;

/**
 * Joins each close of a JVM with the kernel's last word on it. All events are to be accepted first, then
 * each close asked for: of the first reading only the words are kept, of the second only the close at
 * hand.
 */
public final class CloseReader {

    private final JvmState words;
    private final ConnectionSet read = new ConnectionSet();
    private long pid = -1;

    /** @param reasons why connections were closed, where the agent has proven nothing */
    public CloseReader(CloseReasons reasons) {
        words = new JvmState("", Engine.recordsInHeap(), reasons);
    }

    /** Takes an event of the first reading. */
    public void accept(TracedEvent event) {
        if (event instanceof KernelStateEvent || event instanceof CallSiteEvent) {
            words.accept(event);
        } else if (event instanceof JvmEvent jvm) {
            pid = jvm.pid();
        }
    }

    /** A close of the second reading with the last word on it; empty when it was read before. */
    public Optional<Close> lastWord(CloseEvent event) {
        long key = ConnectionTable.key(event.connection());
        if (!event.connection().isEmpty() && read.contains(key)) {
            return Optional.empty();
        }
        read.add(key);
        ConnectionRecord connection = words.joined(event);
        ConnectionRecord.Closing closing = connection.closing().orElseThrow();
        LastWord word = LastWord.of(connection, closing);
        boolean http = event.exchanges() >= 0 && !event.program().isEmpty();
        return Optional.of(new Close(
                event.time(),
                pid,
                event.connection(),
                event.role(),
                event.ends().localAddress(),
                event.ends().localPort(),
                event.ends().remoteAddress(),
                event.ends().remotePort(),
                word.verdict(),
                word.ending(),
                word.reset(),
                event.trigger(),
                connection.why(),
                event.lifetime(),
                http ? event.exchanges() : -1,
                site(connection, closing),
                reasonEvidence(event, connection),
                event.soLinger(),
                event.reuseAddress(),
                event.traffic()));
    }

    /** What the agent saw; where it has proven no reason, the rule that the stack fits. */
    private String reasonEvidence(CloseEvent event, ConnectionRecord connection) {
        boolean proven = !event.reason().isEmpty() && !event.reason().equals(Why.UNKNOWN.reason());
        return proven
                ? event.reasonEvidence()
                : words.sites
                        .reason(event.stack())
                        .or(() -> connection.sample().map(Sample::reason))
                        .map(CloseReasons.Rule::evidence)
                        .orElse(event.reasonEvidence());
    }

    /** Where the JVM ended, the stack is that of a shutdown hook; where stacks are sampled, there may be one. */
    private static CallSite site(ConnectionRecord connection, ConnectionRecord.Closing closing) {
        if (closing.facts().trigger() == Trigger.EXIT) {
            return CallSite.UNKNOWN;
        }
        return connection.withOpener(
                closing.site().isKnown()
                        ? closing.site()
                        : connection.sample().map(Sample::site).orElse(CallSite.UNKNOWN));
    }
}
