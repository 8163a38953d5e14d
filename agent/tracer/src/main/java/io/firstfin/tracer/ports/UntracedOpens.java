package io.firstfin.tracer.ports;

import io.firstfin.kernel.procfs.KernelCounters;

/**
 * Our counts of opened connections and the kernel's, at one moment.
 *
 * @param connects how many connect calls we have seen
 * @param accepts how many accepts
 * @param kernel what the kernel counted in this network namespace
 */
record UntracedOpens(long connects, long accepts, KernelCounters kernel) {

    /**
     * How many the kernel has counted since that we have not seen. A connect that failed before it
     * sent anything is counted by us alone, which makes the result too low, never too high.
     *
     * @param inAcceptQueues established, counted by the kernel, and not accepted yet
     */
    long until(KernelCounters now, long connectsNow, long acceptsNow, long inAcceptQueues) {
        long active = now.activeOpens() - kernel.activeOpens() - (connectsNow - connects);
        long passive = now.passiveOpens() - kernel.passiveOpens() - (acceptsNow - accepts) - inAcceptQueues;
        return Math.max(0, active) + Math.max(0, passive);
    }
}
