package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * The line of a stack that a developer can change: the first frame of application code, and the
 * library through which it acts. Where no application is on the stack, the first frame outside the
 * JDK, or the first at all where the JDK acts by itself.
 */
final class CallSiteFinder {

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> AGENT =
            List.of("io.firstfin.bootstrap.", "io.firstfin.tracer.", "io.firstfin.kernel.", "io.firstfin.launcher.");
    /** Parts of the names of classes made at run time: no line of source belongs to them. */
    private static final List<String> GENERATED =
            List.of("$$Lambda", "$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy");

    private static final int MAX_REMEMBERED = 20_000;

    // equal stacks of a chunk are one object, so identity is enough to find them again
    private final Map<RecordedStackTrace, CallSite> remembered = new IdentityHashMap<>();
    private final ExampleStacks examples = new ExampleStacks();

    CallSite of(RecordedStackTrace stack) {
        if (stack == null) {
            return CallSite.UNKNOWN;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(stack, absent -> {
            CallSite site = find(stack);
            examples.offer(site, stack);
            return site;
        });
    }

    /** A stack of each site found. */
    ExampleStacks examples() {
        return examples;
    }

    private static CallSite find(RecordedStackTrace stack) {
        CallSite jdk = CallSite.UNKNOWN;
        CallSite library = CallSite.UNKNOWN;
        String through = "";
        for (RecordedFrame frame : stack.getFrames()) {
            String name = frame.isJavaFrame() ? frame.getMethod().getType().getName() : "";
            if (name.isEmpty() || isIn(AGENT, name) || isGenerated(name)) {
                continue;
            }
            Optional<String> known = Libraries.of(name);
            if (isIn(JDK, name)) {
                jdk = jdk.isKnown() ? jdk : site(name, frame, "");
            } else if (known.isEmpty()) {
                return site(name, frame, through);
            } else {
                library = library.isKnown() ? library : site(name, frame, "");
                through = known.get();
            }
        }
        return library.isKnown() ? library : jdk;
    }

    private static boolean isGenerated(String className) {
        return className.contains("$$") && GENERATED.stream().anyMatch(className::contains);
    }

    private static boolean isIn(List<String> packages, String className) {
        for (String prefix : packages) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static CallSite site(String className, RecordedFrame frame, String library) {
        return new CallSite(className, frame.getMethod().getName(), Math.max(0, frame.getLineNumber()), library);
    }
}
