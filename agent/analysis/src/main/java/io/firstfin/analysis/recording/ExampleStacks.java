package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** The first stack met of each call site, as Java prints stacks; bounded. */
final class ExampleStacks {

    private static final int MAX_STACKS = 1_000;
    private static final int MAX_FRAMES = 48;

    private final Map<CallSite, List<String>> stacks = new LinkedHashMap<>();

    void offer(CallSite site, RecordedStackTrace stack) {
        if (site.isKnown() && stacks.size() < MAX_STACKS && !stacks.containsKey(site)) {
            stacks.put(site, frames(stack));
        }
    }

    void addAll(ExampleStacks others) {
        others.stacks.forEach((site, frames) -> {
            if (stacks.size() < MAX_STACKS) {
                stacks.putIfAbsent(site, frames);
            }
        });
    }

    Map<CallSite, List<String>> all() {
        return Map.copyOf(stacks);
    }

    private static List<String> frames(RecordedStackTrace stack) {
        List<String> frames = new ArrayList<>();
        for (RecordedFrame frame : stack.getFrames()) {
            if (frame.isJavaFrame() && frames.size() < MAX_FRAMES) {
                frames.add(new CallSite(
                                frame.getMethod().getType().getName(),
                                frame.getMethod().getName(),
                                Math.max(0, frame.getLineNumber()),
                                "")
                        .place());
            }
        }
        if (stack.isTruncated() || stack.getFrames().size() > MAX_FRAMES) {
            frames.add("...");
        }
        return List.copyOf(frames);
    }
}
