package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * Why connections were closed.
 *
 * @param reason as the event says, such as {@code IDLE_TIMEOUT}; UNKNOWN where nothing proves one
 * @param program name and version of the HTTP client or server that used them; empty when unknown
 * @param challenge who ended them by asking for credentials; NONE where nobody did
 */
public record Why(String reason, String program, Challenge challenge) implements Serializable {

    /** The reason of what a proxy refused to connect. */
    public static final String PROXY_REFUSED = "PROXY_REFUSED";

    /** Nothing proves a reason, and no HTTP client or server is known. */
    public static final Why UNKNOWN = new Why("UNKNOWN", "");

    /** Nobody asked for credentials. */
    public Why(String reason, String program) {
        this(reason, program, Challenge.NONE);
    }

    /** The reason and the program alone, as tables show them. */
    public Why withoutChallenge() {
        return challenge == Challenge.NONE ? this : new Why(reason, program);
    }

    /** Whether a reason is proven. */
    public boolean isKnown() {
        return !reason.equals(UNKNOWN.reason);
    }
}
