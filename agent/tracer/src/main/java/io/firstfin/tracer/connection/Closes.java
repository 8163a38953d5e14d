package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.kernel.TcpState;
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
final class Closes {

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final Consumer<Connection> settler;
    private final CloseReasons reasons;
    private final CollectorThreads collector;

    /** @param settler takes each connection once its descriptor is gone and its Close is told */
    Closes(
            ConnectionTable table,
            ConnectionFactory factory,
            SocketProbe probe,
            RecordingSwitch recording,
            Consumer<Connection> settler,
            CloseReasons reasons,
            CollectorThreads collector) {
        this.table = table;
        this.factory = factory;
        this.probe = probe;
        this.recording = recording;
        this.settler = settler;
        this.reasons = reasons;
        this.collector = collector;
    }

    /** Null when its output is shut down already, or nothing is traced. */
    Connection halfClosing(FileDescriptor fd) {
        Connection connection = openOrAdopted(fd);
        if (connection == null || connection.beforeHalfClose != null || !recording.isOn()) {
            return null;
        }
        connection.descriptor = fd;
        if (connection.endpoints() == null) {
            connection.locate(ConnectionFactory.endpoints(fd));
        }
        connection.beforeHalfClose = probe.state(fd);
        return connection.beforeHalfClose == null ? null : connection;
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
        if (connection.phase() == Phase.CONNECTING) {
            return closingConnect(connection);
        }
        if (!connection.move(Phase.OPEN, Phase.CLOSING)) {
            return null;
        }
        connection.api = api;
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
     * Makes the Close event, which {@link #told} has to follow; null when nobody records, or nobody did
     * when the close began.
     */
    Event closed(Connection connection) {
        if (connection.lookedAt == Level.OFF || !recording.beginTelling()) {
            return null;
        }
        try {
            connection.closedNanos = System.nanoTime();
            connection.verdict = Verdicts.of(connection.facts());
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

    /** Its event is committed, if it had one. */
    void told(Connection connection) {
        if (connection.telling) {
            connection.telling = false;
            recording.endTelling();
        }
    }

    /** Close and release may end on two threads: whichever is last finds both done. */
    private void settle(Connection connection) {
        if (connection.move(Phase.CLOSING, Phase.CLOSED) && isOpenToDoubt(connection)) {
            settler.accept(connection);
        }
    }

    /** That the peer was first cannot change any more: only a detailed recording looks again. */
    private static boolean isOpenToDoubt(Connection connection) {
        Verdict verdict = connection.verdict;
        return connection.lookedAt == Level.DETAILED
                || verdict.closedFirst() != ClosedFirst.REMOTE
                || !verdict.proven();
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
        table.remove(connection);
        return connection.move(Phase.CONNECTING, Phase.FAILED) ? connection : null;
    }

    private void look(Connection connection, FileDescriptor fd) {
        connection.lookedAt = recording.level();
        if (connection.lookedAt != Level.OFF) {
            connection.collectedBy = collector.actor();
            if (connection.endpoints() == null) {
                connection.locate(ConnectionFactory.endpoints(fd));
            }
            reasons.closing(connection);
            probe.atClose(connection, fd);
        }
    }

    /**
     * Worth a system call where it can change what was told, and for those who asked for all: what we
     * were first in, the kernel is asked about after the close anyway.
     */
    private void lookAgain(Connection connection, FileDescriptor fd) {
        boolean undecided =
                connection.atClose == TcpState.ESTABLISHED
                        && connection.beforeHalfClose == null
                        && (connection.shown || recording.isDetailed());
        if (undecided || connection.unreadBytes > 0) {
            TcpState state = probe.state(fd);
            connection.finAlone =
                    undecided && state == TcpState.CLOSE && probe.isFinAlone(connection, fd);
            connection.atRelease = state;
        }
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
                factory.adopted(
                        fd,
                        JdkSockets.number(fd),
                        Role.UNKNOWN,
                        ConnectionFactory.endpoints(fd));
        return table.putIfAbsent(connection) ? connection : null;
    }

    private static boolean isConnection(TcpState state) {
        return state != null
                && state != TcpState.LISTEN
                && state != TcpState.CLOSE
                && state != TcpState.SYN_SENT;
    }
}
