package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.Grounds;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Proof;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.Side;
import io.firstfin.analysis.model.Trigger;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.Why;
import io.firstfin.analysis.recording.Connections.Settled;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** One closed connection: a group of one, and what is remarkable about it. */
record ClosedConnection(CloseGroup group, Set<Mark> marks) {

    static ClosedConnection of(int jvm, RecordedEvent event, Destination destination, Optional<Settled> settled) {
        Ending told = Fields.constant(event, "ending", Ending.UNKNOWN);
        Side atClose = Fields.constant(event, "closedFirst", Side.UNKNOWN);
        Ending ending = settled.flatMap(Settled::ending).orElse(told);
        Verdict verdict =
                settled.map(Settled::verdict).orElseGet(() -> Verdict.atClose(atClose, Proofs.of(event), told));
        CloseGroup group = new CloseGroup(
                jvm,
                destination,
                verdict,
                ending,
                reset(event, ending, settled),
                Fields.constant(event, "trigger", Trigger.UNKNOWN),
                why(event),
                grounds(event, verdict, atClose, settled),
                1,
                lifetimes(Fields.span(event, "lifetime")),
                closeWaits(Fields.span(event, "closeWait")),
                requests(event));
        return new ClosedConnection(group, marks(group));
    }

    private static Grounds grounds(RecordedEvent event, Verdict verdict, Side atClose, Optional<Settled> settled) {
        boolean agrees = settled.map(Settled::agrees).orElse(true);
        return agrees && verdict.proof() == Proof.PROVEN
                ? Grounds.NONE
                : new Grounds(
                        atClose,
                        Fields.text(event, "evidence"),
                        settled.map(Settled::evidence).orElse(""),
                        agrees);
    }

    private static Reset reset(RecordedEvent event, Ending ending, Optional<Settled> settled) {
        Side by = settled.filter(word -> word.ending().isPresent())
                .map(Settled::resetBy)
                .orElseGet(() -> Proofs.resetBy(event));
        return Reset.of(ending, by, Fields.integer(event, "soLinger") == 0, Fields.integer(event, "unreadBytes") > 0);
    }

    private static Why why(RecordedEvent event) {
        String reason = Fields.text(event, "reason");
        String client = Fields.text(event, "httpClient");
        return new Why(
                reason.isEmpty() ? Why.UNKNOWN.reason() : reason,
                client.isEmpty() ? Fields.text(event, "httpServer") : client);
    }

    private static Requests requests(RecordedEvent event) {
        int exchanges = Fields.integer(event, "exchanges");
        return exchanges < 0 || why(event).program().isEmpty() ? Requests.NONE : new Requests(1, exchanges);
    }

    private static Lifetimes lifetimes(Duration lifetime) {
        if (lifetime.isNegative()) {
            return Lifetimes.NONE;
        }
        boolean brief = lifetime.compareTo(Lifetimes.SHORT) < 0;
        return new Lifetimes(1, brief ? 1 : 0, lifetime);
    }

    private static CloseWaits closeWaits(Duration wait) {
        if (wait.isNegative()) {
            return CloseWaits.NONE;
        }
        boolean overdue = wait.compareTo(CloseWaits.OVERDUE) >= 0;
        return new CloseWaits(overdue ? 1 : 0, wait);
    }

    private static Set<Mark> marks(CloseGroup group) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (group.leavesTimeWaitWithUs()) {
            marks.add(Mark.TIME_WAIT_OURS);
        }
        if (group.reset().cause() == Cause.LINGER) {
            marks.add(Mark.RESET_BY_LINGER);
        }
        if (group.reset().cause() == Cause.UNREAD_DATA) {
            marks.add(Mark.RESET_BY_UNREAD_DATA);
        }
        if (group.closedTooEarly()) {
            marks.add(Mark.CLOSED_TOO_EARLY);
        }
        if (group.closeWaits().overdue() > 0) {
            marks.add(Mark.OVERDUE);
        }
        if (group.trigger() == Trigger.CLEANER) {
            marks.add(Mark.COLLECTED);
        }
        return marks;
    }
}
