package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.Tally.TimelineSink;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimelineKind;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened over time to connections whose records are no longer kept: counts by the second. When
 * there are too many seconds, every two of them become one.
 */
final class TimeBins implements TimelineSink, Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_BINS = 1 << 15;
    private static final long FIRST_WIDTH = 1_000_000_000L;

    private final Map<Destination, Map<Long, int[]>> destinations = new LinkedHashMap<>();
    private long width = FIRST_WIDTH;
    private int bins;

    @Override
    public void add(TimelineKind what, Destination destination, long time, int count) {
        Destination key = destinations.containsKey(destination) || destinations.size() < TimelineTally.MOST_DESTINATIONS
                ? destination
                : Destination.unknown("");
        int[] counts = destinations
                .computeIfAbsent(key, absent -> new HashMap<>())
                .computeIfAbsent(Math.floorDiv(time, width), absent -> {
                    bins++;
                    return new int[TimelineKind.values().length];
                });
        counts[what.ordinal()] += count;
        if (bins > MOST_BINS) {
            coarsen();
        }
    }

    /** Adds all of it to another sink, each bin at its first moment. */
    void addTo(TimelineSink sink) {
        destinations.forEach((destination, series) -> series.forEach((bin, counts) -> {
            for (TimelineKind what : TimelineKind.values()) {
                if (counts[what.ordinal()] > 0) {
                    sink.add(what, destination, bin * width, counts[what.ordinal()]);
                }
            }
        }));
    }

    private void coarsen() {
        TimeBins coarse = new TimeBins();
        coarse.width = width * 2;
        addTo(coarse);
        destinations.clear();
        destinations.putAll(coarse.destinations);
        width = coarse.width;
        bins = coarse.bins;
    }
}
