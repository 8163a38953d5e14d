package io.firstfin.tracer.http;

import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.connection.SocksRequest;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.reason.PeerAlreadyClosed;
import io.firstfin.tracer.reason.PoolWords;
import io.firstfin.tracer.reason.Reason;
import io.firstfin.tracer.reason.ReasonRule;
import io.firstfin.tracer.reason.ThreadReason;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;

/** Joins the reasons that HTTP clients and servers report with the connections that close for them. */
public final class CloseReasonTracker {

    private final LibraryConnections connections;
    private final SocketProbe probe;
    private final Sinks sinks;
    private final ThreadReason scope = new ThreadReason();

    public CloseReasonTracker(LibraryConnections connections, SocketProbe probe, Sinks sinks) {
        this.connections = connections;
        this.probe = probe;
        this.sinks = sinks;
    }

    public Object beginReason(String reason) {
        return sinks.isWanted() ? scope.enter(reason) : null;
    }

    public Object beginReasonInWords(String words) {
        return sinks.isWanted() ? scope.enter(PoolWords.reason(words)) : null;
    }

    public void endReason(Object outer) {
        scope.leave((String) outer);
    }

    public void replaceReason(String beginning, String reason) {
        scope.turnOut(beginning, reason);
    }

    public Object keepReason(Object holder, String insteadOf, String reason) {
        Object outer = reason != null && scope.isAbout(insteadOf) ? beginReason(reason) : null;
        Connection connection = scope.isAboutNothing() ? null : connections.find(holder);
        if (connection != null) {
            connection.makeHttp().noteReason(scope.current(idleNanos(connection)));
        }
        return outer;
    }

    public void noteReason(Object holder, String reason) {
        Connection connection = connections.find(holder);
        if (connection != null && notedReason(connection) == null) {
            connection.makeHttp().noteReason(proven(connection, CloseReason.parse(reason)));
        }
    }

    public void retractReason(Object holder) {
        Connection connection = connections.find(holder);
        if (connection != null && connection.http() != null) {
            connection.http().retractReason();
        }
    }

    /** What explains the half-close that this thread makes, or the close that it begins; null for nothing. */
    public CloseReason decided(Connection connection) {
        SocksRequest socks = connection.socksRequest();
        CloseReason refused = socks == null || connection.isAbandoned() ? null : socks.whyClosed();
        if (refused != null) {
            return refused;
        }
        CloseReason noted = notedReason(connection);
        CloseReason now = scope.isAboutNothing() ? null : scope.current(idleNanos(connection));
        boolean notedCounts = noted != null && (now == null || !noted.reason().isWeak());
        return notedCounts ? noted : now;
    }

    /** Asked inside the call that closes, once the verdict is there. */
    public static CloseReason why(Connection connection, Verdict verdict) {
        Closing closing = connection.closing();
        boolean peerFirst = verdict.closedFirst() == ClosedFirst.REMOTE;
        return ReasonRule.of(connection.httpUsage(), closing.decidedReason(), closing.collectedBy(), peerFirst);
    }

    private static CloseReason notedReason(Connection connection) {
        return connection.http() == null ? null : connection.http().notedReason();
    }

    private static long idleNanos(Connection connection) {
        HttpUsage use = connection.httpUsage();
        long answered = use == null ? 0 : use.answeredNanos();
        return System.nanoTime() - (answered == 0 ? connection.openedNanos() : answered);
    }

    /** Whether the peer had closed is asked of the kernel, whatever a library reports. */
    private CloseReason proven(Connection connection, CloseReason found) {
        if (found.reason() != Reason.STALE) {
            return found;
        }
        PeerAlreadyClosed gone = probe.peerGone(connection.descriptor());
        return gone == null ? null : gone.found(found);
    }
}
