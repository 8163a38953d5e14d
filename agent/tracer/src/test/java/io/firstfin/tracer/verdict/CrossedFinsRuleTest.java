package io.firstfin.tracer.verdict;

import static io.firstfin.tracer.verdict.CountsThat.ofAClient;
import static io.firstfin.tracer.verdict.CountsThat.ofAServer;
import static io.firstfin.tracer.verdict.CountsThat.ofOneThatResetByLinger;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.verdict.LastCounts.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** We connected and sent our FIN first, as far as we know; both ends are gone or wait. */
class CrossedFinsRuleTest {

    private static final boolean NO_RESET = false;

    static Stream<Arguments> peers() {
        return Stream.of(
                Arguments.of("took our FIN, and its own was acknowledged", inOrder(), Answer.NO),
                Arguments.of(
                        "the same, and who connected is not known", inOrder().whoseRoleIsNotKnown(), Answer.NO),
                Arguments.of("was reset before its FIN was acknowledged", crossed(), Answer.YES),
                Arguments.of(
                        "the same, and who connected is not known", crossed().whoseRoleIsNotKnown(), Answer.YES),
                Arguments.of("never got our FIN", ofAServer().sent(6).sentFin(), Answer.YES),
                Arguments.of(
                        "the same, and who connected is not known",
                        ofAServer().sent(6).sentFin().whoseRoleIsNotKnown(),
                        Answer.YES));
    }

    private static CountsThat inOrder() {
        return ofAServer().sent(6).got(8).gotFin().sentFin();
    }

    private static CountsThat crossed() {
        return inOrder().unacknowledged(1);
    }

    @Test
    void stays_open_after_a_reset_by_so_linger_unless_the_peer_is_known_to_have_sent_no_fin() {
        CountsThat ours = ofOneThatResetByLinger(0);

        assertThat(CrossedFinsRule.of(
                        0, null, ours.last(), ofAServer().sentFin().last(), NO_RESET))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(CrossedFinsRule.of(
                        0,
                        null,
                        ours.last(),
                        ofAServer().sentFin().whoseRoleIsNotKnown().last(),
                        NO_RESET))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(CrossedFinsRule.of(0, null, ours.last(), ofAServer().last(), NO_RESET))
                .isEqualTo(Answer.NO);
    }

    @ParameterizedTest(name = "the peer {0}")
    @MethodSource("peers")
    void tells_by_the_counts_of_both_ends(String what, CountsThat peers, Answer crossed) {
        CountsThat ours = ofAClient().sent(8).got(6).gotFin().sentFin();

        assertThat(CrossedFinsRule.of(0, null, ours.last(), peers.last(), NO_RESET))
                .isEqualTo(crossed);
        assertThat(CrossedFinsRule.of(0, null, ours.whoseRoleIsNotKnown().last(), peers.last(), NO_RESET))
                .isEqualTo(crossed);
    }
}
