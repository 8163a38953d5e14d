package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Course;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Happening;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The timeline while it is counted. The files' headers say from when to when they reach, so the
 * steps are known before the first event is read, and take the same room however many there are.
 */
final class TimelineTally {

    private static final int MAX_DESTINATIONS = 200;

    /** Steps that people count in; up to a minute they divide the life of a TIME_WAIT. */
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20),
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2),
            Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(30),
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(6), Duration.ofDays(1));

    private final List<Window> windows;
    private final Instant from;
    private final Duration step;
    private final int steps;
    private final CourseTally all;
    private final List<CourseTally> jvms = new ArrayList<>();
    private final Map<Destination, CourseTally> destinations = new LinkedHashMap<>();
    private final Map<String, int[]> timeWaitCounted = new HashMap<>();

    /** @param windows when was recorded, in order */
    TimelineTally(List<Window> windows) {
        this.windows = windows;
        from = windows.get(0).from();
        Duration span = Duration.between(from, windows.get(windows.size() - 1).to());
        step = LENGTHS.stream().filter(length -> steps(span, length) <= Timeline.MOST_STEPS)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(span.toDays() / Timeline.MOST_STEPS + 1));
        steps = Math.max(1, (int) steps(span, step));
        all = new CourseTally(steps);
    }

    /** @param jvm its place among the model's JVMs */
    void add(Happening what, int jvm, Destination destination, Instant time) {
        int at = index(time);
        all.add(what, at);
        jvm(jvm).add(what, at);
        CourseTally towards = destination(destination);
        if (towards != null) {
            towards.add(what, at);
        }
    }

    /** A connection was opened whose close is not in the files. */
    void staysOpen(int jvm, Destination destination) {
        all.staysOpen();
        jvm(jvm).staysOpen();
        CourseTally towards = destination(destination);
        if (towards != null) {
            towards.staysOpen();
        }
    }

    /** The kernel counted so many sockets in TIME_WAIT in a namespace. */
    void timeWaitCounted(String network, Instant time, long count) {
        int[] most = timeWaitCounted.computeIfAbsent(network, absent -> {
            int[] unknown = new int[steps];
            Arrays.fill(unknown, -1);
            return unknown;
        });
        int at = index(time);
        most[at] = (int) Math.max(most[at], count);
    }

    Timeline timeline(Sources sources) {
        Map<Destination, CourseTally> completed = new LinkedHashMap<>();
        destinations.forEach((destination, tally) -> completed.computeIfAbsent(
                sources.complete(destination), absent -> new CourseTally(steps)).addAll(tally));
        Map<Destination, Course> courses = new LinkedHashMap<>();
        completed.forEach((destination, tally) -> courses.put(destination, tally.course()));
        Map<String, List<Integer>> counted = new HashMap<>();
        timeWaitCounted.forEach((network, most) ->
                counted.put(network, Arrays.stream(most).boxed().toList()));
        return new Timeline(from, step, steps,
                IntStream.range(0, steps).mapToObj(this::isRecorded).toList(), all.course(),
                jvms.stream().map(CourseTally::course).toList(), Map.copyOf(courses),
                Map.copyOf(counted));
    }

    private boolean isRecorded(int at) {
        Instant begin = from.plus(step.multipliedBy(at));
        Window whole = new Window(begin, begin.plus(step));
        return windows.stream().anyMatch(window -> window.from().isBefore(whole.to())
                && whole.from().isBefore(window.to()));
    }

    /** An event may bear a time a little outside of its chunk. */
    private int index(Instant time) {
        long at = Duration.between(from, time).toMillis() / step.toMillis();
        return (int) Math.max(0, Math.min(at, steps - 1));
    }

    private CourseTally jvm(int jvm) {
        while (jvms.size() <= jvm) {
            jvms.add(new CourseTally(steps));
        }
        return jvms.get(jvm);
    }

    /** Null where too many are followed already. */
    private CourseTally destination(Destination destination) {
        CourseTally known = destinations.get(destination);
        return known != null || destinations.size() >= MAX_DESTINATIONS ? known
                : destinations.computeIfAbsent(destination, absent -> new CourseTally(steps));
    }

    private static long steps(Duration span, Duration length) {
        return (span.toMillis() + length.toMillis() - 1) / length.toMillis();
    }
}
