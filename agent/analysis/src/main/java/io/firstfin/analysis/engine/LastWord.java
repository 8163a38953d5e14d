package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.CloseFacts;
import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.KernelWord;
import io.firstfin.analysis.engine.ConnectionRecord.PeerFin;
import io.firstfin.analysis.engine.ConnectionRecord.Settled;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The last word on a close: what it said itself, corrected by what the kernel showed later. */
record LastWord(Verdict verdict, Ending ending, Reset reset, VerdictEvidence evidence, boolean agrees)
        implements Serializable {

    /** Reasons that leave open why what we sent had no answer. */
    private static final Set<String> SENT_TOO_LATE = Set.of(Why.UNKNOWN.reason(), "EXCHANGE_FAILED");

    static LastWord of(CloseFacts facts, Optional<Settled> settled) {
        Optional<Settled> withEnding = settled.filter(word -> word.ending() != null);
        Ending ending = withEnding.map(Settled::ending).orElse(facts.ending());
        Verdict verdict = settled.map(Settled::verdict).orElse(facts.verdict());
        ResetBy resetBy = withEnding.map(Settled::resetBy).orElse(facts.resetBy());
        // an older agent called it a contradiction, too, where the close had not known who was first
        boolean agrees = facts.verdict().closedFirst() == ClosedFirst.UNKNOWN
                || settled.map(Settled::agrees).orElse(true);
        VerdictEvidence evidence = agrees && verdict.proof() == Proof.PROVEN
                ? VerdictEvidence.NONE
                : new VerdictEvidence(
                        facts.verdict().closedFirst(),
                        facts.evidence(),
                        settled.map(Settled::evidence).orElse(""),
                        agrees);
        return new LastWord(
                verdict,
                ending,
                Reset.of(ending, resetBy, facts.soLinger() == 0, facts.dataUnread()),
                evidence,
                agrees);
    }

    static LastWord of(ConnectionRecord connection, Closing closing) {
        return of(closing.facts(), connection.word().map(KernelWord::settled));
    }

    /** Whether it left a TIME_WAIT on our side. */
    boolean leavesTimeWaitWithUs() {
        return verdict.timeWait().includesLocal();
    }

    LastWord withoutEvidence() {
        return new LastWord(verdict, ending, reset, VerdictEvidence.NONE, agrees);
    }

    /** Whether our code had nothing to do with it any more for long; where it had, that is the worse news. */
    boolean isOverdue(Closing closing) {
        return closing.closeWait() >= CloseWaits.OVERDUE.toNanos() && !isStale(closing);
    }

    /**
     * Whether a client of ours used it again although the peer had closed it. What an HTTP client closes for another
     * reason may have got its farewell after the FIN, such as that of TLS.
     */
    private boolean isStale(Closing closing) {
        if (closing.destination().role() != Role.CLIENT || verdict.closedFirst() != ClosedFirst.REMOTE) {
            return false;
        }
        String reason = closing.facts().why().reason();
        return reason.equals("STALE")
                || SENT_TOO_LATE.contains(reason)
                        && ending.isReset()
                        && reset.by() != ResetBy.LOCAL
                        && closing.fin() != null
                        && closing.fin().sentAfter() >= SentAfterFin.STALE.toNanos();
    }

    /** Whether our code used it although the peer had closed it, and how that ended. */
    SentAfterFin sentAfterFin(Closing closing) {
        PeerFin fin = closing.fin();
        boolean stale = isStale(closing);
        boolean thenReset = fin != null && fin.thenReset();
        if (!stale && !thenReset) {
            return SentAfterFin.NONE;
        }
        return new SentAfterFin(
                thenReset ? 1 : 0,
                stale ? 1 : 0,
                stale && thenReset ? 1 : 0,
                stale && ending.isReset() && reset.by() != ResetBy.LOCAL ? 1 : 0,
                stale && fin != null ? range(fin.quietBefore()) : Range.NONE,
                stale && fin != null ? range(fin.sentAfter()) : Range.NONE);
    }

    private static Range range(long nanos) {
        return nanos == ConnectionRecord.UNKNOWN ? Range.NONE : Range.of(Duration.ofNanos(nanos));
    }

    /** What is remarkable about the close. */
    Set<Mark> marks(Closing closing) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (leavesTimeWaitWithUs()) {
            marks.add(Mark.TIME_WAIT_OURS);
        }
        if (reset.cause() == Cause.LINGER) {
            marks.add(Mark.RESET_BY_LINGER);
        }
        if (reset.cause() == Cause.UNREAD_DATA) {
            marks.add(Mark.RESET_BY_UNREAD_DATA);
        }
        if (CloseGroup.isTooEarly(
                verdict.closedFirst(),
                reset,
                closing.facts().why(),
                closing.destination().role())) {
            marks.add(Mark.CLOSED_TOO_EARLY);
        }
        if (isStale(closing)) {
            marks.add(Mark.STALE);
        }
        if (isOverdue(closing)) {
            marks.add(Mark.OVERDUE);
        }
        if (closing.facts().trigger() == Trigger.CLEANER) {
            marks.add(Mark.COLLECTED);
        }
        return marks;
    }
}
