package io.firstfin.tracer.reason;

/**
 * The part of the head of a response.
 *
 * @param status -1 when it had none
 * @param version such as {@code HTTP/1.1}; null when nobody told
 * @param connection the field Connection; null when there is none
 * @param length the field Content-Length, likewise
 * @param coding the field Transfer-Encoding, likewise
 */
public record ResponseHead(int status, String version, String connection, String length, String coding) {

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
