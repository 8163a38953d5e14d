package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection.Phase;

/** A connection whose descriptor is gone. */
public final class AClosedConnection {

    private AClosedConnection() {}

    /** Times are those of {@code System.nanoTime()}; {@code opened} is 0 when not known. */
    public static Connection between(Endpoints ends, long opened, long closed) {
        Connection connection = new Connection(1, null, 7, "Socket", Role.CLIENT, Phase.CLOSED);
        connection.locate(ends);
        connection.openedNanos = opened;
        connection.closedNanos = closed;
        connection.verdict = VerdictRule.of(connection.facts());
        return connection;
    }

    /** The same, whose descriptor was asked for the kernel's number of the socket. */
    public static Connection withCookie(Endpoints ends, long cookie, long opened, long closed) {
        Connection connection = between(ends, opened, closed);
        connection.cookie = cookie;
        return connection;
    }
}
