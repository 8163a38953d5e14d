package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.model.CallSite;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stack of each call site, the first in time, as Java prints stacks; bounded. */
final class ExampleStacks implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_STACKS = 1_000;
    private static final int MAX_FRAMES = 48;

    private record Example(long time, StackTrace stack) implements Serializable {

        static Example first(Example one, Example other) {
            return one.time < other.time
                            || one.time == other.time && one.stack.toString().compareTo(other.stack.toString()) <= 0
                    ? one
                    : other;
        }
    }

    private final BoundedMap<CallSite, Example> stacks = new BoundedMap<>(MAX_STACKS, Example::first);

    void offer(CallSite site, StackTrace stack, long time) {
        Example known = stacks.get(site);
        if (site.isKnown() && (known == null || time <= known.time)) {
            stacks.add(site, new Example(time, stack));
        }
    }

    void addAll(ExampleStacks others) {
        stacks.addAll(others.stacks);
    }

    Map<CallSite, List<String>> all() {
        Map<CallSite, List<String>> all = new HashMap<>();
        stacks.forEach((site, example) -> all.put(site, frames(example.stack)));
        return all;
    }

    private static List<String> frames(StackTrace stack) {
        List<String> frames = new ArrayList<>();
        for (StackTrace.Frame frame : stack.frames()) {
            if (frames.size() < MAX_FRAMES) {
                frames.add(new CallSite(frame.className(), frame.method(), frame.line(), "").place());
            }
        }
        if (stack.truncated() || stack.frames().size() > MAX_FRAMES) {
            frames.add("...");
        }
        return List.copyOf(frames);
    }
}
