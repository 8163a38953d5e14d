package io.firstfin.kernel.procfs;

/** Walks along a line of columns padded with blanks; any misfit is a NumberFormatException. */
final class LineCursor {
    private final String line;
    private int at;

    LineCursor(String line) {
        this.line = line;
    }

    void skipPast(char separator) {
        at = indexOf(separator) + 1;
    }

    /** The column from here, leading blanks dropped, to the separator or the end of the line. */
    String until(char separator) {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        int end = separator == ' ' ? endOfWord() : indexOf(separator);
        String column = line.substring(at, end);
        at = Math.min(end + 1, line.length());
        return column;
    }

    long hexUntil(char separator) {
        return Long.parseLong(until(separator), 16);
    }

    long decimalUntil(char separator) {
        return Long.parseLong(until(separator));
    }

    private int endOfWord() {
        int end = line.indexOf(' ', at);
        return end < 0 ? line.length() : end;
    }

    private int indexOf(char separator) {
        int index = line.indexOf(separator, at);
        if (index < 0) {
            throw new NumberFormatException(line);
        }
        return index;
    }
}
