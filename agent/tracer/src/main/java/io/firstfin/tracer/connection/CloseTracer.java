package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.RecordingSwitch.Level;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.util.function.Consumer;
import jdk.jfr.Event;

/**
 * How connections end: half-close, close, and the release of the descriptor, which may come with the
 * close, after it (a Selector, a thread still in I/O) or without one (the JDK's Cleaner of Sockets).
 */
final class CloseTracer {

    /** The API of {@code java.net.Socket}, as its hooks name it. */
    private static final String SOCKET = "Socket";

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final Consumer<Connection> settler;
    private final CloseReasonTracker reasons;
    private final AbandonedConnects abandoned;
    private final CollectorThreads collector;

    /** @param settler takes each connection once its descriptor is gone and its Close is told */
    CloseTracer(
            ConnectionTable table,
            ConnectionFactory factory,
            SocketProbe probe,
            RecordingSwitch recording,
            Consumer<Connection> settler,
            CloseReasonTracker reasons,
            AbandonedConnects abandoned,
            CollectorThreads collector) {
        this.table = table;
        this.factory = factory;
        this.probe = probe;
        this.recording = recording;
        this.settler = settler;
        this.reasons = reasons;
        this.abandoned = abandoned;
        this.collector = collector;
    }

    /** Null when its output is shut down already, or nothing is traced. */
    Connection halfClosing(FileDescriptor fd) {
        Connection connection = openOrAdopted(fd);
        if (connection == null) {
            table.shutsUnseen().incrementAndGet();
            return null;
        }
        if (connection.beforeHalfClose != null) {
            return null;
        }
        TcpState before = recording.isOn() ? probe.state(fd) : null;
        if (before == null) {
            connection.shutUnseen = true;
            return null;
        }
        connection.descriptor = fd;
        ConnectionFactory.locate(connection, fd);
        connection.beforeHalfClose = before;
        return connection;
    }

    /** Tells of the half-close and what it led to. */
    Event halfClosed(Connection connection, Throwable failure) {
        if (failure != null) {
            connection.beforeHalfClose = null;
            return null;
        }
        connection.halfClosedNanos = System.nanoTime();
        connection.afterHalfClose = probe.state(connection.descriptor);
        connection.collectorHalfCloses = collector.actor() != null;
        reasons.halfClosing(connection);
        HalfCloseEvent event = new HalfCloseEvent();
        EventFields.identify(event, connection);
        event.kernelState = connection.beforeHalfClose.name();
        return event;
    }

