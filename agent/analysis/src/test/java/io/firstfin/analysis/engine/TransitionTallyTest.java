package io.firstfin.analysis.engine;

import static io.firstfin.analysis.model.Transition.ACCEPTED;
import static io.firstfin.analysis.model.Transition.ACKNOWLEDGED;
import static io.firstfin.analysis.model.Transition.CONNECT;
import static io.firstfin.analysis.model.Transition.CONNECTED;
import static io.firstfin.analysis.model.Transition.CONNECT_FAILED;
import static io.firstfin.analysis.model.Transition.CROSSED;
import static io.firstfin.analysis.model.Transition.CROSSED_TIME_WAIT;
import static io.firstfin.analysis.model.Transition.FIN_ANSWERED;
import static io.firstfin.analysis.model.Transition.FIRST_FIN_OF_PEER;
import static io.firstfin.analysis.model.Transition.FIRST_FIN_OURS;
import static io.firstfin.analysis.model.Transition.RESET;
import static io.firstfin.analysis.model.Transition.RESET_AFTER_FIN;
import static io.firstfin.analysis.model.Transition.SYN_RECEIVED;
import static io.firstfin.analysis.model.Transition.TIME_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionTallyTest {

    private final TransitionTally tally = new TransitionTally();

    @Test
    void a_connect_sends_a_syn_when_it_succeeds_and_when_it_is_refused() {
        tally.connect(FailureKind.NONE);
        tally.connect(FailureKind.REFUSED);
        taken(2, CONNECT);
        taken(1, CONNECTED, CONNECT_FAILED);
    }

    @Test
    void a_connect_without_a_port_proves_nothing() {
        tally.connect(FailureKind.PORTS_EXHAUSTED);
        tally.connect(FailureKind.CANCELLED);
        nothingElse();
    }

    @Test
    void an_accepted_connection_has_shaken_hands() {
        tally.accept();
        taken(1, SYN_RECEIVED, ACCEPTED);
    }

    @Test
    void our_fin_leads_to_time_wait_where_the_kernel_showed_it() {
        close(ClosedFirst.LOCAL, Ending.FIN, true);
        taken(1, FIRST_FIN_OURS, ACKNOWLEDGED, TIME_WAIT);
        nothingElse(FIRST_FIN_OURS, ACKNOWLEDGED, TIME_WAIT);
    }

    @Test
    void our_fin_leads_nowhere_where_it_did_not() {
        close(ClosedFirst.LOCAL, Ending.FIN, false);
        nothingElse(FIRST_FIN_OURS);
    }

    @Test
    void the_fin_of_the_peer_is_answered_by_ours() {
        close(ClosedFirst.REMOTE, Ending.FIN, false);
        nothingElse(FIRST_FIN_OF_PEER, FIN_ANSWERED);
    }

    @Test
    void the_fin_of_the_peer_may_be_answered_by_our_reset() {
        close(ClosedFirst.REMOTE, Ending.RESET_BY_UNREAD_DATA, false);
        nothingElse(FIRST_FIN_OF_PEER);
    }

    @Test
    void crossed_fins_go_through_closing() {
        close(ClosedFirst.BOTH, Ending.FIN, true);
        nothingElse(FIRST_FIN_OURS, CROSSED, CROSSED_TIME_WAIT);
    }

    @Test
    void a_reset_after_our_fin_leads_back_to_close() {
        close(ClosedFirst.LOCAL, Ending.FIN_THEN_RESET, false);
        nothingElse(FIRST_FIN_OURS, RESET_AFTER_FIN);
    }

    @Test
    void a_fin_that_is_only_supposed_is_no_step() {
        close(Verdict.settled(ClosedFirst.LOCAL, Optional.of(Proof.SUPPOSED), TimeWait.LOCAL), Ending.FIN, true);
        assertThat(tally.transitions().unplaced()).isEqualTo(1);
        nothingElse();
    }

    @Test
    void linger_zero_resets_at_once() {
        close(ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, false);
        nothingElse(RESET);
    }

    @Test
    void the_way_of_these_is_not_proven() {
        close(ClosedFirst.LOCAL, Ending.RESET_BY_UNREAD_DATA, false);
        close(ClosedFirst.REMOTE, Ending.RESET_BY_PEER, false);
        close(ClosedFirst.UNKNOWN, Ending.UNKNOWN, false);
        close(new Verdict(ClosedFirst.LOCAL, TimeWait.LOCAL, false), Ending.FIN, false);
        assertThat(tally.transitions().unplaced()).isEqualTo(4);
        nothingElse();
    }

    private void close(ClosedFirst first, Ending ending, boolean timeWaitSeen) {
        close(new Verdict(first, TimeWait.valueOf(first.name()), true), ending, timeWaitSeen);
    }

    private void close(Verdict verdict, Ending ending, boolean timeWaitSeen) {
        tally.close(
                new LastWord(verdict, ending, Reset.of(ending), VerdictEvidence.NONE, true),
                Trigger.CLOSE,
                timeWaitSeen);
    }

    private void taken(long count, Transition... transitions) {
        assertThat(transitions)
                .allSatisfy(one -> assertThat(tally.transitions().of(one)).isEqualTo(count));
    }

    private void nothingElse(Transition... transitions) {
        assertThat(tally.transitions().counts()).containsOnlyKeys(transitions);
    }
}
