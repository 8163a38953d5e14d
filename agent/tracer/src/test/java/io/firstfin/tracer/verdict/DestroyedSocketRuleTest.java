package io.firstfin.tracer.verdict;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.tracer.verdict.ACloseThat.meets;
import static io.firstfin.tracer.verdict.CountsThat.ofAClient;
import static io.firstfin.tracer.verdict.CountsThat.ofAServer;
import static io.firstfin.tracer.verdict.CountsThat.ofOneThatResetByLinger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts are those that a kernel showed for such ends. */
class DestroyedSocketRuleTest {

    private static final ACloseThat A_FIN = meets(ESTABLISHED);
    private static final ACloseThat A_LINGER_RESET = meets(ESTABLISHED).lingers(0);
    private static final ACloseThat AN_UNREAD_RESET = meets(ESTABLISHED).findsUnread(5);

    static Stream<Arguments> settled() {
        return Stream.of(
                row(
                        "our FIN went out, and none of the peer had come",
                        A_FIN,
                        ofAClient(),
                        ofAClient().sentFin(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.FIN),
                row(
                        "the same on the side that accepted, whose SYN is not among the counts",
                        A_FIN,
                        ofAServer(),
                        ofAServer().sentFin(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.FIN),
                row(
                        "the same after data went both ways",
                        A_FIN,
                        ofAClient().sent(10).got(20),
                        ofAClient().sent(10).got(20).sentFin(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.FIN),
                row(
                        "the same where the FIN was never acknowledged",
                        A_FIN,
                        ofAClient().sent(9),
                        ofAClient().sent(9).sentFin().unacknowledged(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.FIN),
                row(
                        "no counts from before: a reader may have taken the peer's FIN",
                        A_FIN,
                        null,
                        ofAClient().sentFin(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.FIN),
                row(
                        "both FINs: their order is not in the counts",
                        A_FIN,
                        null,
                        ofAClient().sentFin().unread(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.FIN),
                row(
                        "no FIN of ours went out, and nothing came in order: a reset had come",
                        A_FIN,
                        null,
                        ofAClient(),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER),
                row(
                        "no FIN of ours went out, and data had come: our close was a reset",
                        A_FIN,
                        null,
                        ofAClient().got(7).unread(7),
                        null,
                        ClosedFirst.UNKNOWN,
                        Proof.NONE,
                        Ending.RESET_BY_UNREAD_DATA),
                row(
                        "all was over at release, our FIN went out and none of the peer came",
                        meets(ESTABLISHED).leaves(CLOSE),
                        ofAClient(),
                        ofAClient().sentFin(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.UNKNOWN),
                row(
                        "all was over at release, and no FIN of ours went out",
                        meets(ESTABLISHED).leaves(CLOSE),
                        null,
                        ofAClient(),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER));
    }

    static Stream<Arguments> halfCloses() {
        return Stream.of(
                row(
                        "all was over when shutdownOutput returned, and it had sent no FIN",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSE),
                        null,
                        ofAServer().sent(9),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER),
                row(
                        "the same, seen at the entry of close",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, null),
                        null,
                        ofAServer().sent(9),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER),
                row(
                        "all was over when shutdownOutput returned, and its FIN had gone out",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSE),
                        null,
                        ofAServer().sent(9).sentFin().unacknowledged(1),
                        null,
                        ClosedFirst.UNKNOWN,
                        Proof.NONE,
                        Ending.UNKNOWN),
                row(
                        "the same, and the peer never sent a FIN",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSE),
                        null,
                        ofAServer().sent(9).sentFin().unacknowledged(1),
                        ofAClient(),
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.FIN_THEN_RESET));
    }

    static Stream<Arguments> resets() {
        return Stream.of(
                row(
                        "our reset after 60 ms without a segment",
                        A_LINGER_RESET,
                        null,
                        ofOneThatResetByLinger(60),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.RESET_BY_LINGER),
                row(
                        "our reset right after a segment: it may have been the peer's FIN",
                        A_LINGER_RESET,
                        null,
                        ofOneThatResetByLinger(0),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.RESET_BY_LINGER),
                row(
                        "our reset right after a segment, and the peer never sent a FIN",
                        A_LINGER_RESET,
                        null,
                        ofOneThatResetByLinger(0),
                        ofAServer(),
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.RESET_BY_LINGER),
                row(
                        "our reset right after a segment, and the peer sent a FIN at some time",
                        A_LINGER_RESET,
                        null,
                        ofOneThatResetByLinger(0),
                        ofAServer().sentFin().unacknowledged(1),
                        ClosedFirst.UNKNOWN,
                        Proof.NONE,
                        Ending.RESET_BY_LINGER),
                row(
                        "SO_LINGER 0 did not reset it: a reset had come",
                        A_LINGER_RESET,
                        null,
                        ofAClient(),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER),
                row(
                        "one segment left since the look, our reset, and nothing came",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).unread(5).moreOut(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.RESET_BY_UNREAD_DATA),
                row(
                        "the same where who connected is not known, and what was unread still is",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).unread(5).moreOut(1).whoseRoleIsNotKnown(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.RESET_BY_UNREAD_DATA),
                row(
                        "who connected is not known, and the data was read before the kernel closed",
                        AN_UNREAD_RESET,
                        ofAServer().got(5).unread(5),
                        ofAServer().got(5).sentFin().moreOut(1).whoseRoleIsNotKnown(),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.UNKNOWN),
                row(
                        "one segment left since the look, and the peer's reset crossed it",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).unread(5).moreOut(1).moreIn(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.PROVEN,
                        Ending.RESET_BY_UNREAD_DATA),
                row(
                        "nothing left since the look, and a segment came: the peer's reset was first",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).unread(5).moreIn(1),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_PEER),
                row(
                        "the peer's FIN came between the look and our reset",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).gotFin().unread(6).moreIn(1).moreOut(2),
                        null,
                        ClosedFirst.REMOTE,
                        Proof.PROVEN,
                        Ending.RESET_BY_UNREAD_DATA),
                row(
                        "the data was read before the kernel closed, and our FIN went out",
                        AN_UNREAD_RESET,
                        ofAClient().got(5).unread(5),
                        ofAClient().got(5).gotFin().sentFin().moreIn(2).moreOut(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.FIN),
                row(
                        "no counts from before: what was supposed stays that",
                        AN_UNREAD_RESET,
                        null,
                        ofAClient().got(5).unread(5).moreOut(1),
                        null,
                        ClosedFirst.LOCAL,
                        Proof.SUPPOSED,
                        Ending.RESET_BY_UNREAD_DATA));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"settled", "halfCloses", "resets"})
    void settles_what_counts_prove(
            String what,
            ACloseThat close,
            CountsThat before,
            CountsThat ours,
            CountsThat peers,
            ClosedFirst closedFirst,
            Proof proof,
            Ending ending) {
        CloseFacts facts = close.facts();

        Verdict verdict = DestroyedSocketRule.apply(
                VerdictRule.of(facts),
                facts,
                before == null ? null : before.info(),
                ours.last(),
                peers == null ? null : peers.last());

        assertThat(verdict.closedFirst()).as("closed first").isEqualTo(closedFirst);
        assertThat(verdict.proof()).as("proof").isEqualTo(proof);
        assertThat(verdict.ending()).as("ending").isEqualTo(ending);
    }

    static Stream<ACloseThat> provenAtClose() {
        return Stream.of(meets(ESTABLISHED).leaves(FIN_WAIT1), meets(CLOSE_WAIT), meets(CLOSE));
    }

    @ParameterizedTest
    @MethodSource("provenAtClose")
    void takes_back_nothing_that_was_proven(ACloseThat close) {
        CloseFacts facts = close.facts();
        Verdict before = VerdictRule.of(facts);

        for (CountsThat ours : Stream.of(ofAClient(), ofAClient().sentFin(), ofOneThatResetByLinger(0))
                .toList()) {
            Verdict after = DestroyedSocketRule.apply(before, facts, null, ours.last(), null);

            assertThat(after.closedFirst()).isEqualTo(before.closedFirst());
            assertThat(after.proof()).isEqualTo(Proof.PROVEN);
        }
    }

    @Test
    void knows_who_reset_by_the_data_that_came_late() {
        assertThat(DestroyedSocketRule.resetBy(
                        null, ofAClient().sentFin().gotLate().last(), null))
                .isEqualTo(ResetBy.LOCAL);
        assertThat(DestroyedSocketRule.resetBy(
                        null, ofAClient().sentFin().unacknowledged(1).last(), null))
                .isEqualTo(ResetBy.REMOTE);
        // its successor in FIN_WAIT2 may have got anything
        assertThat(DestroyedSocketRule.resetBy(null, ofAClient().sentFin().last(), null))
                .isEqualTo(ResetBy.UNKNOWN);
        assertThat(DestroyedSocketRule.resetBy(
                        null, ofAClient().sentFin().last(), ofAServer().sent(3).last()))
                .isEqualTo(ResetBy.LOCAL);
        assertThat(DestroyedSocketRule.resetBy(null, null, null)).isEqualTo(ResetBy.UNKNOWN);
    }

    private static Arguments row(
            String what,
            ACloseThat close,
            CountsThat before,
            CountsThat ours,
            CountsThat peers,
            ClosedFirst closedFirst,
            Proof proof,
            Ending ending) {
        return arguments(what, close, before, ours, peers, closedFirst, proof, ending);
    }
}
