package io.firstfin.tracer.reason;

import java.util.regex.Pattern;

/**
 * The part of the head of a response.
 *
 * @param status -1 when it had none
 * @param version such as {@code HTTP/1.1}; null when nobody told
 * @param connection the field Connection; null when there is none
 * @param length the field Content-Length, likewise
 * @param coding the field Transfer-Encoding, likewise
 * @param keepAlive the field Keep-Alive, where the client goes by it; null otherwise
 */
public record ResponseHead(
        int status, String version, String connection, String length, String coding, String keepAlive) {

    private static final Pattern LAST_ALLOWED = Pattern.compile("\\bmax=[01]\\b", Pattern.CASE_INSENSITIVE);

    /** One of a client that does not go by the field Keep-Alive, or of a server. */
    public ResponseHead(int status, String version, String connection, String length, String coding) {
        this(status, version, connection, length, coding, null);
    }

    /** Whether the server allows no further request: {@code Keep-Alive: timeout=5, max=1}. */
    boolean isLastAllowed() {
        return keepAlive != null && LAST_ALLOWED.matcher(keepAlive).find();
    }

    /**
     * Bytes of its body; -1 where it does not say.
     *
     * @param method of the request
     */
    long bodyBytes(String method) {
        if (status == 204 || status == 304 || "HEAD".equals(method)) {
            return 0;
        }
        try {
            return coding != null || length == null ? -1 : Math.max(-1, Long.parseLong(length.trim()));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /**
     * Whether it tells where its body ends, or has none: RFC 9112, 6.3.
     *
     * @param method of the request
     */
    boolean tellsItsEnd(String method) {
        return length != null || coding != null || status == 204 || status == 304 || "HEAD".equals(method);
    }
}
