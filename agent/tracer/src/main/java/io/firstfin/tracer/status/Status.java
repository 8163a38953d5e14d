package io.firstfin.tracer.status;

import java.util.List;

/**
 * What FirstFin does in this JVM, as events and the command line tell it.
 *
 * @param woven simple names of the JDK classes that carry our code
 * @param kernelSource SOCK_DIAG, PROCFS or NONE
 * @param adopted connections that were open before the agent came
 * @param unsettled closes whose kernel state is still to be asked
 * @param dropped look-ups given up because a bound was reached
 * @param lastError newest error of ours; null when there was none
 * @param cpuNanos used by our own threads
 */
public record Status(
        String version,
        List<String> woven,
        String kernelSource,
        int liveConnections,
        int adopted,
        long unsettled,
        long dropped,
        long suppressedErrors,
        String lastError,
        long cpuNanos) {}
