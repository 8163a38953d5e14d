package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;

/** Copies what the kernel says of itself into its events. */
final class KernelEvents {

    private KernelEvents() {}

    static void settings() {
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

    static void counters() {
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
