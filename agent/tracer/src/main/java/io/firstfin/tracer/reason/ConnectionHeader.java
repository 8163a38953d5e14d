package io.firstfin.tracer.reason;

/** Reads the header of that name: RFC 9110, 7.6.1. */
final class ConnectionHeader {

    private ConnectionHeader() {}

    /** Whether this word is in the list, in whatever case. Nearly always the list is one word. */
    static boolean says(String header, String word) {
        if (header == null) {
            return false;
        }
        int start = 0;
        for (int comma = header.indexOf(','); comma >= 0; comma = header.indexOf(',', start)) {
            if (header.substring(start, comma).strip().equalsIgnoreCase(word)) {
                return true;
            }
            start = comma + 1;
        }
        return header.substring(start).strip().equalsIgnoreCase(word);
    }
}
