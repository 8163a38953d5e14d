package io.firstfin.analysis.whatif;

import io.firstfin.analysis.whatif.Changes.Change;
import io.firstfin.analysis.whatif.Replay.Peaks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a change would give. Ports are those towards one destination; more may be needed than there
 * are, and then they run out.
 *
 * @param kind what is changed
 * @param label the change in a few words, such as {@code keep-alive, idle for 5 s}
 * @param idleLimit for KEEP_ALIVE: connections that were idle for so long are closed
 * @param destinations over how many destinations the connections are spread; 1 is as it was
 * @param ports how many local ports there are towards a destination; empty when unknown
 * @param peakRecorded the ports needed at the peak, by the connections of the recording alone
 * @param peakProjected the same if it goes on as recorded
 * @param opensPerSecond new connections a second if it goes on as recorded
 * @param runsOutAt how many connections a second, counted as today, need all ports, should the load
 *     grow and keep its shape; empty when the ports are unknown, or the kernel keeps so few
 *     TIME_WAITs that these do not grow with the load
 * @param assumptions what this rests on, in sentences
 */
public record Outcome(
        Kind kind,
        String label,
        Optional<Duration> idleLimit,
        int destinations,
        OptionalInt ports,
        long peakRecorded,
        long peakProjected,
        double opensPerSecond,
        OptionalDouble runsOutAt,
        List<String> assumptions) {

    static Outcome of(Change change, Peaks peaks, double opensPerSecondToday) {
        Rules rules = change.rules();
        OptionalDouble limit = rules.ports().isEmpty() || peaks.projected() == 0 || peaks.bounded()
                ? OptionalDouble.empty()
                : OptionalDouble.of(opensPerSecondToday * rules.ports().getAsInt() / peaks.projected());
        return new Outcome(
                change.kind(),
                change.label(),
                rules.idleLimit(),
                rules.destinations(),
                rules.ports(),
                peaks.recorded(),
                peaks.projected(),
                peaks.opensPerSecond() * rules.destinations(),
                limit,
                peaks.bounded() ? bounded(change) : change.assumptions());
    }

    private static List<String> bounded(Change change) {
        List<String> all = new ArrayList<>(change.assumptions());
        all.add("The kernel drops TIME_WAITs beyond tcp_max_tw_buckets ("
                + change.rules().maxTimeWait() + " for all destinations).");
        return List.copyOf(all);
    }

    /** The part of the ports that is needed if it goes on; above 1 they run out. */
    public OptionalDouble share() {
        return ports.isEmpty() || ports.getAsInt() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) peakProjected / ports.getAsInt());
    }
}
