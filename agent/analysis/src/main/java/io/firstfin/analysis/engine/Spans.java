package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Windows of time that may overlap. */
final class Spans {

    private Spans() {}

    /** The same time in windows that do not overlap, in order. */
    static List<Window> joined(List<Window> windows) {
        List<Window> joined = new ArrayList<>();
        for (Window next : windows.stream()
                .sorted(Comparator.comparing(Window::from).thenComparing(Window::to))
                .toList()) {
            int last = joined.size() - 1;
            Window before = last < 0 ? null : joined.get(last);
            if (before == null || next.from().isAfter(before.to())) {
                joined.add(next);
            } else {
                joined.set(last, new Window(before.from(), later(before.to(), next.to())));
            }
        }
        return List.copyOf(joined);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
