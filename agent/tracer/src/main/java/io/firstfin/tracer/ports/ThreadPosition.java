package io.firstfin.tracer.ports;

import io.firstfin.tracer.site.CallSite;
import java.util.Set;

/**
 * Where a thread stands that should accept connections.
 *
 * @param line {@code class.method:line} of application code; ENDED in its place; null when its stack is empty, or was
 *     not taken
 * @param waitsForConnections whether it stands in an accept or a selector, and not in other work
 */
record ThreadPosition(String line, boolean waitsForConnections) {

    static final ThreadPosition ENDED = new ThreadPosition("ENDED", false);
    static final ThreadPosition UNKNOWN = new ThreadPosition(null, false);

    /** The JDK's and Netty's calls below an accept or select are no deeper. */
    private static final int DEEPEST = 16;

    private static final Set<String> WAITING =
            Set.of("accept", "implAccept", "accept0", "select", "epollWait", "ioUringEnter");

    private static final String[] OF_ACCEPT = {"java.net.", "sun.nio.ch.", "io.netty.channel."};

    static ThreadPosition of(StackTraceElement[] stack) {
        boolean waits = false;
        for (int i = 0; i < Math.min(DEEPEST, stack.length) && !waits; i++) {
            waits = WAITING.contains(stack[i].getMethodName()) && isOfAccept(stack[i]);
        }
        return new ThreadPosition(CallSite.of(stack), waits);
    }

    private static boolean isOfAccept(StackTraceElement frame) {
        for (String prefix : OF_ACCEPT) {
            if (frame.getClassName().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
