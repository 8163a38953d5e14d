package io.firstfin.tracer.site;

import java.lang.StackWalker.StackFrame;

/** Asks what runs on this thread. To walk a stack takes some microseconds. */
public final class CallStack {

    /** A thread that acts for the collector runs little more than what it cleans up with. */
    private static final int DEEPEST = 1_024;

    private static final String QUEUE = "java.lang.ref.ReferenceQueue";

    private static final StackWalker WALKER = StackWalker.getInstance();

    private CallStack() {}

    /** Whether a method of that class, or of a class nested in it, is running. */
    public static boolean runs(String className) {
        return WALKER.walk(stack ->
                stack.limit(DEEPEST).map(StackFrame::getClassName).anyMatch(name -> isOrIsIn(name, className)));
    }

    /** Whether that method is running, as {@link #waiter} names it. */
    public static boolean has(String method) {
        return WALKER.walk(stack -> stack.limit(DEEPEST).map(CallStack::text).anyMatch(method::equals));
    }

    /**
     * The method that waits for a reference, asked inside its call to {@code ReferenceQueue}: the first
     * one that is neither FirstFin's nor the queue's. Null when there is none.
     */
    public static String waiter() {
        return WALKER.walk(stack -> stack.filter(frame -> !isOnTheWay(frame.getClassName()))
                .findFirst()
                .map(CallStack::text)
                .orElse(null));
    }

    private static boolean isOnTheWay(String className) {
        return className.startsWith(QUEUE) || ClassOrigin.of(className) == ClassOrigin.NOBODY;
    }

    private static boolean isOrIsIn(String name, String className) {
        return name.startsWith(className)
                && (name.length() == className.length() || name.charAt(className.length()) == '$');
    }

    private static String text(StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }
}
