package io.firstfin.analysis.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How many a second. A JVM's rate is what it did divided by the time for which it was recorded. The
 * rates of JVMs recorded at the same time add up; of different times the busiest counts.
 */
final class Rates {

    private final double[] seconds;

    /** The JVMs recorded together at any time, each time in the same order, since rates do not add up alike in any. */
    private final Set<List<Integer>> together;

    Rates(List<RecordedJvm> jvms) {
        seconds = jvms.stream()
                .mapToDouble(jvm -> Window.length(jvm.windows()).toNanos() / 1e9)
                .toArray();
        together = new HashSet<>();
        for (RecordedJvm one : jvms) {
            for (Window window : one.windows()) {
                together.add(IntStream.range(0, jvms.size())
                        .filter(i -> jvms.get(i).windows().stream().anyMatch(other -> other.contains(window.from())))
                        .boxed()
                        .toList());
            }
        }
    }

    /** @param counts by the JVM's place in the model; 0 where the recorded time is not known */
    double perSecond(Map<Integer, Long> counts) {
        return together.stream()
                .mapToDouble(jvms -> jvms.stream()
                        .mapToDouble(jvm -> perSecond(jvm, counts.getOrDefault(jvm, 0L)))
                        .sum())
                .max()
                .orElse(0);
    }

    private double perSecond(int jvm, long count) {
        return seconds[jvm] <= 0 ? 0 : count / seconds[jvm];
    }
}
