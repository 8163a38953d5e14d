package io.firstfin.tracer.sink;

import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.util.List;

/**
 * Takes what FirstFin samples: of the kernel's tables, of connections, and of itself. Called on a thread of FirstFin
 * or JFR; what a sink makes of it, it commits itself.
 */
public interface SampleSink {

    /**
     * Connections hang that the peer has closed and we have not.
     *
     * @param inAcceptQueues how many more wait to be accepted; -1 when not known
     */
    default void closeWaits(HangingSample sample, int inAcceptQueues) {}

    /** Connections hang that we half-closed and the peer has not closed. */
    default void finWaits(HangingSample sample) {}

    default void acceptQueues(AcceptQueueSample sample) {}

    default void unreleased(UnreleasedSample sample) {}

    /** The budgets of ports were counted. */
    default void budgets(List<PortBudget> newest) {}

    default void portsExhausted(PortExhaustion found) {}

    default void portInUse(PortInUse found) {}

    default void descriptorsExhausted(DescriptorExhaustion found) {}

    default void status(Status now) {}

    default void kernelSettings(KernelSettings settings) {}

    default void kernelCounters(KernelCounters counters) {}
}
