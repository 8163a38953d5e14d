package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Libraries;
import io.firstfin.analysis.model.Libraries.Library;
import java.io.Serializable;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line of a stack that a developer can change: the first frame of application code, and the library that it
 * called. Where no application is on the stack, as on a thread of a connection pool, the first frame of the library
 * that acts by itself: the outermost one, but not a network framework whose threads only carry out what others
 * decided. Where no library is on the stack either, the first frame of the JDK.
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
    private final transient Map<StackTrace, Found> remembered = new IdentityHashMap<>();
    private final transient Map<CallSite, CallSite> shared = new HashMap<>();
    private final transient CloseReasons reasons;
    private final ExampleStacks examples = new ExampleStacks();

    /** What a stack shows. */
    private record Found(CallSite site, Optional<CloseReasons.Rule> reason) {

        static final Found NOTHING = new Found(CallSite.UNKNOWN, Optional.empty());
    }

    /** @param reasons why connections are closed that have such stacks */
    CallSites(CloseReasons reasons) {
        this.reasons = reasons;
    }

    /** @param time of the event, in nanoseconds since 1970 */
    CallSite of(StackTrace stack, long time) {
        CallSite site = found(stack).site();
        examples.offer(site, stack, time);
        return site;
    }

    /**
     * The same for an act that another thread asked for: where this stack shows no code of the application, that thread's
     * call site, through the library of this stack.
     *
     * @param requestedBy {@code class.method:line}; empty where not known
     */
    CallSite of(StackTrace stack, String requestedBy, long time) {
        CallSite site = of(stack, time);
        if (requestedBy.isEmpty() || site.isApplication() || !stack.isRecorded()) {
            return site;
        }
        CallSite asked = CallSite.parse(requestedBy);
        String library = Libraries.of(site.className()).map(Library::name).orElse("");
        return asked.isApplication()
                ? shared(new CallSite(asked.className(), asked.method(), asked.line(), library))
                : site;
    }

    private CallSite shared(CallSite site) {
        return shared.computeIfAbsent(site, same -> same);
    }

    /** Why a connection was closed on this stack; empty where no rule knows that. */
    Optional<CloseReasons.Rule> reason(StackTrace stack) {
        return found(stack).reason();
    }

    private Found found(StackTrace stack) {
        if (!stack.isRecorded()) {
            return Found.NOTHING;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
            shared.clear();
        }
        return remembered.computeIfAbsent(stack, absent -> {
            CallSite found = find(stack);
            return new Found(shared(found), reasons.of(stack));
        });
    }

    /** A stack of each site found. */
    ExampleStacks examples() {
        return examples;
    }

    static CallSite find(StackTrace stack) {
        StackTrace.Frame jdk = null;
        Map<Library, StackTrace.Frame> libraries = new LinkedHashMap<>();
        Library called = null;
        for (StackTrace.Frame frame : stack.frames()) {
            String name = frame.className();
            if (isNobodys(name)) {
                continue;
            }
            Optional<Library> library = Libraries.of(name);
            if (library.isPresent()) {
                libraries.putIfAbsent(library.get(), frame);
                called = called != null && library.get().isCarrier() ? called : library.get();
            } else if (Libraries.isJdk(name)) {
                jdk = jdk == null ? frame : jdk;
            } else {
                return site(frame, called == null ? "" : called.name());
            }
        }
        if (called != null) {
            return site(libraries.get(called), "");
        }
        return jdk == null ? CallSite.UNKNOWN : site(jdk, "");
    }

    /** Whether a class is the agent's, or made at run time: no line of anybody's source. */
    private static boolean isNobodys(String className) {
        return className.isEmpty() || isIn(AGENT, className) || isGenerated(className);
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
