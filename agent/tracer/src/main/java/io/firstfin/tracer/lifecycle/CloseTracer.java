package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.ConnectAttempt;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.HalfClose;
import io.firstfin.tracer.http.CloseReasonTracker;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.sink.Sink.Level;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.tracer.verdict.VerdictRule;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.util.function.Consumer;
import jdk.jfr.Event;

/**
 * How connections end: half-close, close, and the release of the descriptor. The release may come with the close,
 * after it (a Selector, a thread still in I/O) or without one (the JDK's Cleaner of Sockets).
 */
final class CloseTracer {

    /** The API of {@code java.net.Socket}, as its hooks name it. */
    private static final String SOCKET = "Socket";

    private final TracerParts parts;
    private final Consumer<Connection> settler;
    private final CloseReasonTracker reasons;
    private final AbandonedConnects abandoned;
    private final CollectorThreads collector;

    /** @param settler takes each connection once its descriptor is gone and its Close is reported */
    CloseTracer(
            TracerParts parts,
            Consumer<Connection> settler,
            CloseReasonTracker reasons,
            AbandonedConnects abandoned,
            CollectorThreads collector) {
        this.parts = parts;
        this.settler = settler;
        this.reasons = reasons;
        this.abandoned = abandoned;
        this.collector = collector;
    }

    /** Null when its output is shut down already, or nothing is traced. */
    Connection halfClosing(FileDescriptor fd) {
        Connection connection = knownOrAdopted(fd);
        if (connection == null || connection.phase() != Phase.OPEN) {
            parts.table().unseenShutdowns().incrementAndGet();
            return null;
        }
        if (connection.halfClose() != null) {
            return null;
        }
        TcpState before = parts.sinks().isWanted() ? parts.probe().state(fd) : null;
        if (before == null) {
            connection.unseenShutdown();
            return null;
        }
        connection.identify(fd);
        ConnectionFactory.locate(connection, fd);
        connection.halfClose(new HalfClose(before));
        return connection;
    }

    /** Reports the half-close and what it led to. */
    Event halfClosed(Connection connection, Throwable failure) {
        HalfClose halfClose = connection.halfClose();
        if (failure != null) {
            connection.halfClose(null);
            return null;
        }
        halfClose.ended(
                parts.probe().state(connection.descriptor()), collector.actor() != null, reasons.decided(connection));
        return parts.sinks().halfClosed(connection);
    }

    /** The token for {@link #closed}; null when there is nothing to report at the end of this close. */
    Connection closing(String api, FileDescriptor fd, boolean resetSeen) {
        Connection connection = knownOrAdopted(fd);
        if (connection == null) {
            return null;
        }
        if (connection.phase() == Phase.CONNECTING && !abandoned.opens(connection, fd)) {
            return closingConnect(connection);
        }
        if (!connection.move(Phase.OPEN, Phase.CLOSING)) {
            return null;
        }
        connection.api(api);
        begin(connection, fd, Thread.currentThread(), resetSeen);
        return connection;
    }

    /**
     * The descriptor goes. Returns the token for {@link #closed}, if no close announced that, and else for {@link
     * #released}; null when nothing is recorded of it.
     */
    Connection releasing(FileDescriptor fd) {
        Connection connection = parts.table().get(fd, JdkSockets.number(fd));
        if (connection == null || !parts.table().remove(connection)) {
            return null;
        }
        connection.releasing();
        abandoned.opensAtRelease(connection, fd);
        if (connection.move(Phase.OPEN, Phase.CLOSING)) {
            connection.closedByRelease();
            begin(connection, fd, null, false);
            return connection;
        }
        Closing closing = connection.closing();
        if (closing == null) {
            connection.released();
            return null;
        }
        if (connection.phase() == Phase.CLOSING && parts.sinks().isWanted()) {
            sampleAtRelease(closing, SOCKET.equals(connection.api()), fd);
        }
        closing.beginRelease();
        return connection;
    }

    /** The descriptor that a close had announced is gone, and a reset that waited for that is out. */
    void released(Connection connection) {
        Closing closing = connection.closing();
        closing.endRelease();
        connection.released();
        if (closing.isReported()) {
            settle(connection);
        }
    }

    /**
     * Reports the close, and {@link #ended} has to follow; null when nothing is wanted, or nothing was when the
     * close began, or when it was reported already.
     */
    Event closed(Connection connection) {
        if (connection.isClosedByRelease()) {
            connection.released();
        }
        Closing closing = connection.closing();
        if (closing == null || closing.isReported() || !parts.sinks().beginReport(closing)) {
            return null;
        }
        // before the connection is handed to those who look at it after its close
        parts.callSites().closed(connection);
        closing.ended(System.nanoTime());
        if (!connection.isReleasing()) {
            sampleBeforeRelease(connection, closing);
        }
        Verdict verdict = VerdictRule.of(connection.facts());
        closing.decide(verdict, CloseReasonTracker.why(connection, verdict));
        Event event = parts.sinks().closed(connection);
        closing.reported();
        if (connection.isReleased()) {
            settle(connection);
        }
        return event;
    }

    /** The close is over, and its event committed, if it had one. */
    void ended(Connection connection) {
        Closing closing = connection.closing();
        if (closing != null) {
            parts.sinks().endReport(closing);
        }
    }