    /** The token for {@link #closed}; null when there is nothing to tell at the end of this close. */
    Connection closing(String api, FileDescriptor fd, boolean resetSeen) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection == null) {
            connection = adopt(fd);
        }
        if (connection == null) {
            return null;
        }
        if (connection.phase() == Phase.CONNECTING && !abandoned.opens(connection, fd)) {
            return closingConnect(connection);
        }
        if (!connection.move(Phase.OPEN, Phase.CLOSING)) {
            return null;
        }
        connection.api = api;
        connection.closer = Thread.currentThread();
        connection.resetSeen = resetSeen;
        look(connection, fd);
        return connection;
    }

    /** The descriptor goes. Returns the token for {@link #closed} when no close announced it. */
    Connection releasing(FileDescriptor fd) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection == null || !table.remove(connection)) {
            return null;
        }
        connection.released = true;
        abandoned.opensAtRelease(connection, fd);
        if (connection.move(Phase.OPEN, Phase.CLOSING)) {
            look(connection, fd);
            return connection;
        }
        if (connection.phase() == Phase.CLOSING && recording.isOn()) {
            lookAgain(connection, fd);
        }
        if (connection.shown) {
            settle(connection);
        }
        return null;
    }

    /**
     * Makes the Close event, which {@link #ended} has to follow; null when nobody records, or nobody did
     * when the close began.
     */
    Event closed(Connection connection) {
        if (connection.lookedAt == Level.OFF || !recording.beginTelling()) {
            return null;
        }
        try {
            connection.closedNanos = System.nanoTime();
            connection.closer = null;
            if (!connection.released) {
                lookBeforeRelease(connection);
            }
            connection.verdict = VerdictRule.of(connection.facts());
            connection.because = reasons.why(connection);
            Event event = EventFields.close(connection);
            connection.shown = true;
            if (connection.released) {
                settle(connection);
            }
            connection.telling = true;
            return event;
        } finally {
            if (!connection.telling) {
                recording.endTelling();
            }
        }
    }

    /** Close has returned and the descriptor is held: whether our FIN went out shows now. */
    private void lookBeforeRelease(Connection connection) {
        TcpState first = connection.atClose;
        boolean open = first == TcpState.ESTABLISHED || first == TcpState.CLOSE_WAIT;
        TcpState state = open ? probe.state(connection.descriptor) : null;
        // released meanwhile, the number may be another socket's
        if (state != null && !connection.released) {
            connection.nothingSent = state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT;
            connection.sawAfterClosing(state);
        }
    }

    /** The close is over, and its event committed, if it had one. */
    void ended(Connection connection) {
        if (connection.telling) {
            connection.telling = false;
            recording.endTelling();
        }
    }

    /** Close and release may end on two threads: whichever is last finds both done. */
    private void settle(Connection connection) {
        if (!connection.move(Phase.CLOSING, Phase.CLOSED)) {
            return;
        }
        if (isOpenToDoubt(connection)) {
            settler.accept(connection);
        } else if (connection.verdict.ending() == Ending.FIN) {
            connection.leaveEndingAloneOpen();
            settler.accept(connection);
        }
    }

    /**
     * That the peer was first cannot change any more: only a detailed recording looks again, or where the
     * release showed another ending than the close had to expect.
     */
    private static boolean isOpenToDoubt(Connection connection) {
        Verdict verdict = connection.verdict;
        return connection.lookedAt == Level.DETAILED
                || verdict.closedFirst() != ClosedFirst.REMOTE
                || !verdict.proven()
                || (connection.nothingSent || connection.unreadBytes > 0)
                        && VerdictRule.of(connection.facts()).ending() != verdict.ending();
    }

    /** The thread inside a call that may end the connect tells of it, when that call returns. */
    private Connection closingConnect(Connection connection) {
        if (connection.connector() == Thread.currentThread()) {
            connection.failedInCall = true;
            return null;
        }
        connection.closedWhileConnecting = true;
        // read after the flag is set: a call that returns now either sees it or is seen to be over
        if (connection.connector() != null) {
            return null;
        }
        return connection.move(Phase.CONNECTING, Phase.FAILED) ? connection : null;
    }

    private void look(Connection connection, FileDescriptor fd) {
        connection.lookedAt = recording.level();
        if (connection.descriptor == null) {
            connection.descriptor = fd;
        }
        if (connection.lookedAt != Level.OFF) {
            connection.closingNanos = System.nanoTime();
            connection.collectedBy = collector.actor();
            ConnectionFactory.locate(connection, fd);
            reasons.closing(connection);
            probe.atClose(connection, fd);
        }
    }

    /**
     * The last moment in which the descriptor can be asked: after the JDK's own shutdown, if the API makes
     * one, and just before the close of the others. One system call, and only where the peer had not
     * closed first or a reset of ours is to come.
     */
    private void lookAgain(Connection connection, FileDescriptor fd) {
        // of all APIs only Socket shuts the output down in a close that lets the descriptor go
        boolean bare = connection.closer == Thread.currentThread() && !SOCKET.equals(connection.api);
        if (isWorthALook(connection)) {
            boolean undecided = isUndecided(connection);
            TcpState state = bare && undecided ? probe.atRelease(connection, fd) : probe.state(fd);
            connection.nothingSent |= bare;
            connection.finAlone = undecided && state == TcpState.CLOSE && probe.isFinAlone(connection, fd);
            connection.sawAfterClosing(state);
        }
    }

    /** Who was first is open, or how it ends: unread data may make a reset of what was closed in order. */
    private static boolean isWorthALook(Connection connection) {
        return isUndecided(connection)
                || connection.nothingSent
                || connection.unreadBytes > 0
                || connection.info != null && isUnderWay(connection.info);
    }

    /** The peer, which had sent its FIN, may answer what is still under way to it by a reset. */
    private static boolean isUnderWay(TcpInfo info) {
        return info.state() == TcpState.CLOSE_WAIT && (info.unacked() > 0 || info.notSent() > 0);
    }

    /** No look so far has shown who was first. */
    private static boolean isUndecided(Connection connection) {
        TcpState last = connection.atRelease;
        return connection.atClose == TcpState.ESTABLISHED
                && connection.beforeHalfClose == null
                && (last == null || last == TcpState.ESTABLISHED);
    }

    private Connection openOrAdopted(FileDescriptor fd) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection == null) {
            connection = adopt(fd);
        }
        return connection == null || connection.phase() != Phase.OPEN ? null : connection;
    }

    /** A connection met for the first time at its end: which side we are is not known any more. */
    private Connection adopt(FileDescriptor fd) {
        if (!recording.isOn() || JdkSockets.number(fd) < 0 || !isConnection(probe.state(fd))) {
            return null;
        }
        Connection connection =
                factory.adopted(fd, JdkSockets.number(fd), Role.UNKNOWN, ConnectionFactory.endpoints(fd));
        return table.putIfAbsent(connection) ? connection : null;
    }

    private static boolean isConnection(TcpState state) {
        return state != null && state != TcpState.LISTEN && state != TcpState.CLOSE && state != TcpState.SYN_SENT;
    }
}
