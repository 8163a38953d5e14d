package io.firstfin.tracer.reason;

/** Reads the first line of an HTTP/1 message: RFC 9112, 3 and 4. */
public final class StartLine {

    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private StartLine() {}

    /** First word of a request line; null when there is none. */
    public static String method(String line) {
        int end = line == null ? -1 : line.indexOf(' ');
        return end < 0 ? null : line.substring(0, end);
    }

    /** Second word of a request line; null when there is none. */
    public static String target(String line) {
        int begin = line == null ? -1 : line.indexOf(' ');
        int end = begin < 0 ? -1 : line.indexOf(' ', begin + 1);
        return end < 0 ? null : line.substring(begin + 1, end);
    }

    /** Second word of a status line; -1 when it is none. */
    public static int status(String line) {
        int blank = line == null ? -1 : line.indexOf(' ');
        if (blank < 0) {
            return -1;
        }
        int end = line.indexOf(' ', blank + 1);
        try {
            return Integer.parseInt(line, blank + 1, end < 0 ? line.length() : end, 10);
        } catch (NumberFormatException notAStatus) {
            return -1;
        }
    }

    /** As a status line begins, such as {@code HTTP/1.1}; null when there is none. */
    public static String version(String line) {
        return line == null || line.length() < VERSION_LENGTH ? null : line.substring(0, VERSION_LENGTH);
    }
}
