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
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/**
 * The events that JFR asks for: kernel settings, kernel counters, our own status, port budgets,
 * connections that hang or wait to be accepted.
 */
public final class PeriodicEvents {

    private final Supplier<Status> status;
    private final PeriodicHook settings = new PeriodicHook(PeriodicEvents::settings);
    private final PeriodicHook counters = new PeriodicHook(PeriodicEvents::counters);
    private final PeriodicHook agent = new PeriodicHook(this::status);

    private final PeriodicHook budgets;
    private final PeriodicHook closeWaits;
    private final PeriodicHook finWaits;
    private final PeriodicHook acceptQueues;
    private final PeriodicHook unreleased;

    /**
     * @param budgets reports the port budgets
     * @param closeWaits reports connections in CLOSE_WAIT
     * @param finWaits reports half-closed connections
     * @param acceptQueues reports connections that wait to be accepted
     * @param unreleased reports closed channels whose descriptor is still held
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

    /** Reports the status of FirstFin now. */
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

    private static void settings() {
        KernelSettingsEvent event = new KernelSettingsEvent();
        KernelSettings settings = KernelSettings.read();
        event.kernelVersion = settings.kernelVersion();
        event.networkNamespace = settings.networkNamespace();
        event.firstPort = settings.firstPort();
        event.lastPort = settings.lastPort();
        event.reservedPorts = settings.reservedPorts();
        event.ephemeralPorts = settings.ephemeralPorts();
        event.twReuse = settings.twReuse();
        event.twReuseDelay = settings.twReuseDelay();
        event.timestamps = settings.timestamps();
        event.maxTimeWaitBuckets = settings.maxTimeWaitBuckets();
        event.finTimeout = settings.finTimeout();
        event.maxOrphans = settings.maxOrphans();
        event.retries2 = settings.retries2();
        event.abortOnOverflow = settings.abortOnOverflow();
        event.somaxconn = settings.somaxconn();
        event.commit();
    }

    private static void counters() {
        KernelCountersEvent event = new KernelCountersEvent();
        KernelCounters counters = KernelCounters.read();
        event.activeOpens = counters.activeOpens();
        event.passiveOpens = counters.passiveOpens();
        event.attemptFails = counters.attemptFails();
        event.estabResets = counters.estabResets();
        event.currEstab = counters.currEstab();
        event.retransSegs = counters.retransSegs();
        event.outRsts = counters.outRsts();
        event.timeWaitSockets = counters.timeWaitSockets();
        event.orphans = counters.orphans();
        event.timeWaited = counters.timeWaited();
        event.timeWaitRecycled = counters.timeWaitRecycled();
        event.timeWaitKilled = counters.timeWaitKilled();
        event.timeWaitOverflow = counters.timeWaitOverflow();
        event.abortOnData = counters.abortOnData();
        event.abortOnClose = counters.abortOnClose();
        event.abortOnMemory = counters.abortOnMemory();
        event.abortOnTimeout = counters.abortOnTimeout();
        event.abortOnLinger = counters.abortOnLinger();
        event.listenOverflows = counters.listenOverflows();
        event.listenDrops = counters.listenDrops();
        event.commit();
    }
}
