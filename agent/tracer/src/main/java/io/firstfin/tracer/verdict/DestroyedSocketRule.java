package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;

/**
 * Settles what the close could not prove from the last counts of both sockets. Pure.
 *
 * <p>It needs a sample that showed an open connection at the begin of our close. A first FIN of ours that
 * went out, while no FIN of the peer ever came, proves that we were first; that no FIN of ours went out
 * proves that a reset had come before it. Where both FINs came, counts do not tell their order.
 */
public final class DestroyedSocketRule {

    /** The longest tick of the kernel's clock, and one more for the tick that was under way. */
    private static final long TICKS_MILLIS = 20;

    private final Verdict verdict;
    private final CloseFacts facts;
    private final TcpInfo before;
    private final LastCounts ours;
    private final LastCounts peers;

    private DestroyedSocketRule(Verdict verdict, CloseFacts facts, TcpInfo before, LastCounts ours, LastCounts peers) {
        this.verdict = verdict;
        this.facts = facts;
        this.before = before;
        this.ours = ours;
        this.peers = peers;
    }

    /**
     * The verdict with what the counts add to it; the same one where they add nothing.
     *
     * @param before counts at the entry of close; null when they were not asked for
     * @param ours null when not known
     * @param peers null when not known
     */
    public static Verdict apply(Verdict verdict, CloseFacts facts, TcpInfo before, LastCounts ours, LastCounts peers) {
        if (ours == null) {
            return verdict;
        }
        return new DestroyedSocketRule(verdict, facts, before, ours, peers).settle();
    }

    private Verdict settle() {
        if (verdict.proven() || facts.beforeFirstAct() != TcpState.ESTABLISHED) {
            return withResetBy();
        }
        if (facts.halfClosed()) {
            return ourHalfClose();
        }
        if (facts.closesByReset()) {
            return ours.wasDisconnected() ? ourLingerReset() : notByLinger();
        }
        if (facts.unreadBytes() > 0 && verdict.ending() == Ending.RESET_BY_UNREAD_DATA) {
            return unreadAtOurClose();
        }
        return ourFin();
    }

    private Verdict unreadAtOurClose() {
        switch (ours.sentFin()) {
            case YES:
                return readMeanwhile();
            case UNKNOWN:
                // who connected is not known: a FIN, unless what was unread still is
                return ours.hasUnread() ? ourUnreadReset() : verdict.ended(Ending.UNKNOWN, null);
            default:
                return ourUnreadReset();
        }
    }

    /** Another thread read the data before the kernel closed: it sent a FIN instead of a reset. */
    private Verdict readMeanwhile() {
        Verdict byFin = verdict.with(
                verdict.closedFirst(),
                verdict.proof(),
                Ending.FIN,
                null,
                verdict.evidence() + "; last counts: a FIN of ours went out, not a reset");
        return new DestroyedSocketRule(byFin, facts, before, ours, peers).ourFin();
    }

    /** Our reset went out while none had come; only a FIN of the peer may have come before it. */
    private Verdict ourLingerReset() {
        Answer peersFin = peers == null ? Answer.UNKNOWN : peers.sentFin();
        if (ours.quietMillis() > TICKS_MILLIS) {
            return ourReset(
                    Ending.RESET_BY_LINGER,
                    "our reset went out, and nothing had come for " + ours.quietMillis() + " ms");
        }
        if (peersFin == Answer.NO) {
            return ourReset(Ending.RESET_BY_LINGER, "our reset went out, and the peer never sent a FIN");
        }
        if (peersFin == Answer.YES) {
            return unknown(Ending.RESET_BY_LINGER, "our reset and the peer's FIN were too close to tell");
        }
        return verdict;
    }

    /** SO_LINGER 0, and yet not reset by it: the close met a reset, or data that nobody had read. */
    private Verdict notByLinger() {
        if (ours.gotMoreThan(facts.unreadBytes())) {
            return unknown(Ending.RESET_BY_UNREAD_DATA, "data came in the moment of our reset");
        }
        return facts.unreadBytes() > 0 ? ourUnreadReset() : theirReset();
    }

    private Verdict ourUnreadReset() {
        long left = ours.segmentsOutSince(before);
        long came = ours.segmentsInSince(before);
        if (left < 0 || came < 0) {
            return verdict;
        }
        if (ours.gotMoreThan(facts.unreadBytes())) {
            return gotFin() == Answer.YES
                    ? proven(
                            ClosedFirst.REMOTE,
                            Ending.RESET_BY_UNREAD_DATA,
                            ResetBy.LOCAL,
                            "the peer's FIN came before our reset")
                    : unknown(Ending.RESET_BY_UNREAD_DATA, "more data came in the moment of our reset");
        }
        if (came == 0 || left == 1) {
            return ourReset(Ending.RESET_BY_UNREAD_DATA, "our reset went out, and no FIN had come");
        }
        return left == 0 ? theirReset() : verdict;
    }

