package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.PortSamples.TimeWaitSample;
import io.firstfin.analysis.event.KernelCountersEvent;
import io.firstfin.analysis.model.KernelCounters;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The kernel's counters of a network namespace over time, in whatever order they come. */
final class CounterSeries implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_SAMPLES = 1 << 15;

    private final Newest<Map<String, Long>> last = new Newest<>();
    private final Newest<Map<String, Long>> first = new Newest<>();
    private final Map<String, Long> highest = new LinkedHashMap<>();
    private final TreeMap<Long, Long> timeWait = new TreeMap<>();
    private int samples;

    void add(KernelCountersEvent event) {
        samples += put(MomentList.nanos(event.time()), event.timeWaitSockets()) ? 1 : 0;
        last.offer(event.time(), event.values());
        first.offerOldest(event.time(), event.values());
        event.values().forEach((counter, value) -> highest.merge(counter, value, Math::max));
        coarsen();
    }

    /** Joins what else was recorded of the same namespace. */
    void addAll(CounterSeries other) {
        samples += other.samples;
        last.offer(other.last);
        other.first
                .value()
                .ifPresent(values -> first.offerOldest(other.first.time().orElseThrow(), values));
        other.highest.forEach((counter, value) -> highest.merge(counter, value, Math::max));
        other.timeWait.forEach((time, count) -> samples -= put(time, count) ? 0 : 1);
        coarsen();
    }

    void forgetBefore(Instant moment) {
        timeWait.headMap(MomentList.nanos(moment)).clear();
    }

    /** Returns whether it is the first sample of its moment. */
    private boolean put(long time, long count) {
        boolean first = !timeWait.containsKey(time);
        timeWait.merge(time, count, Math::max);
        return first;
    }

    KernelCounters counters() {
        return new KernelCounters(
                samples, first.value().orElse(Map.of()), last.value().orElse(Map.of()), Map.copyOf(highest));
    }

    /** Hands over when the kernel counted how many sockets in TIME_WAIT. */
    void timeWaitCounted(BiConsumer<Long, Long> reader) {
        timeWait.forEach((time, count) -> {
            if (count >= 0) {
                reader.accept(time, count);
            }
        });
    }

    Optional<TimeWaitSample> peak() {
        return timeWait.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0)
                .map(CounterSeries::sample)
                .reduce(TimeWaitSample::fuller);
    }

    Optional<TimeWaitSample> last() {
        return timeWait.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() >= 0)
                .map(CounterSeries::sample)
                .findFirst();
    }

    private static TimeWaitSample sample(Map.Entry<Long, Long> entry) {
        return new TimeWaitSample(
                Instant.ofEpochSecond(0, entry.getKey()), new Shown(false, entry.getValue(), -1, -1, 0));
    }

    /** Of every two samples the one with more TIME_WAIT stays, but the newest always does. */
    private void coarsen() {
        if (timeWait.size() <= MOST_SAMPLES) {
            return;
        }
        Map.Entry<Long, Long> newest = timeWait.pollLastEntry();
        TreeMap<Long, Long> kept = new TreeMap<>();
        while (!timeWait.isEmpty()) {
            Map.Entry<Long, Long> one = timeWait.pollFirstEntry();
            Map.Entry<Long, Long> next = timeWait.pollFirstEntry();
            Map.Entry<Long, Long> more = next == null || one.getValue() >= next.getValue() ? one : next;
            kept.put(more.getKey(), more.getValue());
        }
        timeWait.putAll(kept);
        timeWait.put(newest.getKey(), newest.getValue());
    }
}
