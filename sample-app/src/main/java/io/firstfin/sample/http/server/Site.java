package io.firstfin.sample.http.server;

import java.nio.charset.StandardCharsets;

/** What the servers of the scenario serve, by path. Any other path is answered with {@link #HELLO}. */
final class Site {
    static final String HELLO = "/";
    /** The same, and the application sets Connection: close. */
    static final String GOODBYE = "/goodbye";
    /** The application throws instead of an answer. */
    static final String FAILURE = "/failure";

    static final byte[] BODY = "hi".getBytes(StandardCharsets.US_ASCII);

    private Site() {}

    /** What the application does first with a request for that path. */
    static void enter(String path) {
        if (path.equals(FAILURE)) {
            throw new IllegalStateException("what this scenario wants");
        }
    }

    static boolean closes(String path) {
        return path.equals(GOODBYE);
    }
}
