package io.firstfin.analysis.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A JVM that was recorded.
 *
 * @param pid its process id in its own namespace; -1 when the recording does not tell
 * @param started when it was started; empty when the recording does not tell
 * @param version the JVM's name and version; empty when the recording does not tell
 * @param network the name of the network namespace it ran in
 * @param files how many files of it were read
 * @param windows when it was recorded, in order and without overlaps
 * @param agent the agent's last account of itself, where recorded
 */
public record RecordedJvm(
        long pid,
        Optional<Instant> started,
        String version,
        String network,
        int files,
        List<Window> windows,
        Optional<AgentStatus> agent) {}
