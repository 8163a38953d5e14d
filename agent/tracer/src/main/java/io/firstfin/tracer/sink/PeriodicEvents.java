package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AcceptQueueEvent;
import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.PeriodicHook;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.UnreleasedChannelEvent;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * The events that JFR asks for: kernel settings, kernel counters, our own status, port budgets,
 * connections that hang or wait to be accepted.
 */
public final class PeriodicEvents {

    private final Supplier<Status> status;
    private final PeriodicHook settings = new PeriodicHook(KernelEvents::settings);
    private final PeriodicHook counters = new PeriodicHook(KernelEvents::counters);
    private final PeriodicHook agent = new PeriodicHook(this::status);

    private final PeriodicHook budgets;
    private final PeriodicHook closeWaits;
    private final PeriodicHook finWaits;
    private final PeriodicHook acceptQueues;
    private final PeriodicHook unreleased;

    /**
     * @param budgets tells the port budgets
     * @param closeWaits tells of connections in CLOSE_WAIT
     * @param finWaits tells of half-closed ones
     * @param acceptQueues tells of those that wait to be accepted
     * @param unreleased tells of closed channels whose descriptor is still held
     */
    public PeriodicEvents(
            Supplier<Status> status,
            Runnable budgets,
            Runnable closeWaits,
            Runnable finWaits,
            Runnable acceptQueues,
            Runnable unreleased) {
        this.status = status;
        this.budgets = new PeriodicHook(budgets);
        this.closeWaits = new PeriodicHook(closeWaits);
        this.finWaits = new PeriodicHook(finWaits);
        this.acceptQueues = new PeriodicHook(acceptQueues);
        this.unreleased = new PeriodicHook(unreleased);
    }

    void add() {
        FlightRecorder.addPeriodicEvent(KernelSettingsEvent.class, settings);
        FlightRecorder.addPeriodicEvent(KernelCountersEvent.class, counters);
        FlightRecorder.addPeriodicEvent(AgentStatusEvent.class, agent);
        FlightRecorder.addPeriodicEvent(PortBudgetEvent.class, budgets);
        FlightRecorder.addPeriodicEvent(CloseWaitEvent.class, closeWaits);
        FlightRecorder.addPeriodicEvent(FinWaitEvent.class, finWaits);
        FlightRecorder.addPeriodicEvent(AcceptQueueEvent.class, acceptQueues);
        FlightRecorder.addPeriodicEvent(UnreleasedChannelEvent.class, unreleased);
    }

    void remove() {
        for (PeriodicHook hook :
                List.of(settings, counters, agent, budgets, closeWaits, finWaits, acceptQueues, unreleased)) {
            FlightRecorder.removePeriodicEvent(hook);
            hook.clear();
        }
    }

    /** Tells our own status now. */
    public void status() {
        Status now = status.get();
        AgentStatusEvent event = new AgentStatusEvent();
        event.version = now.version();
        event.woven = String.join(",", now.woven());
        event.libraries = String.join(", ", now.libraries());
        event.leftAlone = String.join("; ", now.leftAlone());
        event.kernelSource = now.kernelSource();
        event.kernelSourceReason = now.kernelSourceReason();
        event.kernelDelay = now.kernelDelayNanos();
        event.liveConnections = now.liveConnections();
        event.untracedConnections = now.untracedConnections();
        event.untracedOpens = now.untracedOpens();
        event.unsettled = now.unsettled();
        event.dropped = now.dropped();
        event.suppressedErrors = now.suppressedErrors();
        event.lastError = now.lastError();
        event.cpuTime = now.cpuNanos();
        event.commit();
    }
}
