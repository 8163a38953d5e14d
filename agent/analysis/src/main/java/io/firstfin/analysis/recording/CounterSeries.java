package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.KernelCounters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a namespace's counters over time, in whatever order they come. */
final class CounterSeries {

    private final Newest<Map<String, Long>> last = new Newest<>();
    private final Newest<Map<String, Long>> first = new Newest<>();
    private final Map<String, Long> highest = new LinkedHashMap<>();
    private int samples;

    void add(Instant time, Map<String, Long> values) {
        samples++;
        last.offer(time, values);
        first.offerOldest(time, values);
        values.forEach((counter, value) -> highest.merge(counter, value, Math::max));
    }

    /** Joins what another JVM recorded of the same namespace. */
    void addAll(CounterSeries other) {
        samples += other.samples;
        last.offer(other.last);
        other.first
                .value()
                .ifPresent(values -> first.offerOldest(other.first.time().orElseThrow(), values));
        other.highest.forEach((counter, value) -> highest.merge(counter, value, Math::max));
    }

    KernelCounters counters() {
        return new KernelCounters(
                samples, first.value().orElse(Map.of()), last.value().orElse(Map.of()), Map.copyOf(highest));
    }
}
