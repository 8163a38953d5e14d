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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Takes a sample for the sinks each time JFR asks for one of its periodic events. JFR alone knows when: each recording
 * sets the period of each event, and JFR's thread calls at the shortest.
 */
public final class PeriodicEvents {

    private final Map<Class<? extends Event>, PeriodicHook> hooks = new LinkedHashMap<>();

    /**
     * @param budgets reports the port budgets
     * @param closeWaits reports connections in CLOSE_WAIT
     * @param finWaits reports half-closed connections
     * @param acceptQueues reports connections that wait to be accepted
     * @param unreleased reports closed channels whose descriptor is still held
     */
    public PeriodicEvents(
            Sinks sinks,
            Supplier<Status> status,
            Runnable budgets,
            Runnable closeWaits,
            Runnable finWaits,
            Runnable acceptQueues,
            Runnable unreleased) {
        hook(KernelSettingsEvent.class, () -> {
            KernelSettings settings = KernelSettings.read();
            sinks.report(sink -> sink.kernelSettings(settings));
        });
        hook(KernelCountersEvent.class, () -> {
            KernelCounters counters = KernelCounters.read();
            sinks.report(sink -> sink.kernelCounters(counters));
        });
        hook(AgentStatusEvent.class, () -> {
            Status now = status.get();
            sinks.report(sink -> sink.status(now));
        });
        hook(PortBudgetEvent.class, budgets);
        hook(CloseWaitEvent.class, closeWaits);
        hook(FinWaitEvent.class, finWaits);
        hook(AcceptQueueEvent.class, acceptQueues);
        hook(UnreleasedChannelEvent.class, unreleased);
    }

    private void hook(Class<? extends Event> event, Runnable sample) {
        hooks.put(event, new PeriodicHook(sample));
    }

    /** Reports the status of FirstFin now. */
    public void status() {
        hooks.get(AgentStatusEvent.class).run();
    }

    Set<Class<? extends Event>> types() {
        return hooks.keySet();
    }

    void add() {
        hooks.forEach(FlightRecorder::addPeriodicEvent);
    }

    void remove() {
        hooks.forEach((event, hook) -> {
            FlightRecorder.removePeriodicEvent(hook);
            hook.clear();
        });
    }
}
