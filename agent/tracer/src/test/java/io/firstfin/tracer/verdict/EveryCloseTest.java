package io.firstfin.tracer.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds for every combination of facts, seen together in practice or not: 16 million of them. */
class EveryCloseTest {

    /** Enough to see what they have in common. */
    private static final int EXAMPLES = 5;

    private static final Set<TcpState> PEERS_FIN_FIRST = EnumSet.of(TcpState.CLOSE_WAIT, TcpState.LAST_ACK);

    private static final Set<TcpState> NOT_YET_DECIDED =
            EnumSet.of(TcpState.ESTABLISHED, TcpState.SYN_SENT, TcpState.SYN_RECV);

    @Test
    void is_never_ours_first_when_the_peers_fin_was_there_before_our_first_act() {
        holds((facts, verdict) ->
                !PEERS_FIN_FIRST.contains(facts.beforeFirstAct()) || verdict.closedFirst() == ClosedFirst.REMOTE);
    }

    @Test
    void has_no_proof_exactly_when_unknown() {
        holds((facts, verdict) -> (verdict.closedFirst() == ClosedFirst.UNKNOWN) == (verdict.proof() == Proof.NONE));
    }

    @Test
    void names_who_sent_the_reset_exactly_where_one_ended_it() {
        holds((facts, verdict) -> verdict.ending().isReset() == (verdict.resetBy() != null));
    }

    @Test
    void never_blames_unread_data_or_linger_alone_where_our_fin_was_seen() {
        holds((facts, verdict) -> facts.atRelease() == null
                || !facts.atRelease().showsOurFin()
                || verdict.ending() != Ending.RESET_BY_UNREAD_DATA && verdict.ending() != Ending.RESET_BY_LINGER);
    }

    @Test
    void is_never_proven_by_looks_that_show_an_open_connection() {
        holds((facts, verdict) ->
                !verdict.proven() || !isUndecided(facts.beforeFirstAct()) || !isUndecided(facts.afterFirstAct()));
    }

    @Test
    void always_says_what_it_rests_on() {
        holds((facts, verdict) ->
                verdict.evidence() != null && !verdict.evidence().isBlank());
    }

    @Test
    void blames_unread_data_only_where_some_was_seen() {
        holds((facts, verdict) -> verdict.ending() != Ending.RESET_BY_UNREAD_DATA || facts.unreadBytes() > 0);
    }

    @Test
    void blames_linger_only_where_it_was_zero_and_nothing_was_unread() {
        holds((facts, verdict) ->
                verdict.ending() != Ending.RESET_BY_LINGER || facts.soLinger() == 0 && facts.unreadBytes() <= 0);
    }

    @Test
    void blames_the_peers_reset_only_where_it_was_met_or_had_ended_the_connection() {
        holds((facts, verdict) -> verdict.ending() != Ending.RESET_BY_PEER
                || facts.resetSeen()
                || facts.atClose() == TcpState.CLOSE
                || facts.atRelease() == TcpState.CLOSE && facts.endedBeforeOurAct());
    }

    @Test
    void tells_nothing_of_one_that_was_over_where_our_half_close_may_have_gone_unseen() {
        holds((facts, verdict) -> !facts.shutUnseen()
                || facts.halfClosed()
                || facts.atClose() != TcpState.CLOSE
                || verdict.closedFirst() == ClosedFirst.UNKNOWN && verdict.ending() == Ending.UNKNOWN);
    }

    @Test
    void is_the_peers_where_its_fin_had_come_and_ours_cannot_have_gone() {
        holds((facts, verdict) -> !facts.peerFin()
                || facts.halfClosed()
                || facts.shutUnseen()
                || verdict.closedFirst() == ClosedFirst.REMOTE && verdict.proven());
    }

    @Test
    void names_the_cleaner_only_where_it_closed() {
        holds((facts, verdict) -> verdict.trigger() != Trigger.CLEANER || facts.byCleaner());
    }

    @Test
    void puts_time_wait_nowhere_after_a_reset_and_else_where_the_first_fin_came_from() {
        holds((facts, verdict) -> verdict.timeWait()
                == switch (verdict.ending()) {
                    case FIN -> TimeWait.valueOf(verdict.closedFirst().name());
                    case UNKNOWN -> TimeWait.UNKNOWN;
                    default -> TimeWait.NONE;
                });
    }

    private static boolean isUndecided(TcpState state) {
        return state == null || NOT_YET_DECIDED.contains(state);
    }

    private static void holds(BiPredicate<CloseFacts, Verdict> rule) {
        List<String> broken = new ArrayList<>();
        everyClose(facts -> {
            Verdict verdict = VerdictRule.of(facts);
            if (!rule.test(facts, verdict) && broken.size() < EXAMPLES) {
                broken.add(facts + " -> " + verdict);
            }
        });
        assertThat(broken).isEmpty();
    }

    private static void everyClose(Consumer<CloseFacts> visitor) {
        for (TcpState beforeHalfClose : STATES_AND_NONE) {
            for (TcpState afterHalfClose : STATES_AND_NONE) {
                for (TcpState atClose : STATES_AND_NONE) {
                    for (TcpState atRelease : STATES_AND_NONE) {
                        everyClose(beforeHalfClose, afterHalfClose, atClose, atRelease, visitor);
                    }
                }
            }
        }
    }

    private static void everyClose(
            TcpState beforeHalfClose,
            TcpState afterHalfClose,
            TcpState atClose,
            TcpState atRelease,
            Consumer<CloseFacts> visitor) {
        // only of what is over by then is it asked whether a half-close went unseen, or a FIN came before the reset
        int combinations = atClose == TcpState.CLOSE ? 128 : 32;
        for (int flags = 0; flags < combinations; flags++) {
            for (int unread = -1; unread <= 1; unread++) {
                for (int linger = -1; linger <= 1; linger++) {
                    for (int unanswered = 0; unanswered <= 1; unanswered++) {
                        visitor.accept(new CloseFacts(
                                beforeHalfClose,
                                afterHalfClose,
                                atClose,
                                (flags & 64) != 0,
                                atRelease,
                                (flags & 16) != 0,
                                (flags & 8) != 0,
                                (flags & 1) != 0,
                                unread,
                                linger,
                                (flags & 2) != 0,
                                unanswered,
                                (flags & 32) != 0,
                                (flags & 4) != 0));
                    }
                }
            }
        }
    }

    private static final List<TcpState> STATES_AND_NONE = statesAndNone();

    private static List<TcpState> statesAndNone() {
        List<TcpState> states = new ArrayList<>(List.of(TcpState.values()));
        states.add(null);
        return states;
    }
}
