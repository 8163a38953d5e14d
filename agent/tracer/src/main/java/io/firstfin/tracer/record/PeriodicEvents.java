package io.firstfin.tracer.record;

import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.PeriodicHook;
import io.firstfin.tracer.status.Status;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/** The events that JFR asks for: kernel settings, kernel counters, our own status. */
public final class PeriodicEvents {

    private final Supplier<Status> status;
    private final PeriodicHook settings = new PeriodicHook(KernelEvents::settings);
    private final PeriodicHook counters = new PeriodicHook(KernelEvents::counters);
    private final PeriodicHook agent = new PeriodicHook(this::agent);

    public PeriodicEvents(Supplier<Status> status) {
        this.status = status;
    }

    void add() {
        FlightRecorder.addPeriodicEvent(KernelSettingsEvent.class, settings);
        FlightRecorder.addPeriodicEvent(KernelCountersEvent.class, counters);
        FlightRecorder.addPeriodicEvent(AgentStatusEvent.class, agent);
    }

    void remove() {
        for (PeriodicHook hook : List.of(settings, counters, agent)) {
            FlightRecorder.removePeriodicEvent(hook);
            hook.clear();
        }
    }

    private void agent() {
        Status now = status.get();
        AgentStatusEvent event = new AgentStatusEvent();
        event.version = now.version();
        event.woven = String.join(",", now.woven());
        event.libraries = String.join(", ", now.libraries());
        event.leftAlone = String.join("; ", now.leftAlone());
        event.kernelSource = now.kernelSource();
        event.liveConnections = now.liveConnections();
        event.unsettled = now.unsettled();
        event.dropped = now.dropped();
        event.suppressedErrors = now.suppressedErrors();
        event.lastError = now.lastError();
        event.cpuTime = now.cpuNanos();
        event.commit();
    }
}