    /** By the end of our shutdownOutput all was over: counts tell whether it had sent a FIN. */
    private Verdict ourHalfClose() {
        if (ours.sentFin() == Answer.NO && wasOverBeforeTheRelease()) {
            return theirReset();
        }
        boolean oursAlone = peers != null
                && ours.sentFin() == Answer.YES
                && (peers.sentFin() == Answer.NO || gotFin() == Answer.NO);
        return oursAlone
                ? proven(
                        ClosedFirst.LOCAL,
                        Ending.FIN_THEN_RESET,
                        resetBy(),
                        "our FIN went out, and no FIN of the peer ever came")
                : verdict;
    }

    private boolean wasOverBeforeTheRelease() {
        return facts.afterHalfClose() == TcpState.CLOSE
                || facts.atClose() == TcpState.CLOSE
                || facts.atRelease() == TcpState.CLOSE;
    }

    private Answer gotFin() {
        return ours.gotFin(facts.unreadBytes(), before, peers);
    }

    private Verdict ourFin() {
        Answer sent = ours.sentFin();
        if (sent == Answer.YES && gotFin() == Answer.NO) {
            // without counts from before, a reader may have taken the peer's FIN since
            return found(
                    ClosedFirst.LOCAL,
                    before == null && peers == null ? Proof.SUPPOSED : Proof.PROVEN,
                    verdict.ending(),
                    verdict.resetBy(),
                    "our FIN went out, and no FIN of the peer had come by then");
        }
        if (sent == Answer.NO) {
            return wasOverBeforeTheRelease() || !ours.gotMoreThan(Math.max(0, facts.unreadBytes()))
                    ? theirReset()
                    : dataInTheMomentOfClose();
        }
        return verdict;
    }

    /** Data that nobody had read made a reset of our close, unless the peer's reset came with it. */
    private Verdict dataInTheMomentOfClose() {
        boolean peerOnlyWrote = peers != null && peers.sentFin() == Answer.NO && !peers.hasUnread();
        return peerOnlyWrote
                ? ourReset(
                        Ending.RESET_BY_UNREAD_DATA, "data came in the moment of our close, and the peer did not close")
                : unknown(Ending.RESET_BY_UNREAD_DATA, "data came in the moment of our close");
    }

    private Verdict theirReset() {
        return proven(
                ClosedFirst.REMOTE, Ending.RESET_BY_PEER, ResetBy.REMOTE, "nothing of ours went out: a reset had come");
    }

    /** A proven verdict gains who sent the reset that followed our FIN. */
    private Verdict withResetBy() {
        return verdict.ending() == Ending.FIN_THEN_RESET && verdict.resetBy() == ResetBy.UNKNOWN
                ? verdict.ended(Ending.FIN_THEN_RESET, resetBy())
                : verdict;
    }

    /** Who reset a connection after our FIN: our kernel where data came late, else the peer. */
    public static ResetBy resetBy(TcpInfo before, LastCounts ours, LastCounts peers) {
        if (ours == null) {
            return ResetBy.UNKNOWN;
        }
        Answer late = ours.gotLateData(before);
        // once its FIN is acknowledged, a small successor takes over, whose counts nobody tells
        boolean open = late == Answer.UNKNOWN || late == Answer.NO && !ours.isFinUnacknowledged();
        if (open) {
            late = Answer.UNKNOWN;
        }
        if (open && peers != null) {
            late = peers.dataSent() < 0
                    ? Answer.UNKNOWN
                    : peers.dataSent() > ours.received()
                            ? Answer.YES
                            // what nobody had read may have made a reset of our own release
                            : ours.hasUnread() ? Answer.UNKNOWN : Answer.NO;
        }
        switch (late) {
            case YES:
                return ResetBy.LOCAL;
            case NO:
                return ResetBy.REMOTE;
            default:
                return ResetBy.UNKNOWN;
        }
    }

    private ResetBy resetBy() {
        return resetBy(before, ours, peers);
    }

    /** Nothing but our reset ended it. */
    private Verdict ourReset(Ending ending, String grounds) {
        return proven(ClosedFirst.LOCAL, ending, ResetBy.LOCAL, grounds);
    }

    private Verdict proven(ClosedFirst first, Ending ending, ResetBy by, String grounds) {
        return found(first, Proof.PROVEN, ending, by, grounds);
    }

    private Verdict found(ClosedFirst first, Proof proof, Ending ending, ResetBy by, String grounds) {
        return verdict.with(first, proof, ending, by, verdict.evidence() + "; last counts: " + grounds);
    }

    private Verdict unknown(Ending ending, String grounds) {
        return found(ClosedFirst.UNKNOWN, Proof.NONE, ending, ResetBy.LOCAL, grounds);
    }
}
