package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.CloseFacts;
import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.engine.ConnectionRecord.KernelWord;
import io.firstfin.analysis.engine.ConnectionRecord.Settled;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The last word on a close: what it said itself, corrected by what the kernel showed later. */
record LastWord(Verdict verdict, Ending ending, Reset reset, VerdictEvidence evidence, boolean agrees)
        implements Serializable {

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
        if (verdict.closedFirst() == ClosedFirst.LOCAL && reset.cause() == Cause.AFTER_OUR_FIN) {
            marks.add(Mark.CLOSED_TOO_EARLY);
        }
        if (closing.closeWait() >= CloseWaits.OVERDUE.toNanos()) {
            marks.add(Mark.OVERDUE);
        }
        if (closing.facts().trigger() == Trigger.CLEANER) {
            marks.add(Mark.COLLECTED);
        }
        return marks;
    }
}
