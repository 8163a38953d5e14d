package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AcceptQueueEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.DescriptorExhaustionEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.HangingEvent;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.bootstrap.PortInUseEvent;
import io.firstfin.bootstrap.PortUseEvent;
import io.firstfin.bootstrap.UnreleasedChannelEvent;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.AcceptQueueSample.Acceptor;
import io.firstfin.tracer.sink.AcceptQueueSample.Queue;
import io.firstfin.tracer.sink.HangingSample.Hanging;
import io.firstfin.tracer.sink.PortExhaustion.Call;
import io.firstfin.tracer.sink.UnreleasedSample.Unreleased;
import java.net.InetAddress;
import java.util.List;

/** Commits the events about what was sampled. None has a stack, so any thread may commit it. */
final class JfrSampleSink implements SampleSink {

    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public void closeWaits(HangingSample sample, int inAcceptQueues) {
        for (Hanging one : sample.reported()) {
            CloseWaitEvent event = new CloseWaitEvent();
            event.waiting = one.nanos();
            event.inAcceptQueues = inAcceptQueues;
            commit(event, one, sample);
        }
    }

    @Override
    public void finWaits(HangingSample sample) {
        for (Hanging one : sample.reported()) {
            FinWaitEvent event = new FinWaitEvent();
            event.waiting = one.nanos();
            commit(event, one, sample);
        }
    }

    private static void commit(HangingEvent event, Hanging one, HangingSample sample) {
        Connection connection = one.connection();
        EventFields.identify(event, connection, one.endpoints());
        event.role = connection.role().name();
        event.openedBy = connection.opener();
        event.httpClient = connection.httpClient();
        event.httpServer = connection.httpServer();
        event.alike = one.alike();
        event.inAll = sample.inAll();
        event.leftOut = sample.inAll() - sample.reported().size();
        event.otherKinds = sample.otherKinds();
        event.commit();
    }

    @Override
    public void acceptQueues(AcceptQueueSample sample) {
        for (Queue queue : sample.reported()) {
            AcceptQueueEvent event = new AcceptQueueEvent();
            event.localAddress = queue.address().getHostAddress();
            event.localPort = queue.port();
            event.queueLength = queue.waiting();
            event.queueLimit = queue.limit();
            event.givenUp = queue.givenUp();
            event.longestWaiting = queue.longestNanos();
            event.leftOut = sample.inAll() - sample.reported().size();
            fill(event, queue.acceptor());
            event.commit();
        }
    }

    private static void fill(AcceptQueueEvent event, Acceptor acceptor) {
        event.sinceLastAccept =
                acceptor == null || acceptor.idleNanos() < 0 ? EventFields.UNKNOWN_TIME : acceptor.idleNanos();
        if (acceptor != null) {
            event.acceptedBy = acceptor.site();
            event.boundBy = acceptor.boundBy();
            event.acceptThread = acceptor.thread();
            event.acceptThreadAt = acceptor.threadAt();
            event.acceptThreadWaits = acceptor.threadWaits();
        }
    }

    @Override
    public void unreleased(UnreleasedSample sample) {
        for (Unreleased one : sample.reported()) {
            Connection connection = one.connection();
            Closing closing = connection.closing();
            UnreleasedChannelEvent event = new UnreleasedChannelEvent();
            EventFields.identify(event, connection);
            event.waiting = one.nanos();
            event.kernelState = EventFields.nameOf(one.state());
            event.closedBy = closing == null || closing.closedBy() == null
                    ? null
                    : closing.closedBy().line();
            event.httpClient = connection.httpClient();
            event.httpServer = connection.httpServer();
            event.unreleased = sample.inAll();
            event.leftOut = sample.inAll() - sample.reported().size();
            event.commit();
        }
    }

    @Override
    public void budgets(List<PortBudget> newest) {
        for (PortBudget budget : newest) {
            PortBudgetEvent event = new PortBudgetEvent();
            fill(event, budget.use());
            event.side = budget.side();
            event.localAddress = text(budget.local());
            event.localPort = budget.localPort();
            event.remoteAddress = text(budget.remote());
            event.remotePort = budget.remotePort();
            event.inAcceptQueue = budget.inAcceptQueue();
            fill(event, budget.http());
            event.opensPerSecond = budget.opensPerSecond();
            event.secondsLeft = budget.nanosLeft() < 0 ? EventFields.UNKNOWN_TIME : budget.nanosLeft();
            event.truncated = budget.leftOut();
            event.commit();
        }
    }

