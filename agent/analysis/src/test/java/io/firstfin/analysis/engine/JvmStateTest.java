package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import org.junit.jupiter.api.Test;

class JvmStateTest {

    private static final int MOST_RECORDS = 1_000;

    /** A recording may hold KernelState without Close, and a reader of closes keeps these alone. */
    @Test
    void kernel_states_without_their_closes_make_no_more_records_than_there_may_be() {
        JvmState state = new JvmState("jvm", MOST_RECORDS, CloseReasons.OURS);
        for (int i = 0; i < 10 * MOST_RECORDS; i++) {
            state.accept(settled(i, "c-" + i, ClosedFirst.LOCAL, Ending.FIN));
            assertThat(state.connections.size()).isLessThanOrEqualTo(MOST_RECORDS);
        }
    }
}
