package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.bootstrap.PortInUseEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.AskedFor;
import io.firstfin.tracer.connection.CloseEntry;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.ConnectAttempt;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Exchange;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Trigger;
import java.net.InetSocketAddress;
import jdk.jfr.Event;

/**
 * Makes the JFR events, while a recording wants any of them. Touches no event class before: the first one would start
 * JFR in a JVM that never asked for it.
 */
public final class JfrSink implements Sink {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SampleSink samples = new JfrSampleSink();
    private volatile Level level = Level.OFF;
    private volatile boolean registered;

    /** The running recordings want so much; {@link Sinks#update} has to follow. */
    public void turn(Level wanted) {
        level = wanted;
    }

    /** Whether a recording wants any event. */
    public boolean isOn() {
        return level != Level.OFF;
    }

    /** The event classes are registered with JFR. */
    public void eventsRegistered() {
        registered = true;
    }

    @Override
    public Level level() {
        return level;
    }

    @Override
    public boolean wantsExit() {
        return isOn();
    }

    /** Also after the window of a recording has ended: it still takes the settlements of the closes it has. */
    @Override
    public boolean wantsSettlements() {
        return registered && new KernelStateEvent().isEnabled();
    }

    /** Also before the first act is wanted and after the last one: JFR asks for these events one by one. */
    @Override
    public SampleSink samples() {
        return registered ? samples : null;
    }

    @Override
    public boolean wantsExhaustions() {
        return isOn() && new PortExhaustionEvent().isEnabled();
    }

    @Override
    public boolean wantsPortsInUse() {
        return isOn() && new PortInUseEvent().isEnabled();
    }

    @Override
    public Event connecting() {
        ConnectEvent event = new ConnectEvent();
        event.begin();
        return event;
    }

    @Override
    public Event connected(Connection connection) {
        ConnectEvent event = (ConnectEvent) connection.attempt().event();
        if (event != null) {
            fill(event, connection);
            event.abandoned = connection.isAbandoned();
            event.selfConnected = !event.abandoned && isSelfConnected(connection.endpoints());
        }
        return event;
    }

    @Override
    public Event connectFailed(Connection connection) {
        ConnectAttempt attempt = connection.attempt();
        ConnectEvent event = (ConnectEvent) attempt.event();
        if (event != null) {
            fill(event, connection);
            event.failure = attempt.failureText();
            event.failureKind = attempt.failureKind().name();
        }
        return event;
    }

    private static void fill(ConnectEvent event, Connection connection) {
        EventFields.identify(event, connection);
        event.api = connection.api();
        event.host = host(connection);
        event.boundFirst = connection.boundFirst();
        event.requestedBy = AskedFor.byAnotherThread(connection.openAskedFor());
        event.reuseAddress = connection.options().reuseAddress();
        event.soLinger = connection.options().soLinger();
    }

    /** Without a look-up: an address that was not made from a name has its own text instead. */
    private static String host(Connection connection) {
        InetSocketAddress peer = connection.peer();
        String host = peer == null ? null : peer.getHostString();
        return host == null || host.equals(connection.remoteText()) ? null : host;
    }

    /** The kernel may choose the port it connects to: one of the ephemeral range on which nobody listens. */
    private static boolean isSelfConnected(Endpoints ends) {
        return ends != null
                && ends.localPort() == ends.remotePort()
                && ends.local().equals(ends.remote());
    }

    @Override
    public Event accepted(Connection connection) {
        AcceptEvent event = new AcceptEvent();
        EventFields.identify(event, connection);
        event.api = connection.api();
        event.reuseAddress = connection.options().reuseAddress();
        event.soLinger = connection.options().soLinger();
        return event;
    }

    @Override
    public Event binding() {
        BindEvent event = new BindEvent();
        event.begin();
        return event;
    }

    @Override
    public Event bound(BindResult result) {
        BindEvent event = (BindEvent) result.event();
        if (event != null) {
            event.connection = result.connection().name();
            event.localAddress = result.local().getAddress().getHostAddress();
            event.localPort = result.local().getPort();
            event.listening = result.listening();
            event.reuseAddress = result.connection().options().reuseAddress();
            event.failure = result.failure();
            event.heldBy = result.heldBy();
        }
        return event;
    }

    @Override
    public Event halfClosed(Connection connection) {
        HalfCloseEvent event = new HalfCloseEvent();
        EventFields.identify(event, connection);
        event.kernelState = connection.halfClose().before().name();
        return event;
    }

    @Override
    public Event closed(Connection connection) {
        CloseEvent event = new CloseEvent();
        EventFields.identify(event, connection);
        Closing closing = connection.closing();
        CloseEntry entry = closing.entry();
        Verdict verdict = closing.verdict();
        Trigger trigger = closing.trigger();
        event.role = connection.role().name();
        event.api = connection.api();
        event.closedFirst = verdict.closedFirst().name();
        event.proof = verdict.proof().name();
        event.ending = verdict.ending().name();
        event.resetBy = EventFields.nameOf(verdict.resetBy());
        event.trigger = trigger.name();
        event.requestedBy = AskedFor.byAnotherThread(connection.closeAskedFor());
        // no code of the application closed it then, so the line that opened it is all there is to name
        boolean noCloser = trigger == Trigger.CLEANER || trigger == Trigger.EXIT;
        event.openedBy = noCloser ? connection.openedBy() : null;
        event.kernelState = EventFields.nameOf(entry.state());
        event.evidence = verdict.evidence();
        reason(event, connection);
        event.soLinger = entry.options().soLinger();
        event.lingerSetBy = entry.options().soLinger() == 0 ? connection.lingerSetBy() : null;
        event.reuseAddress = entry.options().reuseAddress();
        event.unreadBytes = entry.unreadBytes();
        event.lifetime = connection.openedNanos() == 0
                ? EventFields.UNKNOWN_TIME
                : closing.endedNanos() - connection.openedNanos();
        event.finThenReset = entry.peerFin() && verdict.ending() == Ending.RESET_BY_PEER;
        statistics(event, closing.counts());
        return event;
    }

