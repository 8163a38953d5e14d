package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.ReasonTracer;
import io.firstfin.tracer.http.CloseReason;
import io.firstfin.tracer.http.HttpUsage;
import io.firstfin.tracer.http.PeerAlreadyClosed;
import io.firstfin.tracer.http.Reason;
import io.firstfin.tracer.http.ReasonRule;
import io.firstfin.tracer.http.ThreadReason;

/** Joins what HTTP clients and servers decide with the connections that end because of it. */
final class CloseReasonTracker implements ReasonTracer {

    private final LibraryConnections connections;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final ThreadReason scope = new ThreadReason();

    CloseReasonTracker(LibraryConnections connections, SocketProbe probe, RecordingSwitch recording) {
        this.connections = connections;
        this.probe = probe;
        this.recording = recording;
    }

    @Override
    public Object beginReason(String reason) {
        return recording.isOn() ? scope.enter(reason) : null;
    }

    @Override
    public void endReason(Object outer) {
        scope.leave((String) outer);
    }

    @Override
    public void replaceReason(String than, String reason) {
        scope.turnOut(than, reason);
    }

    @Override
    public Object keepReason(Object holder, String insteadOf, String reason) {
        Object outer = reason != null && scope.isAbout(insteadOf) ? beginReason(reason) : null;
        Connection connection = scope.isAboutNothing() ? null : connections.find(holder);
        if (connection != null && connection.noted == null) {
            connection.noted = scope.current(idleNanos(connection));
        }
        return outer;
    }

    @Override
    public void noteReason(Object holder, String reason) {
        Connection connection = connections.find(holder);
        if (connection != null && connection.noted == null) {
            connection.noted = proven(connection, CloseReason.parse(reason));
        }
    }

    @Override
    public void retractReason(Object holder) {
        Connection connection = connections.find(holder);
        if (connection != null) {
            connection.noted = null;
        }
    }

    /** Takes down what explains the half-close that this thread makes. */
    void halfClosing(Connection connection) {
        connection.halfClosedBecause = decided(connection);
    }

    /**
     * Takes down what explains the close that this thread begins: by its end, another thread may think
     * otherwise.
     */
    void closing(Connection connection) {
        CloseReason decided = decided(connection);
        connection.decided = decided == null ? connection.halfClosedBecause : decided;
    }

    /** Asked inside the call that closes, once the verdict is there. */
    CloseReason why(Connection connection) {
        boolean peerFirst = connection.verdict.closedFirst() == ClosedFirst.REMOTE;
        return ReasonRule.of(connection.http(), connection.decided, connection.collectedBy, peerFirst);
    }

    private CloseReason decided(Connection connection) {
        CloseReason noted = connection.noted;
        CloseReason now = scope.isAboutNothing() ? null : scope.current(idleNanos(connection));
        boolean notedCounts = noted != null && (now == null || !noted.reason().isWeak());
        return notedCounts ? noted : now;
    }

    private static long idleNanos(Connection connection) {
        HttpUsage use = connection.http();
        long answered = use == null ? 0 : use.answeredNanos();
        return System.nanoTime() - (answered == 0 ? connection.openedNanos : answered);
    }

    /** That the peer had closed is asked of the kernel, whatever a library thinks. */
    private CloseReason proven(Connection connection, CloseReason because) {
        if (because.reason() != Reason.STALE) {
            return because;
        }
        PeerAlreadyClosed gone = probe.peerGone(connection.descriptor);
        return gone == null ? null : gone.found(because);
    }
}
