package io.firstfin.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.event.CallSiteEvent;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SocketOptionsTallyTest {

    private final JvmState state = new JvmState("jvm", 1_000, CloseReasons.OURS);

    @Test
    void options_that_somebody_chose_have_the_call_site_of_the_close() {
        state.accept(TestEvents.close(1, "c-1").with(0, false).event());
        state.accept(TestEvents.close(2, "c-2").with(0, false).event());
        state.accept(TestEvents.close(3, "c-3").with(-1, true).event());
        CallSite site = CallSites.find(TestEvents.STACK);
        assertThat(groups())
                .containsExactlyInAnyOrder(
                        tuple(Role.CLIENT, 0, false, site, 2L, false), tuple(Role.CLIENT, -1, true, site, 1L, false));
    }

    @Test
    void usual_options_are_counted_without_a_call_site() {
        state.accept(TestEvents.close(1, "c-1").event());
        state.accept(TestEvents.close(2, "c-2").as(Role.SERVER).with(-1, true).event());
        assertThat(groups())
                .containsExactlyInAnyOrder(
                        tuple(Role.CLIENT, -1, false, CallSite.UNKNOWN, 1L, false),
                        tuple(Role.SERVER, -1, true, CallSite.UNKNOWN, 1L, false));
    }

    @Test
    void sampled_stacks_divide_the_count_where_the_closes_have_none() {
        for (int i = 1; i <= 3; i++) {
            state.accept(
                    TestEvents.close(i, "c-" + i).with(0, false).withoutStack().event());
        }
        state.accept(new CallSiteEvent(
                Instant.EPOCH, "c-2", TestEvents.ends(40_000), Optional.of(Act.CLOSE), 100, "", TestEvents.STACK));
        assertThat(groups()).containsExactly(tuple(Role.CLIENT, 0, false, CallSites.find(TestEvents.STACK), 3L, true));
    }

    @Test
    void the_end_of_the_jvm_is_no_call_site() {
        state.accept(TestEvents.close(1, "c-1").with(5, false).by(Trigger.EXIT).event());
        assertThat(groups()).containsExactly(tuple(Role.CLIENT, 5, false, CallSite.UNKNOWN, 1L, false));
    }

    private List<Tuple> groups() {
        SocketOptionsTally tally = new SocketOptionsTally();
        state.forEach(connection -> connection.closing().ifPresent(closing -> tally.add(connection, closing)));
        return tally.groups().stream().map(SocketOptionsTallyTest::tupleOf).toList();
    }

    private static Tuple tupleOf(SocketOptions one) {
        return tuple(one.role(), one.soLinger(), one.reuseAddress(), one.site(), one.count(), one.estimated());
    }
}
