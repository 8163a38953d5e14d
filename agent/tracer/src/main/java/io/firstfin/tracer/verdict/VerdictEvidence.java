package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;

/**
 * The sentences that say what a verdict rests on. All are made once: a close on an application thread
 * picks one, it does not build one.
 */
final class VerdictEvidence {

    private static final TcpState[] STATES = TcpState.values();
    private static final String[] HALF_CLOSE = entries("shutdownOutput");
    private static final String[] CLOSE = entries("close");
    private static final String[][] HALF_CLOSE_THEN = pairs(HALF_CLOSE);
    private static final String[][] CLOSE_THEN = pairs(CLOSE);

    private VerdictEvidence() {}

    /** What the entry of our first act showed. */
    static String before(boolean halfClose, TcpState state) {
        return (halfClose ? HALF_CLOSE : CLOSE)[state.ordinal()];
    }

    /** And what the next look at the descriptor showed. */
    static String beforeAndAfter(boolean halfClose, TcpState before, TcpState after) {
        return (halfClose ? HALF_CLOSE_THEN : CLOSE_THEN)[before.ordinal()][after.ordinal()];
    }

    private static String[] entries(String act) {
        String[] texts = new String[STATES.length];
        for (TcpState state : STATES) {
            texts[state.ordinal()] = state + " at the entry of " + act;
        }
        return texts;
    }

    private static String[][] pairs(String[] entries) {
        String[][] texts = new String[STATES.length][STATES.length];
        for (TcpState before : STATES) {
            for (TcpState after : STATES) {
                texts[before.ordinal()][after.ordinal()] =
                        entries[before.ordinal()] + ", " + after + " in the next look";
            }
        }
        return texts;
    }
}
