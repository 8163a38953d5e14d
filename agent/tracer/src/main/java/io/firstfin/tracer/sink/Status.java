package io.firstfin.tracer.sink;

import java.util.List;

/**
 * What FirstFin does in this JVM, as events and the command line tell it.
 *
 * @param woven simple names of the classes that carry our code
 * @param libraries names and versions of the libraries among them, without the JDK's own
 * @param leftAlone libraries that were met and not woven, each with the reason
 * @param kernelSource SOCK_DIAG, PROCFS or NONE
 * @param kernelSourceReason why that is not SOCK_DIAG; null when it is
 * @param kernelDelayNanos longest time from a close to the first look at the kernel's table for it
 * @param untracedConnections connections of this process that are open and not traced; -1 when unknown
 * @param untracedOpens connections opened since the recording began and not traced; -1 when unknown
 * @param adopted connections that were open before the agent came
 * @param unsettled closes whose kernel state is still to be asked
 * @param dropped look-ups given up because a bound was reached
 * @param lastError newest error of ours; null when there was none
 * @param cpuNanos used by our own threads
 */
public record Status(
        String version,
        List<String> woven,
        List<String> libraries,
        List<String> leftAlone,
        String kernelSource,
        String kernelSourceReason,
        long kernelDelayNanos,
        int liveConnections,
        long untracedConnections,
        long untracedOpens,
        int adopted,
        long unsettled,
        long dropped,
        long suppressedErrors,
        String lastError,
        long cpuNanos) {}
