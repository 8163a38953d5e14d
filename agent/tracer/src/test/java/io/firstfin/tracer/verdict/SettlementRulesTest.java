package io.firstfin.tracer.verdict;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.CLOSING;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.kernel.TcpState.FIN_WAIT2;
import static io.firstfin.kernel.TcpState.LAST_ACK;
import static io.firstfin.kernel.TcpState.SYN_SENT;
import static io.firstfin.kernel.TcpState.TIME_WAIT;
import static io.firstfin.tracer.verdict.ACloseThat.meets;
import static io.firstfin.tracer.verdict.SampleThat.here;
import static io.firstfin.tracer.verdict.SampleThat.nothingHere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.verdict.LastCounts.Answer;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettlementRulesTest {

    private static final boolean SETTLED = true;
    private static final boolean ASK_AGAIN = false;

    private static final ACloseThat OURS_PROVEN = meets(ESTABLISHED).leaves(FIN_WAIT1);
    private static final ACloseThat OURS_UNPROVEN = meets(ESTABLISHED);
    private static final ACloseThat THE_PEERS = meets(CLOSE_WAIT);
    private static final ACloseThat A_RESET_BY_PEER = meets(CLOSE);
    private static final ACloseThat A_RESET_BY_LINGER = meets(ESTABLISHED).lingers(0);
    private static final ACloseThat CROSSED = meets(ESTABLISHED).leaves(CLOSING);
    private static final ACloseThat UNDECIDED = meets(ESTABLISHED).leaves(CLOSE);

    private static final LastCountsSummary BOTH_FINS =
            new LastCountsSummary(Answer.YES, true, false, Answer.YES, Answer.NO, ResetBy.UNKNOWN);
    private static final LastCountsSummary OUR_FIN_ALONE =
            new LastCountsSummary(Answer.YES, true, false, Answer.NO, Answer.NO, ResetBy.LOCAL);
    private static final LastCountsSummary NOT_ACKNOWLEDGED =
            new LastCountsSummary(Answer.YES, false, false, Answer.UNKNOWN, Answer.NO, ResetBy.REMOTE);
    private static final LastCountsSummary PERHAPS_CROSSED =
            new LastCountsSummary(Answer.YES, true, false, Answer.YES, Answer.UNKNOWN, ResetBy.UNKNOWN);

    private static final LastCountsSummary PEER_RESET_ITSELF =
            new LastCountsSummary(Answer.YES, true, false, Answer.UNKNOWN, Answer.UNKNOWN, ResetBy.REMOTE);

    private static final LastCountsSummary UNSENT =
            new LastCountsSummary(Answer.UNKNOWN, false, true, Answer.NO, Answer.NO, ResetBy.UNKNOWN);

    static Stream<Arguments> stillShown() {
        return Stream.of(
                row(
                        "our TIME_WAIT settles what close could not prove",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_990).after(10),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "our TIME_WAIT decides what close could not tell",
                        UNDECIDED,
                        here(TIME_WAIT, 59_990).after(10),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "our TIME_WAIT, the other end gone: the last counts may tell whether the FINs crossed",
                        UNDECIDED,
                        here(TIME_WAIT, 59_990).awaitsCounts().after(10),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        ASK_AGAIN),
                row(
                        "TIME_WAIT at both ends: the FINs crossed",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_990).there(TIME_WAIT, 59_990).after(10),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.BOTH,
                        SETTLED),
                row(
                        "TIME_WAIT here while the other end is in CLOSING: the FINs crossed",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_990).there(CLOSING).after(10),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.BOTH,
                        SETTLED),
                row(
                        "the FINs were seen to cross: TIME_WAIT here is one of two",
                        CROSSED,
                        here(TIME_WAIT, 59_990).peerOutOfSight().after(10),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.BOTH,
                        SETTLED),
                row(
                        "the FINs were seen to cross, and the other end's TIME_WAIT is gone again",
                        CROSSED,
                        here(TIME_WAIT, 59_990).after(10),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "the other end in LAST_ACK is none with a FIN before ours",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_990).there(LAST_ACK).after(10),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "our FIN has no answer yet",
                        OURS_UNPROVEN,
                        here(FIN_WAIT1, -1).after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        ASK_AGAIN),
                row(
                        "the peer has not closed yet: TIME_WAIT may follow, or a reset",
                        OURS_UNPROVEN,
                        here(FIN_WAIT2, 59_000).there(CLOSE_WAIT).after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        ASK_AGAIN),
                row(
                        "TIME_WAIT that began long after our close is ours: the peer took its time",
                        OURS_PROVEN,
                        here(TIME_WAIT, 59_990).after(30_000),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "the FINs crossed, and the last ACK is missing",
                        OURS_UNPROVEN,
                        here(CLOSING, -1).after(5),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.BOTH,
                        ASK_AGAIN),
                row(
                        "the peer's FIN came between our look and our own",
                        OURS_UNPROVEN,
                        here(LAST_ACK, -1).after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        ASK_AGAIN),
                row(
                        "TIME_WAIT that began after our close may be one of a close not announced yet",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_990).onFirstLook().after(500),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        ASK_AGAIN),
                row(
                        "TIME_WAIT that began at our half-close is ours, however long ago that was",
                        meets(FIN_WAIT1).followsAHalfClose(ESTABLISHED, FIN_WAIT1),
                        here(TIME_WAIT, 30_000).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "the kernel's timer may be a second short of the time since our close",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 58_800).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "a TIME_WAIT whose timer is not told is taken for ours",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, -1).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED));
    }

    static Stream<Arguments> gone() {
        return Stream.of(
                row(
                        "a reset of ours leaves nothing",
                        A_RESET_BY_LINGER,
                        nothingHere().after(5),
                        ClosedFirst.LOCAL,
                        Ending.RESET_BY_LINGER,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "a reset of the peer leaves nothing",
                        A_RESET_BY_PEER,
                        nothingHere().after(5),
                        ClosedFirst.REMOTE,
                        Ending.RESET_BY_PEER,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "TIME_WAIT at the other end: the peer was first, whatever close saw",
                        OURS_UNPROVEN,
                        nothingHere().there(TIME_WAIT, 59_995).after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        SETTLED),
                row(
                        "TIME_WAIT at the other end agrees with close",
                        THE_PEERS,
                        nothingHere().there(TIME_WAIT, 59_995).after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        SETTLED),
                row(
                        "the peer was first, and its end is in another namespace",
                        THE_PEERS,
                        nothingHere().peerOutOfSight().after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        SETTLED),
                row(
                        "the peer was first, and has no TIME_WAIT either",
                        THE_PEERS,
                        nothingHere().after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "we were first, but TIME_WAIT is missing: a reset came after our FIN",
                        OURS_PROVEN,
                        nothingHere().after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "we were first, and the peer's FIN came: something ended our TIME_WAIT",
                        OURS_PROVEN,
                        nothingHere().leavesCounts(BOTH_FINS).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "we were first, and no FIN of the peer ever came: a reset",
                        OURS_PROVEN,
                        nothingHere().leavesCounts(OUR_FIN_ALONE).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "we seemed first, but the peer's FIN came too: nothing tells whose was first",
                        OURS_UNPROVEN,
                        nothingHere().leavesCounts(BOTH_FINS).after(5),
                        ClosedFirst.UNKNOWN,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "the peer was first, and our FIN was never acknowledged: a reset",
                        THE_PEERS,
                        nothingHere().leavesCounts(NOT_ACKNOWLEDGED).after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "the peer was first, and data of ours was never sent: a reset, whenever it came",
                        THE_PEERS,
                        nothingHere().leavesCounts(UNSENT).after(5),
                        ClosedFirst.REMOTE,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "the peer in another namespace was first, and our last counts are on their way",
                        THE_PEERS,
                        nothingHere()
                                .peerOutOfSight()
                                .onFirstLook()
                                .awaitsCounts()
                                .after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        ASK_AGAIN),
                row(
                        "our end is gone since the last look: TIME_WAIT or its last counts may follow",
                        OURS_UNPROVEN,
                        nothingHere().forTheFirstTime().after(500),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "the FINs crossed, and ours was never acknowledged: a reset",
                        CROSSED,
                        nothingHere().leavesCounts(NOT_ACKNOWLEDGED).after(5),
                        ClosedFirst.BOTH,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "we seemed first, nothing is left, and its last counts may yet come",
                        OURS_UNPROVEN,
                        nothingHere().awaitsCounts().after(50),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "our FIN and the peer's may have crossed before all was reset",
                        OURS_PROVEN,
                        nothingHere().leavesCounts(PERHAPS_CROSSED).after(5),
                        ClosedFirst.UNKNOWN,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "our FIN was acknowledged, and the peer reset itself: hardly behind a FIN of its own",
                        OURS_PROVEN,
                        nothingHere().leavesCounts(PEER_RESET_ITSELF).after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "counts are told, but not found for ours: its ports were used again, perhaps",
                        OURS_PROVEN,
                        nothingHere().awaitsCounts().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "a reset of ours that last counts may yet prove",
                        A_RESET_BY_LINGER,
                        nothingHere().onFirstLook().awaitsCounts().after(5),
                        ClosedFirst.LOCAL,
                        Ending.RESET_BY_LINGER,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "we were first, and TIME_WAIT may have run its time",
                        OURS_PROVEN,
                        nothingHere().after(60_000),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "nothing in the first look: the kernel may be swapping it for a TIME_WAIT",
                        OURS_UNPROVEN,
                        nothingHere().onFirstLook().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "nothing in the second look either: on a virtual machine the swap may last",
                        OURS_UNPROVEN,
                        nothingHere().onSecondLook().after(10),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "our FIN was first, and its TIME_WAIT may be about to be there",
                        OURS_PROVEN,
                        nothingHere().onFirstLook().after(5),
                        ClosedFirst.LOCAL,
                        Ending.FIN_THEN_RESET,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "the peer was first, and its TIME_WAIT may be about to be there",
                        THE_PEERS,
                        nothingHere().onFirstLook().after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.NONE,
                        ASK_AGAIN),
                row(
                        "the peer was first, and our FIN is still on its way to it",
                        THE_PEERS,
                        nothingHere().there(FIN_WAIT2).after(40),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.UNKNOWN,
                        ASK_AGAIN),
                row(
                        "the peer was first, and our FIN took its time on a busy machine",
                        THE_PEERS,
                        nothingHere().there(TIME_WAIT, 59_970).onFirstLook().after(70),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        SETTLED),
                row(
                        "we seemed first, and nothing is left to prove it: that is still supposed",
                        OURS_UNPROVEN,
                        nothingHere().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "nothing is left here, and the other end is out of sight: it may be waiting",
                        OURS_UNPROVEN,
                        nothingHere().peerOutOfSight().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "the FINs were seen to cross: that nothing is left takes nothing back",
                        CROSSED,
                        nothingHere().after(5),
                        ClosedFirst.BOTH,
                        Ending.UNKNOWN,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "the FINs were seen to cross: the other end's TIME_WAIT is one of two",
                        CROSSED,
                        nothingHere().there(TIME_WAIT, 59_995).after(5),
                        ClosedFirst.BOTH,
                        Ending.FIN,
                        TimeWait.REMOTE,
                        SETTLED),
                row(
                        "nothing is left after the time of a TIME_WAIT",
                        UNDECIDED,
                        nothingHere().after(60_000),
                        ClosedFirst.UNKNOWN,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED));
    }

    static Stream<Arguments> laterConnections() {
        return Stream.of(
                row(
                        "the ports are in use by a new connection: nobody can confirm what was supposed",
                        OURS_UNPROVEN,
                        here(ESTABLISHED, -1).there(ESTABLISHED).after(500),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        ASK_AGAIN),
                row(
                        "the ports are about to be used by a new connection: what was proven stands",
                        THE_PEERS,
                        here(SYN_SENT, -1).after(500),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.UNKNOWN,
                        ASK_AGAIN),
                row(
                        "no TIME_WAIT of ours can follow where the peer was first",
                        THE_PEERS,
                        here(TIME_WAIT, 59_990).after(10),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "no FIN_WAIT2 of ours can follow where the peer was first",
                        THE_PEERS,
                        here(FIN_WAIT2, 59_990).after(10),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "no LAST_ACK can follow where our FIN was first",
                        OURS_PROVEN,
                        here(LAST_ACK, -1).after(10),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "no FIN_WAIT1 can follow where the FINs were seen to cross",
                        CROSSED,
                        here(FIN_WAIT1, -1).after(10),
                        ClosedFirst.BOTH,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "a TIME_WAIT that began after our reset is not its consequence",
                        A_RESET_BY_LINGER,
                        here(TIME_WAIT, 59_990).after(500),
                        ClosedFirst.LOCAL,
                        Ending.RESET_BY_LINGER,
                        TimeWait.NONE,
                        SETTLED),
                row(
                        "a TIME_WAIT at the other end that began after our close proves nothing",
                        OURS_UNPROVEN,
                        nothingHere().there(TIME_WAIT, 59_990).after(500),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "a TIME_WAIT at the other end that began after our close: FINs did not cross",
                        OURS_UNPROVEN,
                        here(TIME_WAIT, 59_500).there(TIME_WAIT, 59_990).after(500),
                        ClosedFirst.LOCAL,
                        Ending.FIN,
                        TimeWait.LOCAL,
                        SETTLED),
                row(
                        "a TIME_WAIT at the other end whose timer is not told proves nothing",
                        OURS_UNPROVEN,
                        nothingHere().there(TIME_WAIT).after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "used again: that our FIN was first is proven and stands",
                        OURS_PROVEN,
                        nothingHere().usedAgain().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "used again: that the peer's was first is proven and stands",
                        THE_PEERS,
                        nothingHere().usedAgain().after(5),
                        ClosedFirst.REMOTE,
                        Ending.FIN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "used again: what was only supposed stays that",
                        OURS_UNPROVEN,
                        nothingHere().usedAgain().after(5),
                        ClosedFirst.LOCAL,
                        Ending.UNKNOWN,
                        TimeWait.UNKNOWN,
                        SETTLED),
                row(
                        "used again: a reset of ours left nothing anyway",
                        A_RESET_BY_LINGER,
                        nothingHere().usedAgain().after(5),
                        ClosedFirst.LOCAL,
                        Ending.RESET_BY_LINGER,
                        TimeWait.NONE,
                        SETTLED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"stillShown", "gone", "laterConnections"})
    void takes_the_kernels_last_word(
            String what,
            Verdict verdict,
            KernelSample view,
            ClosedFirst closedFirst,
            Ending ending,
            TimeWait timeWait,
            boolean settled) {
        Settlement settlement = SettlementRules.of(verdict, view);

        assertThat(settlement.verdict().closedFirst()).as("closed first").isEqualTo(closedFirst);
        assertThat(settlement.verdict().ending()).as("ending").isEqualTo(ending);
        assertThat(settlement.timeWait()).as("TIME_WAIT").isEqualTo(timeWait);
        assertThat(settlement.settled()).as("settled").isEqualTo(settled);
        assertThat(settlement.verdict().evidence()).isNotBlank();
        assertThat(settlement.verdict().proof() == Proof.NONE)
                .as("without proof")
                .isEqualTo(closedFirst == ClosedFirst.UNKNOWN);
    }

    static Stream<Arguments> supposed() {
        return Stream.of(
                arguments(OURS_UNPROVEN, nothingHere().after(5)),
                arguments(OURS_UNPROVEN, nothingHere().usedAgain().after(5)),
                // the other end may have sent its FIN first, and been reset in CLOSING
                arguments(UNDECIDED, here(TIME_WAIT, 59_990).after(10)),
                // the FINs may have crossed, and a reset have ended our own TIME_WAIT
                arguments(OURS_UNPROVEN, nothingHere().there(TIME_WAIT, 59_995).after(5)),
                arguments(
                        OURS_PROVEN,
                        here(TIME_WAIT, 59_990).leavesCounts(PERHAPS_CROSSED).after(5)),
                arguments(
                        OURS_PROVEN,
                        nothingHere().leavesCounts(PEER_RESET_ITSELF).after(5)),
                arguments(A_RESET_BY_LINGER, nothingHere().after(5)));
    }

    @ParameterizedTest
    @MethodSource("supposed")
    void calls_nothing_proven_that_no_state_and_no_count_shows(ACloseThat close, KernelSample view) {
        Settlement settlement = SettlementRules.of(VerdictRule.of(close.facts()), view);

        assertThat(settlement.verdict().proof()).isEqualTo(Proof.SUPPOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "FIN_WAIT1", "FIN_WAIT2"})
    void never_says_that_nobody_waits_where_the_other_end_was_not_asked(TcpState atRelease) {
        Verdict verdict = VerdictRule.of(meets(ESTABLISHED).leaves(atRelease).facts());
        KernelSample view = nothingHere().peerOutOfSight().after(5);

        Settlement settlement = SettlementRules.of(verdict, view);

        // where our FIN is proven to be first, no TIME_WAIT here means none at all
        assertThat(settlement.timeWait() == TimeWait.NONE)
                .as(settlement.toString())
                .isEqualTo(settlement.verdict().closedFirst() == ClosedFirst.LOCAL
                        && settlement.verdict().proof() == Proof.PROVEN);
    }

    private static Arguments row(
            String what,
            ACloseThat close,
            KernelSample view,
            ClosedFirst closedFirst,
            Ending ending,
            TimeWait timeWait,
            boolean settled) {
        Verdict verdict = VerdictRule.of(close.facts());
        return arguments(what, verdict, view, closedFirst, ending, timeWait, settled);
    }
}
