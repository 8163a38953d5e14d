package io.firstfin.tracer.verdict;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.CLOSING;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.kernel.TcpState.FIN_WAIT2;
import static io.firstfin.kernel.TcpState.LAST_ACK;
import static io.firstfin.kernel.TcpState.LISTEN;
import static io.firstfin.tracer.verdict.ACloseThat.meets;
import static io.firstfin.verdict.ClosedFirst.BOTH;
import static io.firstfin.verdict.ClosedFirst.LOCAL;
import static io.firstfin.verdict.ClosedFirst.REMOTE;
import static io.firstfin.verdict.ClosedFirst.UNKNOWN;
import static io.firstfin.verdict.Ending.FIN;
import static io.firstfin.verdict.Ending.FIN_THEN_RESET;
import static io.firstfin.verdict.Ending.RESET_BY_LINGER;
import static io.firstfin.verdict.Ending.RESET_BY_PEER;
import static io.firstfin.verdict.Ending.RESET_BY_UNREAD_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Trigger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictRuleTest {

    private static final boolean PROVEN = true;
    private static final boolean OPEN_TO_DOUBT = false;

    static Stream<Arguments> closes() {
        return Stream.of(
                row(
                        "we close, and our FIN is on its way at release",
                        meets(ESTABLISHED).leaves(FIN_WAIT1),
                        LOCAL,
                        FIN,
                        PROVEN),
                row(
                        "we close, and our FIN is acknowledged already at release",
                        meets(ESTABLISHED).leaves(FIN_WAIT2),
                        LOCAL,
                        FIN,
                        PROVEN),
                row(
                        "the peer's FIN came between our look and our own FIN",
                        meets(ESTABLISHED).leaves(LAST_ACK),
                        REMOTE,
                        FIN,
                        PROVEN),
                row(
                        "the peer's FIN came between our look and the release, ours is not sent yet",
                        meets(ESTABLISHED).leaves(CLOSE_WAIT),
                        REMOTE,
                        FIN,
                        PROVEN),
                row("the FINs crossed", meets(ESTABLISHED).leaves(CLOSING), BOTH, FIN, PROVEN),
                row(
                        "all is over at release: nobody can tell any more who was first",
                        meets(ESTABLISHED).leaves(CLOSE),
                        UNKNOWN,
                        Ending.UNKNOWN,
                        OPEN_TO_DOUBT),
                row(
                        "our FIN left, the peer's never came, and all is over: a reset answered",
                        meets(ESTABLISHED).leaves(CLOSE).getsNoFinForItsOwn(),
                        LOCAL,
                        FIN_THEN_RESET,
                        PROVEN),
                row(
                        "a channel's close sends its FIN with the release, and no look follows",
                        meets(ESTABLISHED),
                        LOCAL,
                        FIN,
                        OPEN_TO_DOUBT),
                row(
                        "a second look that still shows ESTABLISHED proves nothing",
                        meets(ESTABLISHED).leaves(ESTABLISHED),
                        LOCAL,
                        FIN,
                        OPEN_TO_DOUBT),
                row("the peer's FIN is here", meets(CLOSE_WAIT), REMOTE, FIN, PROVEN),
                row(
                        "the peer's FIN is here, ours is acknowledged at release",
                        meets(CLOSE_WAIT).leaves(CLOSE),
                        REMOTE,
                        FIN,
                        PROVEN),
                row("a reset came: nothing of ours is unanswered", meets(CLOSE), REMOTE, RESET_BY_PEER, PROVEN),
                row(
                        "a reset came, and the JDK met it",
                        meets(CLOSE).comesAfterEconnreset().findsUnanswered(3),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "the kernel gave up, or a reset came meanwhile",
                        meets(CLOSE).findsUnanswered(3),
                        UNKNOWN,
                        Ending.UNKNOWN,
                        OPEN_TO_DOUBT),
                row(
                        "the peer's FIN had come, then a reset for what we sent",
                        meets(CLOSE).comesAfterTheFinOfThePeer(),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "the peer's FIN had come, and what we sent was unanswered",
                        meets(CLOSE).comesAfterTheFinOfThePeer().findsUnanswered(3),
                        REMOTE,
                        Ending.UNKNOWN,
                        PROVEN),
                row("the kernel does not tell", meets(null), UNKNOWN, Ending.UNKNOWN, OPEN_TO_DOUBT),
                row("a state that no connection closes in", meets(LISTEN), UNKNOWN, FIN, OPEN_TO_DOUBT));
    }

    static Stream<Arguments> resets() {
        return Stream.of(
                row(
                        "a blocking channel closes with data unread: a RST at once",
                        meets(ESTABLISHED).findsUnread(5),
                        LOCAL,
                        RESET_BY_UNREAD_DATA,
                        OPEN_TO_DOUBT),
                row(
                        "a Socket closes with data unread: first its FIN, then a RST",
                        meets(ESTABLISHED).findsUnread(5).leaves(FIN_WAIT1),
                        LOCAL,
                        FIN_THEN_RESET,
                        PROVEN),
                row(
                        "data unread behind the peer's FIN, its ACK still missing: a RST from LAST_ACK",
                        meets(CLOSE_WAIT).findsUnread(5).leaves(LAST_ACK),
                        REMOTE,
                        FIN_THEN_RESET,
                        PROVEN),
                row(
                        "data unread behind the peer's FIN, ours acknowledged: no RST any more",
                        meets(CLOSE_WAIT).findsUnread(5).leaves(CLOSE),
                        REMOTE,
                        FIN,
                        PROVEN),
                row(
                        "a channel with data unread behind the peer's FIN",
                        meets(CLOSE_WAIT).findsUnread(5),
                        REMOTE,
                        RESET_BY_UNREAD_DATA,
                        PROVEN),
                row(
                        "SO_LINGER 0 resets an open connection",
                        meets(ESTABLISHED).lingers(0),
                        LOCAL,
                        RESET_BY_LINGER,
                        OPEN_TO_DOUBT),
                row(
                        "SO_LINGER 0 resets what the peer had closed",
                        meets(CLOSE_WAIT).lingers(0),
                        REMOTE,
                        RESET_BY_LINGER,
                        PROVEN),
                row(
                        "the kernel looks at unread data before it looks at SO_LINGER",
                        meets(ESTABLISHED).lingers(0).findsUnread(5),
                        LOCAL,
                        RESET_BY_UNREAD_DATA,
                        OPEN_TO_DOUBT),
                row(
                        "SO_LINGER above 0 is a FIN as any other",
                        meets(ESTABLISHED).lingers(5).leaves(FIN_WAIT1),
                        LOCAL,
                        FIN,
                        PROVEN),
                row(
                        "SO_LINGER 0 does not reset a connection that is over",
                        meets(CLOSE).lingers(0),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "a reset came between our look and the reset of SO_LINGER 0",
                        meets(ESTABLISHED).lingers(0).leaves(CLOSE),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "a reset came while the close was put off",
                        meets(ESTABLISHED).isPutOff().leaves(CLOSE),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "a reset came behind the peer's FIN while the close was put off",
                        meets(CLOSE_WAIT).isPutOff().leaves(CLOSE),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "the reset of SO_LINGER 0 waits for the Selector: the peer may be first yet",
                        meets(ESTABLISHED).lingers(0).isPutOff().waitsForTheSelector(),
                        UNKNOWN,
                        RESET_BY_LINGER,
                        OPEN_TO_DOUBT),
                row(
                        "the FIN of a channel in a Selector goes out at close",
                        meets(ESTABLISHED).waitsForTheSelector(),
                        LOCAL,
                        FIN,
                        OPEN_TO_DOUBT));
    }

    static Stream<Arguments> closesAfterAHalfClose() {
        return Stream.of(
                row(
                        "our half-close was first, the peer still sends",
                        meets(FIN_WAIT2).followsAHalfClose(ESTABLISHED, FIN_WAIT1),
                        LOCAL,
                        FIN,
                        PROVEN),
                row(
                        "our half-close was first, and all is over in order or by a reset",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, FIN_WAIT2),
                        LOCAL,
                        Ending.UNKNOWN,
                        PROVEN),
                row(
                        "our half-close was first, then a RST came",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, FIN_WAIT2).comesAfterEconnreset(),
                        LOCAL,
                        FIN_THEN_RESET,
                        PROVEN),
                row(
                        "our half-close found it over: a RST had come",
                        meets(CLOSE).followsAHalfClose(CLOSE, CLOSE),
                        REMOTE,
                        RESET_BY_PEER,
                        PROVEN),
                row(
                        "our half-close answered the peer's FIN",
                        meets(CLOSE).followsAHalfClose(CLOSE_WAIT, LAST_ACK),
                        REMOTE,
                        FIN,
                        PROVEN),
                row(
                        "the peer's FIN came between our look and our half-close",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, LAST_ACK),
                        REMOTE,
                        Ending.UNKNOWN,
                        PROVEN),
                row(
                        "our half-close and the peer's FIN crossed",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSING),
                        BOTH,
                        Ending.UNKNOWN,
                        PROVEN),
                row(
                        "our half-close and the peer's end were too close together to tell",
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSE),
                        UNKNOWN,
                        Ending.UNKNOWN,
                        OPEN_TO_DOUBT),
                row("a half-close from before the agent came: our FIN is out", meets(FIN_WAIT2), LOCAL, FIN, PROVEN),
                row(
                        "a half-close from before the agent came, after the peer's FIN",
                        meets(LAST_ACK),
                        REMOTE,
                        FIN,
                        PROVEN),
                row(
                        "what the peer sent after our half-close was never read: a RST ends it",
                        meets(FIN_WAIT2)
                                .followsAHalfClose(ESTABLISHED, FIN_WAIT1)
                                .findsUnread(5),
                        LOCAL,
                        FIN_THEN_RESET,
                        PROVEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"closes", "resets", "closesAfterAHalfClose"})
    void names_the_first_closer_and_the_ending(
            String seen, CloseFacts facts, ClosedFirst closedFirst, Ending ending, boolean proven) {
        Verdict verdict = VerdictRule.of(facts);

        assertThat(verdict.closedFirst()).as("closed first").isEqualTo(closedFirst);
        assertThat(verdict.ending()).as("ending").isEqualTo(ending);
        assertThat(verdict.proven()).as("proven").isEqualTo(proven);
    }

    static Stream<Arguments> triggers() {
        return Stream.of(
                arguments(meets(ESTABLISHED).facts(), Trigger.CLOSE),
                arguments(meets(ESTABLISHED).isTheCleaners().facts(), Trigger.CLEANER),
                arguments(meets(CLOSE_WAIT).isTheCleaners().facts(), Trigger.CLEANER),
                arguments(meets(CLOSE).followsAHalfClose(ESTABLISHED, FIN_WAIT1).facts(), Trigger.SHUTDOWN_OUTPUT),
                arguments(
                        meets(FIN_WAIT2)
                                .followsAHalfClose(ESTABLISHED, FIN_WAIT1)
                                .isTheCleaners()
                                .facts(),
                        Trigger.SHUTDOWN_OUTPUT),
                arguments(meets(FIN_WAIT1).facts(), Trigger.SHUTDOWN_OUTPUT),
                arguments(meets(LAST_ACK).facts(), Trigger.SHUTDOWN_OUTPUT));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void names_the_act_that_sent_our_end(CloseFacts facts, Trigger trigger) {
        assertThat(VerdictRule.of(facts).trigger()).isEqualTo(trigger);
    }

    static Stream<Arguments> evidence() {
        return Stream.of(
                arguments(meets(CLOSE_WAIT), "CLOSE_WAIT at the entry of close"),
                arguments(
                        meets(ESTABLISHED).leaves(FIN_WAIT1),
                        "ESTABLISHED at the entry of close, FIN_WAIT1 in the next look"),
                arguments(
                        meets(CLOSE).followsAHalfClose(ESTABLISHED, CLOSING),
                        "ESTABLISHED at the entry of shutdownOutput, CLOSING in the next look"),
                arguments(
                        meets(ESTABLISHED).lingers(0).isPutOff().waitsForTheSelector(),
                        "the close waits until the channel is let go: nothing went out yet"),
                arguments(meets(null), "the kernel did not tell the state at close"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("evidence")
    void says_what_it_rests_on(ACloseThat close, String evidence) {
        assertThat(VerdictRule.of(close.facts()).evidence()).isEqualTo(evidence);
    }

    private static Arguments row(String seen, ACloseThat close, ClosedFirst first, Ending ending, boolean proven) {
        return arguments(seen, close.facts(), first, ending, proven);
    }
}
