package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * The agent's last account of itself in one JVM.
 *
 * @param version the agent's version
 * @param woven the JDK classes that carried its code
 * @param kernelSource where the kernel's word came from
 * @param kernelSourceReason why that is not the best source; empty when it is, or not recorded
 * @param kernelDelay longest time from a close to the first look at the kernel's table for it; negative when not
 *     recorded
 * @param liveConnections connections open at the end
 * @param unsettled closes whose kernel state was still to be asked
 * @param dropped events and look-ups given up
 * @param suppressedErrors errors of the agent that were kept from the application
 * @param lastError the newest of them; empty without one
 * @param cpuTime used by the agent's own threads
 * @param untracedConnections the most connections of the JVM that were open at once and not traced; -1 when unknown
 * @param untracedOpens the most opened connections that a recording did not see; -1 when unknown
 */
public record AgentStatus(
        String version,
        String woven,
        String kernelSource,
        String kernelSourceReason,
        Duration kernelDelay,
        long liveConnections,
        long unsettled,
        long dropped,
        long suppressedErrors,
        String lastError,
        Duration cpuTime,
        long untracedConnections,
        long untracedOpens)
        implements Serializable {

    /** The same with other counts of what is not traced. */
    public AgentStatus withUntraced(long connections, long opens) {
        return new AgentStatus(
                version,
                woven,
                kernelSource,
                kernelSourceReason,
                kernelDelay,
                liveConnections,
                unsettled,
                dropped,
                suppressedErrors,
                lastError,
                cpuTime,
                connections,
                opens);
    }
}
