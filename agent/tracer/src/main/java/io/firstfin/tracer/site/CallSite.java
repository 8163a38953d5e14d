package io.firstfin.tracer.site;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
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

    /**
     * {@code class.method:line} of where a thread stands whose stack this is; null for an empty one.
     */
    public static String of(StackTraceElement[] stack) {
        StackTraceElement library = null;
        StackTraceElement jdk = null;
        for (StackTraceElement frame : stack) {
            switch (ClassOrigin.of(frame.getClassName())) {
                case APPLICATION:
                    return text(frame);
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
        StackTraceElement best = library == null ? jdk : library;
        return best == null ? null : text(best);
    }

    private static String text(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + Math.max(0, frame.getLineNumber());
    }

    private static String in(Stream<StackFrame> stack) {
        StackFrame library = null;
        StackFrame jdk = null;
        Iterator<StackFrame> frames = stack.limit(DEEPEST).iterator();
        while (frames.hasNext()) {
            StackFrame frame = frames.next();
            switch (ClassOrigin.of(frame.getClassName())) {
                case APPLICATION:
                    return text(frame);
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
        StackFrame best = library == null ? jdk : library;
        return best == null ? null : text(best);
    }

    private static String text(StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + Math.max(0, frame.getLineNumber());
    }
}
