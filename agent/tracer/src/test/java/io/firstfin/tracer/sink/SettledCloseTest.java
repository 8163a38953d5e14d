package io.firstfin.tracer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Reason;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settlements contradict the verdict at the close. */
class SettledCloseTest {

    @ParameterizedTest
    @CsvSource({
        "LOCAL, SUPPOSED, FIN",
        "LOCAL, SUPPOSED, FIN_THEN_RESET",
        "LOCAL, PROVEN, FIN",
        "REMOTE, PROVEN, RESET_BY_PEER",
        "BOTH, PROVEN, FIN",
        "UNKNOWN, NONE, UNKNOWN"
    })
    void a_close_that_knew_nothing_is_contradicted_by_nothing(ClosedFirst first, Proof proof, Ending ending) {
        Verdict settled = verdict(first, proof, ending);
        assertThat(agrees(verdict(ClosedFirst.UNKNOWN, Proof.NONE, Ending.UNKNOWN), settled))
                .isTrue();
        assertThat(agrees(verdict(ClosedFirst.UNKNOWN, Proof.NONE, Ending.FIN), settled))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, REMOTE", "REMOTE, LOCAL", "LOCAL, BOTH", "BOTH, REMOTE"})
    void another_side_contradicts_the_close_whatever_proves_it(ClosedFirst before, ClosedFirst after) {
        for (Proof proof : new Proof[] {Proof.SUPPOSED, Proof.PROVEN}) {
            Verdict atClose = verdict(before, proof, Ending.FIN);
            assertThat(agrees(atClose, verdict(after, Proof.SUPPOSED, Ending.FIN)))
                    .isFalse();
            assertThat(agrees(atClose, verdict(after, Proof.PROVEN, Ending.FIN)))
                    .isFalse();
        }
    }

    @Test
    void a_side_that_nothing_confirms_any_more_contradicts_the_close() {
        Verdict proven = verdict(ClosedFirst.LOCAL, Proof.PROVEN, Ending.FIN);
        assertThat(agrees(proven, verdict(ClosedFirst.UNKNOWN, Proof.NONE, Ending.FIN)))
                .isFalse();
        assertThat(agrees(proven, verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN)))
                .isFalse();
        assertThat(agrees(
                        verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN),
                        verdict(ClosedFirst.UNKNOWN, Proof.NONE, Ending.FIN)))
                .isFalse();
    }

    @Test
    void the_same_side_agrees_as_long_as_it_is_worth_as_much() {
        Verdict supposed = verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN);
        Verdict proven = verdict(ClosedFirst.LOCAL, Proof.PROVEN, Ending.FIN);
        assertThat(agrees(supposed, supposed)).isTrue();
        assertThat(agrees(supposed, proven)).isTrue();
        assertThat(agrees(proven, proven)).isTrue();
    }

    @Test
    void another_ending_contradicts_the_close_unless_it_knew_none() {
        Verdict reset = verdict(ClosedFirst.LOCAL, Proof.PROVEN, Ending.FIN_THEN_RESET);
        assertThat(agrees(verdict(ClosedFirst.LOCAL, Proof.PROVEN, Ending.FIN), reset))
                .isFalse();
        assertThat(agrees(verdict(ClosedFirst.LOCAL, Proof.PROVEN, Ending.UNKNOWN), reset))
                .isTrue();
    }

    private static boolean agrees(Verdict atClose, Verdict settled) {
        Connection connection = AClosedConnection.between(null, 0, 1);
        connection.closing().decide(atClose, new CloseReason(Reason.UNKNOWN, ""));
        Settlement settlement = new Settlement(null, settled, TimeWait.UNKNOWN, true);
        return new SettledClose(connection, settlement, null, SocketTable.Source.NONE).agrees();
    }

    private static Verdict verdict(ClosedFirst first, Proof proof, Ending ending) {
        return new Verdict(first, proof, ending, null, Trigger.CLOSE, "");
    }
}
