package io.firstfin.analysis.model;

import java.util.SortedMap;

/**
 * What the kernel showed of one budget of our own ports over the steps of a {@link Timeline}.
 *
 * @param jvm who looked: its place among the model's JVMs
 * @param side CLIENT or BIND
 * @param destination where the connections led; for BIND only our own address is in it
 * @param looks by step, the look at which most sockets stood; none where the kernel was not asked
 * @param failures by step, how many connects or binds were told to have found no free port
 */
public record BudgetSeries(
        int jvm,
        PortSide side,
        Destination destination,
        SortedMap<Integer, PortCount> looks,
        SortedMap<Integer, Long> failures) {

    /** The ports there were at the last look; -1 when unknown. */
    public long capacity() {
        return looks.isEmpty() ? -1 : looks.get(looks.lastKey()).capacity();
    }
}
