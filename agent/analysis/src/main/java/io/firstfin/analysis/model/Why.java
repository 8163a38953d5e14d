package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * Why connections were closed.
 *
 * @param reason as the event says, such as {@code IDLE_TIMEOUT}; UNKNOWN where nothing proves one
 * @param program name and version of the HTTP client or server that used them; empty when unknown
 */
public record Why(String reason, String program) implements Serializable {

    /** Nothing proves a reason, and no HTTP client or server is known. */
    public static final Why UNKNOWN = new Why("UNKNOWN", "");

    /** Whether a reason is proven. */
    public boolean isKnown() {
        return !reason.equals(UNKNOWN.reason);
    }
}
