package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;

/** Commits the events about FirstFin itself and about the kernel as a whole. */
final class StatusEvents {

    private StatusEvents() {}

    static void status(Status now) {
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

    static void kernelSettings(KernelSettings settings) {
        KernelSettingsEvent event = new KernelSettingsEvent();
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

    static void kernelCounters(KernelCounters counters) {
        KernelCountersEvent event = new KernelCountersEvent();
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
