package io.firstfin.tracer.verdict;

import static io.firstfin.kernel.TcpState.CLOSE;
import static io.firstfin.kernel.TcpState.CLOSE_WAIT;
import static io.firstfin.kernel.TcpState.CLOSING;
import static io.firstfin.kernel.TcpState.ESTABLISHED;
import static io.firstfin.kernel.TcpState.FIN_WAIT1;
import static io.firstfin.tracer.verdict.ACloseThat.meets;
import static io.firstfin.tracer.verdict.SampleThat.here;
import static io.firstfin.tracer.verdict.SampleThat.nothingHere;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.TcpState;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.TimeWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever the kernel shows at both ends, at any time after the close. */
class EverySettlementTest {

    private static final long[] MILLIS = {-1, 0, 1, 20, 30_000, 59_000, 59_990, 60_000};

    static List<Verdict> proven() {
        return List.of(
                VerdictRule.of(meets(ESTABLISHED).leaves(FIN_WAIT1).facts()),
                VerdictRule.of(meets(ESTABLISHED).leaves(CLOSING).facts()),
                VerdictRule.of(meets(CLOSE_WAIT).facts()),
                VerdictRule.of(meets(CLOSE).facts()));
    }

    static List<Verdict> any() {
        List<Verdict> verdicts = new ArrayList<>(proven());
        verdicts.add(VerdictRule.of(meets(ESTABLISHED).facts()));
        verdicts.add(VerdictRule.of(meets(ESTABLISHED).leaves(CLOSE).facts()));
        verdicts.add(VerdictRule.of(meets(ESTABLISHED).lingers(0).facts()));
        return verdicts;
    }

    @ParameterizedTest
    @MethodSource("proven")
    void never_turns_a_proven_side_round(Verdict verdict) {
        // a first FIN of ours may turn out to have met the peer's
        Set<ClosedFirst> right = verdict.closedFirst() == ClosedFirst.LOCAL
                ? Set.of(ClosedFirst.LOCAL, ClosedFirst.BOTH)
                : Set.of(verdict.closedFirst());
        everyView(view -> assertThat(SettlementRules.of(verdict, view).verdict().closedFirst())
                .as(view.toString())
                .isIn(right));
    }

    @ParameterizedTest
    @MethodSource("any")
    void says_that_both_were_first_only_on_what_both_ends_show(Verdict verdict) {
        everyView(view -> {
            boolean crossed = verdict.closedFirst() == ClosedFirst.BOTH
                    || view.ours() != null && view.ours().state() == CLOSING
                    || view.peerSentFin();
            assertThat(crossed || SettlementRules.of(verdict, view).verdict().closedFirst() != ClosedFirst.BOTH)
                    .as(view.toString())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("any")
    void finds_our_time_wait_only_where_one_stands(Verdict verdict) {
        everyView(view -> {
            TimeWait holder = SettlementRules.of(verdict, view).timeWait();
            boolean ours = holder == TimeWait.LOCAL || holder == TimeWait.BOTH;
            assertThat(ours && view.ours() == null).as(view.toString()).isFalse();
        });
    }

    private static void everyView(Consumer<KernelSample> visitor) {
        for (long expires : MILLIS) {
            for (long age : MILLIS) {
                for (TcpState peer : TcpState.values()) {
                    for (TcpState ours : TcpState.values()) {
                        visitor.accept(here(ours, expires).there(peer, expires).after(age));
                        visitor.accept(here(ours, expires).onFirstLook().after(age));
                    }
                    visitor.accept(nothingHere().there(peer, expires).after(age));
                }
                visitor.accept(nothingHere().after(age));
                visitor.accept(nothingHere().usedAgain().after(age));
            }
        }
    }
}
