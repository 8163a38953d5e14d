package io.firstfin.tracer.verdict;

import static io.firstfin.tracer.verdict.CountsThat.ofAClient;
import static io.firstfin.tracer.verdict.CountsThat.ofAServer;
import static io.firstfin.tracer.verdict.CountsThat.ofOneThatResetByLinger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void tell_whether_it_ended_in_order(String what, CountsThat counts, boolean inOrder) {
        assertThat(counts.last().endedInOrder()).isEqualTo(inOrder);
    }
}
