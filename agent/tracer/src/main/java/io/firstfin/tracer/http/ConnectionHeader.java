package io.firstfin.tracer.http;

import java.util.Locale;

/** Reads the header of that name: RFC 9110, 7.6.1. */
final class ConnectionHeader {

    private ConnectionHeader() {}

    /** Whether this word is in the list, in whatever case. */
    static boolean says(String header, String word) {
        if (header == null) {
            return false;
        }
        for (String one : header.split(",")) {
            if (one.strip().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }
}
