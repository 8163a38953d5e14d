package io.firstfin.analysis.model;

import java.util.Optional;

/**
 * The ports between two ends, as the kernel showed them while it was recorded.
 *
 * @param jvm who recorded it: its place among the model's JVMs
 * @param side whose ports they are
 * @param destination where the connections led; for BIND only our own address is in it
 * @param peer the peer's address for SERVER; empty for others
 * @param last the last look
 * @param fullest the look at which most sockets stood
 * @param soonest the look at which the ports would have been used up soonest, though some were free;
 *     empty where that was never in sight
 * @param looks how many there were
 */
public record PortBudget(
        int jvm,
        PortSide side,
        Destination destination,
        String peer,
        PortCount last,
        PortCount fullest,
        Optional<PortCount> soonest,
        long looks) {}
