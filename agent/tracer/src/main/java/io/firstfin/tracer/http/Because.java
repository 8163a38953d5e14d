package io.firstfin.tracer.http;

/**
 * A reason with what proves it.
 *
 * @param evidence in a few words
 */
public record Because(Reason reason, String evidence) {

    /** Between the name of the reason and its evidence. */
    private static final char SEPARATOR = '|';

    static final Because UNKNOWN = new Because(Reason.UNKNOWN, "nothing seen that tells");

    /** Reads {@code REASON|evidence}, as woven code writes it. */
    public static Because parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return new Because(Reason.valueOf(text.substring(0, end)), text.substring(end + 1));
    }
}
