package io.firstfin.tracer.reason;

/**
 * A reason with what proves it.
 *
 * @param evidence in a few words
 */
public record CloseReason(Reason reason, String evidence) {

    /** Between the name of the reason and its evidence. */
    private static final char SEPARATOR = '|';

    static final CloseReason UNKNOWN = new CloseReason(Reason.UNKNOWN, "nothing seen that tells");

    /**
     * Reads what woven code writes: {@code REASON|evidence}, or two of them with a limit between, a line
     * each.
     *
     * @param idleNanos how long the connection was idle: the first holds from the limit on
     */
    public static CloseReason parse(String text, long idleNanos) {
        int first = text.indexOf('\n');
        if (first < 0) {
            return parse(text);
        }
        int second = text.indexOf('\n', first + 1);
        long limit = Long.parseLong(text, first + 1, second, 10);
        return parse(idleNanos >= limit ? text.substring(0, first) : text.substring(second + 1));
    }

    /** Reads {@code REASON|evidence}. */
    public static CloseReason parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new CloseReason(Reason.valueOf(text.substring(0, end)), text.substring(end + 1));
    }
}
