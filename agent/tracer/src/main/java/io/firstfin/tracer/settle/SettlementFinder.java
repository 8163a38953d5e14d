package io.firstfin.tracer.settle;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.DestroyedSocketFeed;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.verdict.AbsentSocketRules;
import io.firstfin.tracer.verdict.CloseFacts;
import io.firstfin.tracer.verdict.CrossedFinsRule;
import io.firstfin.tracer.verdict.DestroyedSocketRule;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.LastCounts;
import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.tracer.verdict.LastCountsSummary;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.SettlementRules;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.io.IOException;

/**
 * Judges closed connections by all that the kernel shows of them: its table, and the last counts of the
 * sockets it freed. Belongs to the settler's thread.
 */
final class SettlementFinder {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DestroyedSockets freed = new DestroyedSockets();
    private DestroyedSocketFeed feed;

    /**
     * Takes in what the kernel freed since the last call.
     *
     * @param open null while the kernel does not report them
     * @return whether it freed any
     */
    boolean takeIn(DestroyedSocketFeed open) {
        if (open != feed) {
            feed = open;
            freed.missed(System.nanoTime());
        }
        if (open == null) {
            return false;
        }
        long now = System.nanoTime();
        long known = freed.added();
        boolean whole = false;
        try {
            whole = open.drain(socket -> freed.add(socket, System.nanoTime()));
        } finally {
            if (!whole) {
                freed.missed(System.nanoTime());
            }
        }
        freed.emptied(now);
        return !whole || freed.added() != known;
    }

    /** How many freed sockets are known; any thread may ask. */
    int freedSockets() {
        return freed.size();
    }

    /** What the kernel shows of it now. */
    KernelSample sample(UnsettledClose pending, SocketTable kernel) throws IOException {
        KernelSample view = KernelSampler.at(pending, kernel);
        if (!view.reused()) {
            pending.saw(view.ours());
        }
        // found by its ports alone, the counts at the first look may be an earlier connection's: unless
        // our socket is known to be freed, since its small successor is there
        boolean certain = pending.turns() > 0
                || pending.connection().closing().cookie() != Closing.NO_COOKIE
                || view.ours() != null && !view.reused() && view.ours().isSuccessor();
        LastCounts ours = certain ? ours(pending) : null;
        boolean expected = feed != null
                && freed.completeSince(pending.connection().closing().beganNanos());
        return view.withCounts(ours == null ? null : summary(pending, ours), expected);
    }

    /**
     * Whether last counts bear out the orderly end that close had to expect; UNKNOWN while they may come
     * yet. Where the kernel does not report them, the verdict of the close stands.
     */
    Answer endedInOrder(UnsettledClose pending) {
        Connection connection = pending.connection();
        // as for a look: see there
        boolean certain = pending.turns() > 0 || connection.closing().cookie() != Closing.NO_COOKIE;
        LastCounts ours = certain ? ours(pending) : null;
        if (ours != null) {
            return ours.endedInOrder() ? Answer.YES : Answer.NO;
        }
        boolean expected =
                feed != null && freed.completeSince(connection.closing().beganNanos());
        return expected || !certain ? Answer.UNKNOWN : Answer.YES;
    }

    /** The verdict as it stands with this look, which is remembered. */
    Settlement settle(UnsettledClose pending, KernelSample view) {
        Verdict verdict = pending.verdict();
        LastCounts ours = view.counts() == null ? null : ours(pending);
        if (ours != null) {
            Connection connection = pending.connection();
            verdict = DestroyedSocketRule.apply(
                    verdict, connection.facts(), connection.closing().counts(), ours, peers(pending));
        }
        Settlement settlement = pending.isGivenUp() && !verdict.ending().isReset()
                ? AbsentSocketRules.ofFinWait2GivenUp(verdict, view)
                : SettlementRules.of(verdict, view);
        // the grounds of a look that shows nothing are of that look alone
        pending.keepProof(settlement.state() == null ? verdict : settlement.verdict());
        return settlement;
    }

    private LastCountsSummary summary(UnsettledClose pending, LastCounts ours) {
        CloseFacts facts = pending.connection().facts();
        TcpInfo before = pending.connection().closing().counts();
        LastCounts peers = peers(pending);
        boolean ackedFirst = pending.sawFinWait2()
                || facts.afterFirstAct() == TcpState.FIN_WAIT2
                || facts.atClose() == TcpState.FIN_WAIT2;
        return new LastCountsSummary(
                ours.leftUnsent() && putFinLast(facts) ? Answer.YES : ours.sentFin(),
                ours.finAcknowledged(isOurFinProven(pending.verdict())),
                ours.leftUnsent(),
                ours.gotFin(facts.unreadBytes(), before, peers),
                ackedFirst
                        ? Answer.NO
                        : CrossedFinsRule.of(
                                facts.unreadBytes(), before, ours, peers, freed.mayHaveResetItself(pending)),
                DestroyedSocketRule.resetBy(before, ours, peers));
    }

    private static boolean isOurFinProven(Verdict verdict) {
        return verdict.proven()
                && (verdict.closedFirst() == ClosedFirst.LOCAL || verdict.closedFirst() == ClosedFirst.BOTH)
                && (verdict.ending() == Ending.FIN || verdict.ending() == Ending.FIN_THEN_RESET);
    }

    /**
     * The last look at the descriptor shows a FIN in the send queue, or was taken just before the kernel put
     * it there.
     */
    private static boolean putFinLast(CloseFacts facts) {
        return facts.atRelease() == TcpState.LAST_ACK
                || facts.atRelease() == TcpState.CLOSE_WAIT && facts.nothingSent();
    }

    /** Null when not known. */
    private LastCounts ours(UnsettledClose pending) {
        DestroyedSockets.Freed socket = freed.ours(pending);
        return socket == null ? null : counts(socket, role(pending.connection()), pending);
    }

    private LastCounts peers(UnsettledClose pending) {
        DestroyedSockets.Freed socket = freed.peers(pending);
        if (socket == null) {
            return null;
        }
        switch (role(pending.connection())) {
            case CLIENT:
                return counts(socket, Role.SERVER, pending);
            case SERVER:
                return counts(socket, Role.CLIENT, pending);
            default:
                return counts(socket, Role.UNKNOWN, pending);
        }
    }

    private static LastCounts counts(DestroyedSockets.Freed freed, Role role, UnsettledClose pending) {
        long late = freed.nanos() - pending.connection().closing().beganNanos();
        return new LastCounts(freed.socket(), role, late / NANOS_PER_MILLI);
    }

    /** Of a connection that was there before us we only suppose who had opened it. */
    private static Role role(Connection connection) {
        return connection.openedNanos() == 0 && !connection.isAbandoned() ? Role.UNKNOWN : connection.role();
    }
}
