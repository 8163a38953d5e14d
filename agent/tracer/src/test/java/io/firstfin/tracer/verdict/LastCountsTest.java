package io.firstfin.tracer.verdict;

import static io.firstfin.tracer.verdict.CountsThat.ofAClient;
import static io.firstfin.tracer.verdict.CountsThat.ofAServer;
import static io.firstfin.tracer.verdict.CountsThat.ofOneThatResetByLinger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstfin.tracer.verdict.LastCounts.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a close behind the peer's FIN, for which close had to expect an orderly end. */
class LastCountsTest {

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments(
                        "our FIN was acknowledged",
                        ofAServer().got(9).gotFin().sent(20).sentFin(),
                        true),
                arguments("so was a client's", ofAClient().sent(20).gotFin().sentFin(), true),
                arguments(
                        "a reset answered our FIN",
                        ofAServer().gotFin().sentFin().unacknowledged(1),
                        false),
                arguments(
                        "a reset answered data before our FIN",
                        ofAServer().gotFin().sent(20).sentFin().unacknowledged(21),
                        false),
                arguments("a reset came before our FIN", ofAClient().sent(20).gotFin(), false),
                arguments("we reset it", ofOneThatResetByLinger(5), false));
    }

    static Stream<Arguments> fins() {
        return Stream.of(
                arguments("a client's", ofAClient().sent(20).sentFin(), Answer.YES),
                arguments("none of a client", ofAClient().sent(20), Answer.NO),
                arguments("a server's", ofAServer().sent(20).sentFin().unacknowledged(1), Answer.YES),
                arguments("none of a server", ofAServer().sent(20), Answer.NO),
                arguments("a client's, as far as we know", ofAClient().sentFin().whoseRoleIsNotKnown(), Answer.YES),
                arguments("none of a server, as far as we know", ofAServer().whoseRoleIsNotKnown(), Answer.NO),
                arguments("a server's, or a SYN", ofAServer().sentFin().whoseRoleIsNotKnown(), Answer.UNKNOWN),
                arguments("a SYN, or a server's", ofAClient().whoseRoleIsNotKnown(), Answer.UNKNOWN),
                arguments("any, before SO_LINGER 0", ofOneThatResetByLinger(5), Answer.UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fins")
    void tell_whether_a_fin_was_sent(String whose, CountsThat counts, Answer sent) {
        assertThat(counts.last().sentFin()).isEqualTo(sent);
    }

    @Test
    void tell_that_a_fin_was_acknowledged_only_where_one_was_sent() {
        assertThat(ofAServer().sentFin().last().finAcknowledged(false)).isTrue();
        assertThat(ofAServer().last().finAcknowledged(false)).isFalse();

        LastCounts ofAnybody = ofAServer().sentFin().whoseRoleIsNotKnown().last();
        assertThat(ofAnybody.finAcknowledged(false)).isFalse();
        assertThat(ofAnybody.finAcknowledged(true)).isTrue();
        assertThat(ofAServer().sentFin().unacknowledged(1).last().finAcknowledged(true))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void tell_whether_it_ended_in_order(String what, CountsThat counts, boolean inOrder) {
        assertThat(counts.last().endedInOrder()).isEqualTo(inOrder);
    }
}