    private static void fill(PortBudgetEvent event, OpenHttp http) {
        event.httpClient = http.client();
        event.httpConnections = http.connections();
        event.httpRequests = http.requests();
        event.httpPools = http.pools();
        event.httpUnread = http.unread();
        event.httpUnreadFor = http.unread() == 0 ? EventFields.UNKNOWN_TIME : http.unreadNanos();
    }

    @Override
    public void portsExhausted(PortExhaustion found) {
        PortExhaustion.Failure failure = found.failure();
        PortExhaustionEvent event = new PortExhaustionEvent();
        fill(event, found.use());
        event.call = failure.call().name();
        event.api = failure.api();
        event.localAddress = text(found.local());
        if (failure.call() == Call.CONNECT) {
            event.remoteAddress = text(failure.asked().getAddress());
            event.remotePort = failure.asked().getPort();
        }
        event.guilty = found.guilty();
        event.settings = text(found.settings());
        event.failedAt = failure.site();
        event.failure = failure.text();
        event.suppressed = failure.suppressed();
        event.commit();
    }

    @Override
    public void portInUse(PortInUse found) {
        PortInUse.Conflict conflict = found.conflict();
        PortInUseEvent event = new PortInUseEvent();
        EventFields.identify(event, conflict.connection());
        if (found.local() != null) {
            event.localAddress = text(found.local());
        }
        event.api = conflict.connection().api();
        event.state = EventFields.nameOf(found.state());
        event.remaining =
                found.remainingMillis() < 0 ? EventFields.UNKNOWN_TIME : found.remainingMillis() * NANOS_PER_MILLI;
        event.heldBy = found.heldBy();
        event.failedAt = conflict.site();
        event.failure = conflict.text();
        event.suppressed = conflict.suppressed();
        event.commit();
    }

    @Override
    public void descriptorsExhausted(DescriptorExhaustion found) {
        DescriptorExhaustion.Failure failure = found.failure();
        DescriptorExhaustionEvent event = new DescriptorExhaustionEvent();
        event.call = failure.accept() ? "ACCEPT" : "SOCKET";
        event.localPort = failure.port();
        event.limit = found.limit();
        event.connections = found.connections();
        event.inEstablished = found.established();
        event.inCloseWait = found.closeWait();
        event.openedBy = found.openedBy();
        event.openedThere = found.openedThere();
        event.failedAt = failure.site();
        event.failure = failure.text();
        event.suppressed = failure.suppressed();
        event.commit();
    }

    private static void fill(PortUseEvent event, PortUse use) {
        event.capacity = use.capacity();
        event.established = use.established();
        event.timeWait = use.timeWait();
        event.otherStates = use.otherStates();
        event.timeWaitOurs = use.timeWaitOurs();
        event.timeWaitReusable = use.timeWaitReusable();
        event.otherProcesses = use.otherProcesses();
        event.free = use.free();
        event.owners = use.owners();
    }

    /** Null for null, such as the wildcard. */
    private static String text(InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }

    private static String text(KernelSettings settings) {
        return "ip_local_port_range=" + settings.firstPort() + "-" + settings.lastPort()
                + ", ip_local_reserved_ports="
                + (settings.reservedPorts() == null ? "" : settings.reservedPorts())
                + ", tcp_tw_reuse=" + settings.twReuse()
                + ", tcp_tw_reuse_delay=" + settings.twReuseDelay()
                + ", tcp_timestamps=" + settings.timestamps()
                + ", tcp_max_tw_buckets=" + settings.maxTimeWaitBuckets()
                + ", tcp_fin_timeout=" + settings.finTimeout();
    }

    @Override
    public void status(Status now) {
        StatusEvents.status(now);
    }

    @Override
    public void kernelSettings(KernelSettings settings) {
        StatusEvents.kernelSettings(settings);
    }

    @Override
    public void kernelCounters(KernelCounters counters) {
        StatusEvents.kernelCounters(counters);
    }
}
