package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Reason;
import io.firstfin.tracer.verdict.VerdictRule;
import io.firstfin.verdict.Role;

/** A connection whose descriptor is gone. */
public final class AClosedConnection {

    private AClosedConnection() {}

    /** Times are those of {@code System.nanoTime()}; {@code opened} is 0 when not known. */
    public static Connection between(Endpoints ends, long opened, long closed) {
        return withCookie(ends, Closing.NO_COOKIE, opened, closed);
    }

    /** The same, whose descriptor was asked for the kernel's number of the socket. */
    public static Connection withCookie(Endpoints ends, long cookie, long opened, long closed) {
        Connection connection = new Connection(1, null, 7, "Socket", Role.CLIENT, Phase.CLOSED);
        connection.locate(ends);
        connection.opened(opened);
        return closed(connection, cookie, null, null, closed);
    }

    /** One whose descriptor showed these states at the entry of close and after it; null for none. */
    static Connection seen(TcpState atEntry, TcpState after) {
        return closed(
                new Connection(1, null, 7, "Socket", Role.CLIENT, Phase.CLOSED), Closing.NO_COOKIE, atEntry, after, 1);
    }

    private static Connection closed(
            Connection connection, long cookie, TcpState atEntry, TcpState after, long closed) {
        CloseEntry entry = new CloseEntry(atEntry, false, -1, 0, null, cookie, SocketOptions.DEFAULTS);
        Closing closing = new Closing(connection, false, 0, null, entry, false, null, null);
        connection.closing(closing);
        if (after != null) {
            closing.saw(after);
        }
        closing.ended(closed);
        closing.decide(VerdictRule.of(connection.facts()), new CloseReason(Reason.UNKNOWN, ""));
        return connection;
    }
}
