package io.firstfin.tracer.http;

import java.util.Locale;

/**
 * What counts of the head of an HTTP/1 message.
 *
 * @param startLine the request line or status line; null when there was none
 * @param host the Host header
 * @param connection the Connection header
 * @param delimited whether a length or chunks tell where the body ends; true for a request
 */
public record Head(String startLine, String host, String connection, boolean delimited) {

    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    /** First word of a request line. */
    String method() {
        int end = startLine.indexOf(' ');
        return end < 0 ? null : startLine.substring(0, end);
    }

    /** Second word of a status line; -1 when it is none. */
    int status() {
        if (startLine == null) {
            return -1;
        }
        String[] words = startLine.split(" ", 3);
        try {
            return words.length < 2 ? -1 : Integer.parseInt(words[1]);
        } catch (NumberFormatException notAStatus) {
            return -1;
        }
    }

    /** As the status line begins, such as {@code HTTP/1.1}. */
    String version() {
        return startLine.length() < VERSION_LENGTH ? null : startLine.substring(0, VERSION_LENGTH);
    }

    /** A proxy is asked to connect us: no exchange with the server. */
    public boolean isForTunnel() {
        return startLine == null || startLine.startsWith("CONNECT ");
    }

    boolean isHttp10() {
        return startLine.startsWith("HTTP/1.0");
    }

    boolean says(String token) {
        if (connection == null) {
            return false;
        }
        for (String word : connection.split(",")) {
            if (word.strip().toLowerCase(Locale.ROOT).equals(token)) {
                return true;
            }
        }
        return false;
    }
}
