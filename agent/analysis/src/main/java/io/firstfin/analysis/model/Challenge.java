package io.firstfin.analysis.model;

import io.firstfin.verdict.Role;
import java.util.Set;

/** Who ended a connection of a client of ours by an answer that asks for credentials. */
public enum Challenge {
    NONE,
    /** A server, by 401. */
    SERVER,
    /** A proxy, by 407. */
    PROXY,
    /** A proxy, by 407 to the CONNECT that asks it for a tunnel, before any request. */
    PROXY_BEFORE_TUNNEL;

    /** Reasons that an answer announces. */
    private static final Set<String> ANNOUNCED = Set.of("RESPONSE_SAID_CLOSE", "HTTP_1_0");

    private static final int OF_SERVER = 401;
    private static final int OF_PROXY = 407;

    /**
     * @param role ours
     * @param reason of the close
     * @param lastStatus of the last answer
     * @param exchanges requests that the connection carried; CONNECT is none
     */
    public static Challenge of(Role role, String reason, int lastStatus, int exchanges) {
        if (role != Role.CLIENT) {
            return NONE;
        }
        if (!ANNOUNCED.contains(reason)) {
            // the client had none to send with another CONNECT
            return reason.equals(Why.PROXY_REFUSED) && lastStatus == OF_PROXY ? PROXY_BEFORE_TUNNEL : NONE;
        }
        return switch (lastStatus) {
            case OF_SERVER -> SERVER;
            case OF_PROXY -> exchanges == 0 ? PROXY_BEFORE_TUNNEL : PROXY;
            default -> NONE;
        };
    }

    /** The status of such an answer. */
    public int status() {
        return this == SERVER ? OF_SERVER : OF_PROXY;
    }
}
