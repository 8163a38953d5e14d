package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * The line of a stack that a developer can change: the first frame of application code, or the
 * first frame at all where the JDK acts by itself.
 */
final class CallSiteFinder {

    private static final List<String> JDK =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> AGENT = List.of("io.firstfin.bootstrap.",
            "io.firstfin.tracer.", "io.firstfin.kernel.", "io.firstfin.launcher.");
    private static final int MAX_REMEMBERED = 20_000;

    // equal stacks of a chunk are one object, so identity is enough to find them again
    private final Map<RecordedStackTrace, CallSite> remembered = new IdentityHashMap<>();

    CallSite of(RecordedStackTrace stack) {
        if (stack == null) {
            return CallSite.UNKNOWN;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(stack, CallSiteFinder::find);
    }

    private static CallSite find(RecordedStackTrace stack) {
        CallSite first = CallSite.UNKNOWN;
        for (RecordedFrame frame : stack.getFrames()) {
            if (!frame.isJavaFrame()) {
                continue;
            }
            String name = frame.getMethod().getType().getName();
            if (isIn(AGENT, name)) {
                continue;
            }
            if (!isIn(JDK, name)) {
                return site(name, frame);
            }
            if (first == CallSite.UNKNOWN) {
                first = site(name, frame);
            }
        }
        return first;
    }

    private static boolean isIn(List<String> packages, String className) {
        for (String prefix : packages) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static CallSite site(String className, RecordedFrame frame) {
        return new CallSite(className, frame.getMethod().getName(),
                Math.max(0, frame.getLineNumber()));
    }
}
