package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectionEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.CloseEntry;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Exchange;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.verdict.Trigger;
import io.firstfin.tracer.verdict.Verdict;
import jdk.jfr.Event;

/** Copies what is known of a connection into its events. */
public final class EventFields {

    /** How a duration that nobody knows stands in an event: shown as N/A. */
    public static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private EventFields() {}

    /** The five fields that every event about a connection carries. */
    public static void identify(ConnectionEvent event, Connection connection) {
        event.connection = connection.name();
        Endpoints endpoints = connection.endpoints();
        if (endpoints != null) {
            event.localAddress = connection.localText();
            event.localPort = endpoints.localPort();
            event.remoteAddress = connection.remoteText();
            event.remotePort = endpoints.remotePort();
        }
    }

    /** The same, where the kernel told the ends of a connection that was opened unseen. */
    public static void identify(ConnectionEvent event, Connection connection, Endpoints endpoints) {
        event.connection = connection.name();
        event.localAddress = endpoints.local().getHostAddress();
        event.localPort = endpoints.localPort();
        event.remoteAddress = endpoints.remote().getHostAddress();
        event.remotePort = endpoints.remotePort();
    }

    public static CloseEvent close(Connection connection) {
        CloseEvent event = new CloseEvent();
        identify(event, connection);
        Closing closing = connection.closing();
        CloseEntry entry = closing.entry();
        Verdict verdict = closing.verdict();
        Trigger trigger = closing.trigger();
        event.role = connection.role().name();
        event.api = connection.api();
        event.closedFirst = verdict.closedFirst().name();
        event.proof = verdict.proof().name();
        event.ending = verdict.ending().name();
        event.resetBy = verdict.resetBy() == null ? null : verdict.resetBy().name();
        event.trigger = trigger.name();
        event.openedBy = hasNoCloser(trigger) ? connection.openedBy() : null;
        event.kernelState = entry.state() == null ? null : entry.state().name();
        event.evidence = verdict.evidence();
        reason(event, connection);
        event.soLinger = entry.options().soLinger();
        event.reuseAddress = entry.options().reuseAddress();
        event.unreadBytes = entry.unreadBytes();
        event.lifetime = connection.openedNanos() == 0 ? UNKNOWN_TIME : closing.endedNanos() - connection.openedNanos();
        statistics(event, closing.counts());
        return event;
    }

    public static Event exchange(HttpExchangeEvent event, Connection connection, Exchange exchange) {
        identify(event, connection);
        event.client = exchange.client();
        event.server = exchange.server();
        event.method = exchange.method();
        event.host = exchange.host();
        event.status = exchange.status();
        event.version = exchange.version();
        event.exchange = exchange.number();
        event.closeRequestedBy = exchange.closeRequestedBy();
        return event;
    }

    /** No code of the application closed it, so who opened it is all there is to name. */
    private static boolean hasNoCloser(Trigger trigger) {
        return trigger == Trigger.CLEANER || trigger == Trigger.EXIT;
    }

    private static void reason(CloseEvent event, Connection connection) {
        CloseReason reason = connection.closing().reason();
        event.reason = reason.reason().name();
        event.reasonEvidence = reason.evidence();
        HttpUsage http = connection.http() == null ? null : connection.http().usage();
        event.httpClient = http == null ? null : http.client();
        event.httpServer = http == null ? null : http.server();
        event.exchanges = http == null ? -1 : http.exchanges();
    }

    private static void statistics(CloseEvent event, TcpInfo info) {
        event.closeWait = UNKNOWN_TIME;
        event.bytesSent = -1;
        event.bytesReceived = -1;
        event.roundTripTime = UNKNOWN_TIME;
        event.retransmits = -1;
        if (info == null) {
            return;
        }
        if (info.state() == TcpState.CLOSE_WAIT && info.lastAckRecv() >= 0) {
            // the peer's FIN acknowledged too, and nothing but acknowledgements can follow it; the
            // kernel counts in ticks of up to 10 ms, which may be longer than the connection lived
            long waited = info.lastAckRecv() * NANOS_PER_MILLI;
            event.closeWait = event.lifetime == UNKNOWN_TIME ? waited : Math.min(waited, event.lifetime);
        }
        if (info.bytesSent() >= 0) {
            event.bytesSent = info.bytesSent() - Math.max(info.bytesRetrans(), 0);
        }
        event.bytesReceived = info.bytesReceived();
        if (info.rttMicros() > 0) {
            event.roundTripTime = info.rttMicros() * NANOS_PER_MICRO;
        }
        event.retransmits = (int) info.totalRetrans();
    }
}
