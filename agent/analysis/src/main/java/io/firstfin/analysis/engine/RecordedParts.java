package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The parts of a recording in which nothing is missing. */
final class RecordedParts {

    /**
     * One part, in nanoseconds since 1970.
     *
     * @param from its first moment
     * @param end when the recording of it ended
     * @param to the first moment of the next part, so that whatever is told late belongs here
     */
    record Part(long from, long end, long to) {

        Duration length() {
            return Duration.ofNanos(end - from);
        }
    }

    private static final long SHORTEST = Duration.ofMillis(1).toNanos();

    /** Between chunks of one recording nothing is missing. */
    private static final long SHORTEST_GAP = Duration.ofMillis(100).toNanos();

    private final List<Part> parts = new ArrayList<>();

    /**
     * @param windows what was recorded, in order
     * @param cut what is earlier was not kept
     */
    RecordedParts(List<Window> windows, long cut) {
        long next = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int i = windows.size() - 1; i >= 0; i--) {
            long from = Math.max(cut, MomentList.nanos(windows.get(i).from()));
            end = Math.max(end, MomentList.nanos(windows.get(i).to()));
            boolean goesOn = i > 0 && from - MomentList.nanos(windows.get(i - 1).to()) < SHORTEST_GAP;
            if (!goesOn) {
                if (end - from > SHORTEST) {
                    parts.add(new Part(from, end, next));
                }
                next = from;
                end = Long.MIN_VALUE;
            }
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The part with the most moments; of such that have as many the latest. */
    Part busiest(MomentList sorted) {
        Part busiest = parts.get(0);
        for (Part part : parts) {
            if (count(sorted, part) > count(sorted, busiest)) {
                busiest = part;
            }
        }
        return busiest;
    }

    private static int count(MomentList sorted, Part part) {
        return sorted.before(part.to) - sorted.before(part.from);
    }
}
