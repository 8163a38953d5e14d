package io.firstfin.tracer.lifecycle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.http.CloseReasonTracker;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Reason;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.tracer.verdict.VerdictRule;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
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
    private final AbandonedConnects abandoned;
    private final Consumer<Connection> settler;

    /** The connections that the kernel will close before the next one, by their ends. */
    private final Map<Endpoints, Closing> before = new HashMap<>();

    ExitCloseTracer(SocketProbe probe, AbandonedConnects abandoned, Consumer<Connection> settler) {
        this.probe = probe;
        this.abandoned = abandoned;
        this.settler = settler;
    }

    /**
     * Takes a connection that is open, unless the application closes it at this moment; nothing of ours reports it
     * afterwards. To be called in the order in which the kernel closes: since Linux 4.3 an exiting process
     * releases its highest descriptor first.
     *
     * @return whether it was taken
     */
    boolean take(Connection connection) {
        FileDescriptor fd =
                connection.descriptor() == null ? JdkSockets.descriptor(connection.number()) : connection.descriptor();
        if (connection.phase() == Phase.CONNECTING && !abandoned.opens(connection, fd)) {
            return false;
        }
        if (!connection.move(Phase.OPEN, Phase.CLOSING)) {
            return false;
        }
        if (connection.endpoints() == null) {
            connection.locate(ConnectionFactory.endpoints(fd));
        }
        Closing closing = new Closing(
                connection, false, System.nanoTime(), null, probe.atClose(connection, fd), false, null, null);
        closing.ended(System.nanoTime());
        closing.decide(verdict(connection, closing), new CloseReason(Reason.JVM_ENDED, OPEN));
        closing.reported();
        connection.closing(closing);
        if (connection.endpoints() != null) {
            before.put(connection.endpoints(), closing);
        }
        return true;
    }

    /**
     * Takes a connection whose close is under way and will not return in time to be reported by its own thread: to
     * be asked when no thread reports any more.
     */
    boolean takeClosing(Connection connection) {
        Closing closing = connection.closing();
        if (connection.phase() != Phase.CLOSING || closing == null || closing.isReported()) {
            return false;
        }
        closing.reported();
        closing.ended(System.nanoTime());
        Verdict verdict = VerdictRule.of(connection.facts());
        closing.decide(verdict, CloseReasonTracker.why(connection, verdict));
        return true;
    }

    /**
     * Has the kernel asked about a connection that keeps its descriptor although it is over: closed and reported,
     * with no Selector to release it, or ended by both sides before anybody closed it. Nothing else will come
     * before the end.
     */
    void settle(Connection connection) {
        Closing closing = connection.closing();
        if (connection.phase() == Phase.CLOSING
                && closing != null
                && closing.isReported()
                && !connection.isReleasing()
                && isOver(connection, closing)
                && connection.move(Phase.CLOSING, Phase.CLOSED)) {
            settler.accept(connection);
        }
    }

    private boolean isOver(Connection connection, Closing closing) {
        return closing.isLeftToTheExit()
                ? closing.entry().state() == TcpState.CLOSE
                : probe.state(connection.descriptor()) != TcpState.ESTABLISHED;
    }

    private Verdict verdict(Connection connection, Closing closing) {
        // with the descriptor gone, as it will be: a reset that waits for that waits no longer
        Verdict next = VerdictRule.of(closing.facts(true));
        TcpState state = closing.entry().state();
        String seen = state == null || state == TcpState.CLOSE ? next.evidence() : "in " + state.name();
        Endpoints ends = state == TcpState.ESTABLISHED ? connection.endpoints() : null;
        // null when the other end is in another process, or closed after this one
        Closing peer = ends == null ? null : before.get(ends.mirrored());
        if (peer == null) {
            return atExit(next.closedFirst(), next.proof(), next.ending(), next.resetBy(), seen);
        }
        boolean reset = peer.verdict().ending().isReset();
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
}
