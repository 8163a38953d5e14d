package io.firstfin.analysis.model;

import java.util.Optional;

/**
 * The ports between two ends, as the kernel showed them while it was recorded.
 *
 * @param jvm who recorded it: its place among the model's JVMs
 * @param destination where the connections led; a SERVER's ports are those of its peer
 * @param peer the peer's address for SERVER; empty for CLIENT
 * @param last the last look
 * @param fullest the look at which most sockets stood
 * @param soonest the look at which the ports would have been used up soonest; empty where that was
 *     never in sight
 * @param looks how many there were
 */
public record PortBudget(int jvm, Destination destination, String peer, PortCount last,
        PortCount fullest, Optional<PortCount> soonest, long looks) {}
