package io.firstfin.analysis.model;

import java.util.Map;

/**
 * The TCP counters of a network namespace, by the name of their field in the recording.
 *
 * @param samples how often they were recorded
 * @param first as first recorded
 * @param last as last recorded
 * @param highest the highest value recorded, for those that go up and down
 */
public record KernelCounters(int samples, Map<String, Long> first, Map<String, Long> last, Map<String, Long> highest) {

    public static final KernelCounters NONE = new KernelCounters(0, Map.of(), Map.of(), Map.of());

    /** By how much a counter grew; 0 where the kernel does not tell. */
    public long growth(String counter) {
        long before = first.getOrDefault(counter, -1L);
        long after = last.getOrDefault(counter, -1L);
        return before < 0 || after < before ? 0 : after - before;
    }

    /** A counter's last value; -1 where the kernel does not tell. */
    public long last(String counter) {
        return last.getOrDefault(counter, -1L);
    }

    /** A counter's highest value; -1 where the kernel does not tell. */
    public long highest(String counter) {
        return highest.getOrDefault(counter, -1L);
    }
}
