package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Libraries;
import java.io.Serializable;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line of a stack that a developer can change: the first frame of application code, and the
 * library through which it acts. Where no application is on the stack, the first frame outside the
 * JDK, or the first at all where the JDK acts by itself.
 */
final class CallSites implements Serializable {

    private static final long serialVersionUID = 1;

    private static final List<String> AGENT =
            List.of("io.firstfin.bootstrap.", "io.firstfin.tracer.", "io.firstfin.kernel.", "io.firstfin.launcher.");

    /** Parts of the names of classes made at run time: no line of source belongs to them. */
    private static final List<String> GENERATED =
            List.of("$$Lambda", "$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy");

    private static final int MAX_REMEMBERED = 20_000;

    // a decoder gives one object for equal stacks, so identity is enough to find most of them again
    private final transient Map<StackTrace, CallSite> remembered = new IdentityHashMap<>();
    private final transient Map<CallSite, CallSite> shared = new HashMap<>();
    private final ExampleStacks examples = new ExampleStacks();

    /** @param time of the event, in nanoseconds since 1970 */
    CallSite of(StackTrace stack, long time) {
        if (!stack.isRecorded()) {
            return CallSite.UNKNOWN;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
            shared.clear();
        }
        CallSite site = remembered.computeIfAbsent(stack, absent -> {
            CallSite found = find(stack);
            return shared.computeIfAbsent(found, same -> same);
        });
        examples.offer(site, stack, time);
        return site;
    }

    /** A stack of each site found. */
    ExampleStacks examples() {
        return examples;
    }

    static CallSite find(StackTrace stack) {
        CallSite jdk = CallSite.UNKNOWN;
        CallSite library = CallSite.UNKNOWN;
        String through = "";
        for (StackTrace.Frame frame : stack.frames()) {
            String name = frame.className();
            if (name.isEmpty() || isIn(AGENT, name) || isGenerated(name)) {
                continue;
            }
            Optional<String> known = Libraries.of(name);
            if (Libraries.isJdk(name)) {
                jdk = jdk.isKnown() ? jdk : site(frame, "");
            } else if (known.isEmpty()) {
                return site(frame, through);
            } else {
                library = library.isKnown() ? library : site(frame, "");
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

    private static CallSite site(StackTrace.Frame frame, String library) {
        return new CallSite(frame.className(), frame.method(), frame.line(), library);
    }
}