    private static void reason(CloseEvent event, Connection connection) {
        CloseReason reason = connection.closing().reason();
        event.reason = reason.reason().name();
        event.reasonEvidence = reason.evidence();
        HttpUsage http = connection.httpUsage();
        event.httpClient = http == null ? null : http.client();
        event.httpServer = http == null ? null : http.server();
        event.exchanges = http == null ? -1 : http.exchanges();
        event.proxyTarget = connection.proxyTarget();
        event.lastStatus = http == null ? -1 : http.lastStatus();
    }

    private static void statistics(CloseEvent event, TcpInfo info) {
        event.closeWait = EventFields.UNKNOWN_TIME;
        event.quietBeforeFin = EventFields.UNKNOWN_TIME;
        event.sentAfterFin = EventFields.UNKNOWN_TIME;
        event.bytesSent = -1;
        event.bytesReceived = -1;
        event.roundTripTime = EventFields.UNKNOWN_TIME;
        event.retransmits = -1;
        if (info == null) {
            return;
        }
        if ((info.state() == TcpState.CLOSE_WAIT || event.finThenReset) && info.lastAckRecv() >= 0) {
            // the peer's FIN acknowledged too, and nothing but acknowledgements can follow it; the
            // kernel counts in ticks of up to 10 ms, which may be longer than the connection lived
            long waited = info.lastAckRecv() * NANOS_PER_MILLI;
            event.closeWait = event.lifetime == EventFields.UNKNOWN_TIME ? waited : Math.min(waited, event.lifetime);
            aroundFin(event, info);
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

    /**
     * Data that left later than the last acknowledgement came was sent after the FIN, which was one. A reset
     * acknowledges nothing, and the kernel forgets what was on its way; before it came, that is counted.
     */
    private static void aroundFin(CloseEvent event, TcpInfo info) {
        long sentAfter = info.lastAckRecv() - info.lastDataSent();
        boolean notTaken = event.finThenReset || info.unacked() > 0;
        if (sentAfter <= 0) {
            long quiet = Math.min(info.lastDataSent(), info.lastDataRecv()) - info.lastAckRecv();
            event.quietBeforeFin = Math.max(0, quiet) * NANOS_PER_MILLI;
        } else if (notTaken) {
            event.sentAfterFin = sentAfter * NANOS_PER_MILLI;
            if (info.dataSegmentsIn() > 0) {
                event.quietBeforeFin = Math.max(0, info.lastDataRecv() - info.lastAckRecv()) * NANOS_PER_MILLI;
            }
        }
    }

    @Override
    public Event exchanged(ExchangeOfConnection answered) {
        HttpExchangeEvent event = new HttpExchangeEvent();
        if (!event.isEnabled()) {
            return null;
        }
        Exchange exchange = answered.exchange();
        EventFields.identify(event, answered.connection());
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

    @Override
    public Event sampled(SampledAct act) {
        CallSiteEvent event = new CallSiteEvent();
        if (!event.isEnabled()) {
            return null;
        }
        Closing closing = act.connection().closing();
        boolean close = closing != null && closing.verdict() != null;
        EventFields.identify(event, act.connection());
        event.act = close ? "CLOSE" : "CONNECT";
        event.closedFirst = close ? closing.verdict().closedFirst().name() : null;
        event.requestedBy = act.site().requestedBy();
        event.weight = act.site().weight();
        return event;
    }

    /** The send queue counts our FIN, too, until it is acknowledged, as it is not in these states. */
    private static long undelivered(TcpState state, SocketRow row) {
        boolean waits = state == TcpState.FIN_WAIT1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
        return waits && row != null ? Math.max(0, row.sendQueue() - 1) : -1;
    }

    /** Its stack says nothing, so it is committed here. */
    @Override
    public void settled(SettledClose close) {
        KernelStateEvent event = new KernelStateEvent();
        EventFields.identify(event, close.connection());
        Settlement settlement = close.settlement();
        Verdict verdict = settlement.verdict();
        SocketRow row = close.sample().ours();
        event.state = EventFields.nameOf(settlement.state());
        event.remaining = settlement.state() == null || row == null || row.expiresMillis() < 0
                ? EventFields.UNKNOWN_TIME
                : row.expiresMillis() * NANOS_PER_MILLI;
        event.undelivered = undelivered(settlement.state(), row);
        event.source = close.source().name();
        event.closedFirst = verdict.closedFirst().name();
        event.proof = verdict.proof().name();
        event.timeWait = settlement.timeWait().name();
        event.ending = verdict.ending().name();
        event.resetBy = EventFields.nameOf(verdict.resetBy());
        event.evidence = verdict.evidence();
        event.agrees = close.agrees();
        event.commit();
    }
}
