package io.firstfin.tracer.correlate;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.kernel.sockdiag.DestroyedSocketFeed;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.CloseFacts;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Role;
import io.firstfin.tracer.connection.Verdict;
import java.io.IOException;

/**
 * Judges closed connections by all that the kernel shows of them: its table, and the last counts of the
 * sockets it freed. Belongs to the settler's thread.
 */
final class Judge {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DestroyedSockets freed = new DestroyedSockets();
    private DestroyedSocketFeed feed;

    /**
     * Takes in what the kernel freed since the last call.
     *
     * @param open null while the kernel does not tell us
     */
    void takeIn(DestroyedSocketFeed open) {
        if (open != feed) {
            feed = open;
            freed.missed(System.nanoTime());
        }
        if (open == null) {
            return;
        }
        long now = System.nanoTime();
        if (!open.drain(socket -> freed.add(socket, System.nanoTime()))) {
            freed.missed(System.nanoTime());
        }
        freed.emptied(now);
    }

    /** What the kernel shows of it now. */
    KernelView look(Pending pending, SocketTable kernel) throws IOException {
        KernelView view = KernelLook.at(pending, kernel);
        // the counts of a socket freed by our close arrive within milliseconds: not at the first look
        LastCounts ours = pending.looks() == 0 ? null : ours(pending);
        boolean expected =
                feed != null && freed.completeSince(pending.connection().closingNanos());
        return view.withCounts(ours == null ? null : summary(pending, ours), expected);
    }

    /** The verdict as it stands with this look, which is remembered. */
    Settlement judge(Pending pending, KernelView view) {
        Verdict verdict = pending.verdict();
        LastCounts ours = view.counts() == null ? null : ours(pending);
        if (ours != null) {
            Connection connection = pending.connection();
            verdict =
                    DestroyedSocketRule.apply(
                            verdict,
                            connection.facts(),
                            connection.infoAtClose(),
                            (connection.closedNanos() - connection.closingNanos())
                                    / NANOS_PER_MILLI,
                            ours,
                            peers(pending));
        }
        Settlement settlement = Settlements.of(verdict, view);
        // the grounds of a look that shows nothing are of that look alone
        pending.remember(settlement.state() == null ? verdict : settlement.verdict());
        return settlement;
    }

    private FinalCounts summary(Pending pending, LastCounts ours) {
        CloseFacts facts = pending.connection().facts();
        TcpInfo before = pending.connection().infoAtClose();
        return new FinalCounts(
                ours.sentFin(),
                ours.finAcknowledged(),
                ours.gotFin(facts.unreadBytes(), before),
                DestroyedSocketRule.resetBy(before, ours, peers(pending)));
    }

    /** Null when not known. */
    private LastCounts ours(Pending pending) {
        DestroyedSocket socket = freed.ours(pending);
        return socket == null ? null : new LastCounts(socket, role(pending.connection()));
    }

    private LastCounts peers(Pending pending) {
        DestroyedSocket socket = freed.peers(pending);
        if (socket == null) {
            return null;
        }
        switch (role(pending.connection())) {
            case CLIENT:
                return new LastCounts(socket, Role.SERVER);
            case SERVER:
                return new LastCounts(socket, Role.CLIENT);
            default:
                return new LastCounts(socket, Role.UNKNOWN);
        }
    }

    /** Of a connection that was there before us we only suppose who had opened it. */
    private static Role role(Connection connection) {
        return connection.openedNanos() == 0 ? Role.UNKNOWN : connection.role();
    }
}
