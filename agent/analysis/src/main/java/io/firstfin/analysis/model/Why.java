package io.firstfin.analysis.model;

import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.util.Set;

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

    /** Reasons by which an HTTP client closes after the last response, which both sides know to be the last. */
    private static final Set<String> ANNOUNCED = Set.of("RESPONSE_SAID_CLOSE", "REQUEST_SAID_CLOSE", "HTTP_1_0");

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

    /** Whether the client that closed had read the last response: what still crosses its FIN is a farewell. */
    public boolean isAnnouncedEnd(Role role) {
        return role == Role.CLIENT && ANNOUNCED.contains(reason);
    }

    /** Whether a proxy refused to connect: nobody wants the rest of its answer. */
    public boolean isRefusal() {
        return reason.equals(PROXY_REFUSED);
    }

    /** Whether a reason is proven. */
    public boolean isKnown() {
        return !reason.equals(UNKNOWN.reason);
    }
}
