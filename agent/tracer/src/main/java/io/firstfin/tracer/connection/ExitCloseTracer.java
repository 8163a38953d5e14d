package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.RecordingSwitch.Level;
import io.firstfin.tracer.http.CloseReason;
import io.firstfin.tracer.http.Reason;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a connection ends that is open when the JVM does: nobody closes it, the kernel does when the
 * process is gone, by the same rules as at any close. So its state now says what will happen, unless
 * the peer is quicker: that is supposed, not proven.
 */
final class ExitCloseTracer {

    private static final String OPEN = "open when the JVM ended";

    private final SocketProbe probe;
    private final RecordingSwitch recording;
    private final AbandonedConnects abandoned;
    private final CloseReasonTracker reasons;
    private final Consumer<Connection> settler;

    /** Those that the kernel will close before the one at hand, by their ends. */
    private final Map<Endpoints, Connection> before = new HashMap<>();

    ExitCloseTracer(
            SocketProbe probe,
            RecordingSwitch recording,
            AbandonedConnects abandoned,
            CloseReasonTracker reasons,
            Consumer<Connection> settler) {
        this.probe = probe;
        this.recording = recording;
        this.abandoned = abandoned;
        this.reasons = reasons;
        this.settler = settler;
    }

    /**
     * Takes a connection that is open, unless the application closes it at this moment; nothing of ours
     * reports it afterwards. To be called in the order in which the kernel closes: since Linux 4.3 an
     * exiting process lets go of its highest descriptor first.
     *
     * @return whether it was taken
     */
    boolean take(Connection connection) {
        FileDescriptor fd = descriptor(connection);
        if (connection.phase() == Phase.CONNECTING && !abandoned.opens(connection, fd)) {
            return false;
        }
        if (!connection.move(Phase.OPEN, Phase.CLOSING)) {
            return false;
        }
        connection.shown = true;
        connection.lookedAt = Level.ON;
        if (connection.endpoints() == null) {
            connection.locate(ConnectionFactory.endpoints(fd));
        }
        connection.closingNanos = System.nanoTime();
        probe.atClose(connection, fd);
        connection.closedNanos = System.nanoTime();
        connection.verdict = verdict(connection);
        if (connection.endpoints() != null) {
            before.put(connection.endpoints(), connection);
        }
        connection.because = new CloseReason(Reason.JVM_ENDED, OPEN);
        return true;
    }

    /**
     * Takes a connection whose close is under way and will not return in time to be reported by its own
     * thread: to be asked when no thread reports any more.
     */
    boolean takeClosing(Connection connection) {
        if (connection.phase() != Phase.CLOSING || connection.shown || connection.lookedAt == Level.OFF) {
            return false;
        }
        connection.shown = true;
        connection.closedNanos = System.nanoTime();
        connection.verdict = VerdictRule.of(connection.facts());
        connection.because = reasons.why(connection);
        return true;
    }

    /**
     * Has the kernel asked about a connection that keeps its descriptor although it is over: closed and
     * reported, with no Selector to let go of it, or ended by both sides before anybody closed it. Nothing
     * else will come before the end.
     */
    void settle(Connection connection) {
        if (connection.phase() == Phase.CLOSING
                && connection.shown
                && !connection.released
                && isOver(connection)
                && connection.move(Phase.CLOSING, Phase.CLOSED)) {
            settler.accept(connection);
        }
    }

    private boolean isOver(Connection connection) {
        return connection.verdict.trigger() == Trigger.EXIT
                ? connection.atClose == TcpState.CLOSE
                : probe.state(connection.descriptor) != TcpState.ESTABLISHED;
    }

    private Verdict verdict(Connection connection) {
        Verdict next = whenReleased(connection);
        TcpState state = connection.atClose;
        String seen = state == null || state == TcpState.CLOSE ? next.evidence() : "in " + state.name();
        Connection peer = state == TcpState.ESTABLISHED ? otherEnd(connection) : null;
        if (peer == null) {
            return atExit(next.closedFirst(), next.proof(), next.ending(), next.resetBy(), seen);
        }
        boolean reset = peer.verdict.ending().isAbort();
        return atExit(
                ClosedFirst.REMOTE,
                Proof.SUPPOSED,
                reset ? Ending.RESET_BY_PEER : next.ending(),
                reset ? ResetBy.REMOTE : next.resetBy(),
                seen + ", and the kernel closes the other end, which is ours too, before it");
    }

    private static Verdict atExit(ClosedFirst closedFirst, Proof proof, Ending ending, ResetBy by, String seen) {
        return new Verdict(closedFirst, proof, ending, by, Trigger.EXIT, OPEN + ", " + seen);
    }

    /** With the descriptor gone, as it will be: a reset that waits for that waits no longer. */
    private static Verdict whenReleased(Connection connection) {
        connection.released = true;
        Verdict next = VerdictRule.of(connection.facts());
        connection.released = false;
        return next;
    }

    /** Null when it is in another process, or closed after this one. */
    private Connection otherEnd(Connection connection) {
        Endpoints ends = connection.endpoints();
        return ends == null
                ? null
                : before.get(new Endpoints(ends.remote(), ends.remotePort(), ends.local(), ends.localPort()));
    }

    private static FileDescriptor descriptor(Connection connection) {
        FileDescriptor fd = connection.descriptor;
        return fd == null ? JdkSockets.descriptor(connection.number) : fd;
    }
}