    /** Close has returned and the descriptor is held: whether our FIN went out shows now. */
    private void sampleBeforeRelease(Connection connection, Closing closing) {
        TcpState state =
                isWithoutOurFin(closing.entry().state()) ? parts.probe().state(connection.descriptor()) : null;
        // once its release begins, the number may become another socket's
        if (state != null && !connection.isReleasing()) {
            closing.nothingSent(isWithoutOurFin(state));
            closing.saw(state);
        }
    }

    private static boolean isWithoutOurFin(TcpState state) {
        return state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT;
    }

    /** Close and release may end on two threads: whichever is last finds both done. */
    private void settle(Connection connection) {
        if (!connection.move(Phase.CLOSING, Phase.CLOSED)) {
            return;
        }
        if (isOpenToDoubt(connection)) {
            settler.accept(connection);
        } else if (connection.closing().verdict().ending() == Ending.FIN) {
            connection.closing().leaveEndingAloneOpen();
            settler.accept(connection);
        }
    }

    /**
     * A proven REMOTE verdict is final: only a detailed recording asks again, or where the release showed another
     * ending than the close had to expect.
     */
    private static boolean isOpenToDoubt(Connection connection) {
        Closing closing = connection.closing();
        Verdict verdict = closing.verdict();
        return closing.isDetailed()
                || verdict.closedFirst() != ClosedFirst.REMOTE
                || !verdict.proven()
                || (closing.hasNothingSent() || closing.entry().unreadBytes() > 0)
                        && VerdictRule.of(connection.facts()).ending() != verdict.ending();
    }

    /** The thread inside a call that may end the connect reports that, when the call returns. */
    private Connection closingConnect(Connection connection) {
        ConnectAttempt attempt = connection.attempt();
        if (attempt.thread() == Thread.currentThread()) {
            attempt.failInCall();
            return null;
        }
        attempt.cancel();
        // read after it is cancelled: a call that returns now either sees that or is seen to be over
        if (attempt.thread() != null) {
            return null;
        }
        return connection.move(Phase.CONNECTING, Phase.FAILED) ? connection : null;
    }

    /** @param closer null where only the release is seen */
    private void begin(Connection connection, FileDescriptor fd, Thread closer, boolean resetSeen) {
        connection.identify(fd);
        Level level = parts.sinks().level();
        if (level == Level.OFF) {
            return;
        }
        long now = System.nanoTime();
        String collectedBy = collector.actor();
        ConnectionFactory.locate(connection, fd);
        CloseReason decided = reasons.decided(connection);
        if (decided == null && connection.halfClose() != null) {
            decided = connection.halfClose().reason();
        }
        connection.closing(new Closing(
                connection,
                level == Level.DETAILED,
                now,
                closer,
                parts.probe().atClose(connection, fd),
                resetSeen,
                collectedBy,
                decided));
    }

    /**
     * Takes the last sample of the descriptor: after the JDK's own shutdown, if the API makes one, and just
     * before the close of the others. One system call, and only where the peer had not closed first or a reset of
     * ours is to come.
     */
    private void sampleAtRelease(Closing closing, boolean ofSocket, FileDescriptor fd) {
        // of all APIs only Socket shuts the output down in a close that releases the descriptor
        boolean bare = closing.isOnThisThread() && !ofSocket;
        if (isWorthASample(closing)) {
            boolean undecided = closing.isUndecided();
            TcpState state = bare && undecided
                    ? parts.probe().atRelease(closing, fd)
                    : parts.probe().state(fd);
            closing.nothingSent(closing.hasNothingSent() || bare);
            closing.finAlone(
                    undecided && state == TcpState.CLOSE && parts.probe().isFinAlone(closing, fd));
            closing.saw(state);
        }
    }

    /** Who was first is open, or how it ends: unread data may make a reset of what was closed in order. */
    private static boolean isWorthASample(Closing closing) {
        return closing.isUndecided()
                || closing.hasNothingSent()
                || closing.entry().unreadBytes() > 0
                || closing.counts() != null && isUnderWay(closing.counts());
    }

    /** The peer, which had sent its FIN, may answer what is still under way to it by a reset. */
    private static boolean isUnderWay(TcpInfo info) {
        return info.state() == TcpState.CLOSE_WAIT && (info.unacked() > 0 || info.notSent() > 0);
    }

    private Connection knownOrAdopted(FileDescriptor fd) {
        Connection connection = parts.table().get(fd, JdkSockets.number(fd));
        return connection == null ? adopt(fd) : connection;
    }

    /** A connection that is met for the first time at its end: which side opened it is not known any more. */
    private Connection adopt(FileDescriptor fd) {
        if (!parts.sinks().isWanted()
                || JdkSockets.number(fd) < 0
                || !isConnection(parts.probe().state(fd))) {
            return null;
        }
        Connection connection =
                parts.factory().adopted(fd, JdkSockets.number(fd), Role.UNKNOWN, ConnectionFactory.endpoints(fd));
        return parts.table().putIfAbsent(connection) ? connection : null;
    }

    private static boolean isConnection(TcpState state) {
        return state != null && state != TcpState.LISTEN && state != TcpState.CLOSE && state != TcpState.SYN_SENT;
    }
}
