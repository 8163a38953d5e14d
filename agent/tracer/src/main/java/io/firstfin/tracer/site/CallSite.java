package io.firstfin.tracer.site;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The line of this thread's stack that a developer can change: the first frame of application code.
 * Where no application is on the stack, the first frame outside the JDK, or the first at all.
 *
 * <p>Text alone is kept of a frame: a class would hold the application's loader.
 */
public final class CallSite {

    /** Deeper than that nobody looks: it is JFR's default, twice. */
    private static final int DEEPEST = 128;

    private static final StackWalker WALKER = StackWalker.getInstance();

    private CallSite() {}

    /**
     * {@code class.method:line} of whoever acts on this thread; null when nothing but FirstFin is on
     * it. Takes some microseconds: not for every connection of an always-on recording.
     */
    public static String here() {
        return WALKER.walk(CallSite::in);
    }

    /** {@code class.method:line} of the application on this thread; null when none is on it. Takes some microseconds. */
    public static String application() {
        return WALKER.walk(stack -> stack.limit(DEEPEST)
                .filter(frame -> ClassOrigin.of(frame.getClassName()) == ClassOrigin.APPLICATION)
                .findFirst()
                .map(CallSite::text)
                .orElse(null));
    }

    /**
     * {@code class.method:line} of whoever calls the JDK on this thread, be it a library or the application; null
     * when nobody but the JDK and FirstFin is on it. Takes some microseconds.
     */
    public static String caller() {
        return WALKER.walk(stack -> stack.limit(DEEPEST)
                .filter(frame -> isCaller(ClassOrigin.of(frame.getClassName())))
                .findFirst()
                .map(CallSite::text)
                .orElse(null));
    }

    /** How many names of classes are remembered. */
    public static int rememberedClasses() {
        return ClassOrigin.remembered();
    }

    private static boolean isCaller(ClassOrigin origin) {
        return origin == ClassOrigin.APPLICATION || origin == ClassOrigin.LIBRARY;
    }

    /**
     * {@code class.method:line} of where a thread stands whose stack this is; null for an empty one.
     */
    public static String of(StackTraceElement[] stack) {
        return first(Arrays.asList(stack).iterator(), StackTraceElement::getClassName, CallSite::text);
    }

    private static String in(Stream<StackFrame> stack) {
        return first(stack.limit(DEEPEST).iterator(), StackFrame::getClassName, CallSite::text);
    }

    private static <F> String first(Iterator<F> frames, Function<F, String> className, Function<F, String> text) {
        F library = null;
        F jdk = null;
        while (frames.hasNext()) {
            F frame = frames.next();
            switch (ClassOrigin.of(className.apply(frame))) {
                case APPLICATION:
                    return text.apply(frame);
                case LIBRARY:
                    library = library == null ? frame : library;
                    break;
                case JDK:
                    jdk = jdk == null ? frame : jdk;
                    break;
                default:
                    break;
            }
        }
        F best = library == null ? jdk : library;
        return best == null ? null : text.apply(best);
    }

    private static String text(StackTraceElement frame) {
        return text(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
    }

    private static String text(StackFrame frame) {
        return text(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
    }

    private static String text(String className, String method, int line) {
        return SiteTexts.of(className, method, Math.max(0, line));
    }
}
