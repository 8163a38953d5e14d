package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * Why connections were closed.
 *
 * @param reason as the event says, such as {@code IDLE_TIMEOUT}; UNKNOWN where nothing proves one
 * @param program name and version of the HTTP client or server that used them; empty when unknown
 * @param challenge the status, 401 or 407, of the response that ended them and asked a client of ours for credentials; 0
 *     where no such response did
 */
public record Why(String reason, String program, int challenge) implements Serializable {

    public static final int OF_SERVER = 401;
    public static final int OF_PROXY = 407;

    /** Nothing proves a reason, and no HTTP client or server is known. */
    public static final Why UNKNOWN = new Why("UNKNOWN", "");

    /** No response that asked for credentials ended them. */
    public Why(String reason, String program) {
        this(reason, program, 0);
    }

    /** The reason and the program alone, as tables show them. */
    public Why withoutChallenge() {
        return challenge == 0 ? this : new Why(reason, program);
    }

    /** Whether a reason is proven. */
    public boolean isKnown() {
        return !reason.equals(UNKNOWN.reason);
    }
}
