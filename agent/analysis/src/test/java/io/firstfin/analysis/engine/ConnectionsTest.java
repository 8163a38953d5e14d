package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.STACK;
import static io.firstfin.analysis.event.TestEvents.accept;
import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.connect;
import static io.firstfin.analysis.event.TestEvents.connectWithoutPort;
import static io.firstfin.analysis.event.TestEvents.ends;
import static io.firstfin.analysis.event.TestEvents.failedConnect;
import static io.firstfin.analysis.event.TestEvents.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.BindEvent;
import io.firstfin.analysis.event.ConnectEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the events of a connection are joined and counted. */
class ConnectionsTest {

    @Test
    void equal_closes_are_one_group_with_their_sums() {
        Model model = RecordedEvents.model(
                close(10, "c-1").waited(Duration.ofSeconds(3)).event(),
                close(20, "c-2").after(Duration.ofSeconds(2)).event(),
                close(30, "c-3").after(TestEvents.UNKNOWN).event());
        CloseGroup group = model.connections().closes().get(0);
        assertThat(model.connections().closes()).hasSize(1);
        assertThat(group.count()).isEqualTo(3);
        assertThat(group.lifetimes().known()).isEqualTo(2);
        assertThat(group.lifetimes().brief()).isEqualTo(1);
        assertThat(group.closeWaits()).isEqualTo(new CloseWaits(1, Duration.ofSeconds(3)));
    }

    @Test
    void a_server_port_counts_its_peers() {
        List<TracedEvent> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Ends ends = new Ends("10.0.0.1", 80, "10.0.0." + i % 2, 8080);
            events.add(accept(10, "c-" + i, ends));
            events.add(close(20, "c-" + i).as(Role.SERVER).between(ends).event());
        }
        DestinationUse use = RecordedEvents.model(events).destinations().get(0);
        assertThat(use.destination().label()).isEqualTo("our port 80");
        assertThat(use.peers().addresses()).isEqualTo(2);
        assertThat(use.opened()).isEqualTo(4);
    }

    @Test
    void a_server_port_counts_the_peers_of_connections_that_stay_open_too() {
        List<TracedEvent> events = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            events.add(accept(10, "c-" + i, new Ends("10.0.0.1", 7788, "10.0.0." + i % 3, 50_000 + i)));
        }
        assertThat(RecordedEvents.model(events).destinations().get(0).peers().addresses())
                .isEqualTo(3);
    }

    @Test
    void a_sampled_stack_of_a_connect_tells_as_much_of_it_as_a_recorded_one() {
        Model model = RecordedEvents.model(
                withoutStack(failedConnect(10, "c-1", FailureKind.REFUSED)),
                TestEvents.sample(11, "c-1", Act.CONNECT, 3),
                withoutStack(connectWithoutPort(20, "c-2")),
                TestEvents.sample(21, "c-2", Act.CONNECT, 5),
                withoutStack(new ConnectEvent(
                        at(30), "c-3", ends(40_000), true, "", FailureKind.NONE, false, "", "", STACK)),
                TestEvents.sample(31, "c-3", Act.CONNECT, 7));
        assertThat(model.sites().sampled()).isTrue();
        assertThat(model.sites().busiest(Act.CONNECT, Mark.FAILED))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(3));
        assertThat(model.sites().busiest(Act.CONNECT, Mark.PORTS_EXHAUSTED))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(5));
        assertThat(model.sites().busiest(Act.CONNECT, Mark.BOUND_FIRST))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(7));
    }

    private static ConnectEvent withoutStack(ConnectEvent event) {
        return new ConnectEvent(
                event.time(),
                event.connection(),
                event.ends(),
                event.boundFirst(),
                event.failure(),
                event.failureKind(),
                event.selfConnected(),
                event.host(),
                event.requestedBy(),
                StackTrace.NONE);
    }

    @Test
    void failures_of_connect_and_bind_are_counted_apart() {
        Model model = RecordedEvents.model(
                failedConnect(10, "c-1", FailureKind.PORTS_EXHAUSTED),
                new ConnectEvent(at(20), "c-2", ends(40_000), true, "", FailureKind.NONE, false, "", "", STACK),
                new BindEvent(at(30), "10.0.0.1", 0, false, false, "Address already in use", "", STACK));
        assertThat(model.opened(group -> group.failure() == FailureKind.PORTS_EXHAUSTED))
                .isEqualTo(1);
        assertThat(model.opened(group -> group.boundFirst())).isEqualTo(1);
        assertThat(model.connections().bindFailures()).hasSize(1);
        assertThat(model.connections().bindFailures().get(0).isExhaustion()).isTrue();
    }

    @Test
    void a_connect_without_a_port_counts_where_the_others_went() {
        Model model = RecordedEvents.model(connect(10, "c-1", ends(40_000)), connectWithoutPort(20, "c-2"));
        assertThat(model.destinations()).hasSize(1);
        assertThat(model.destinations().get(0).exhausted()).isEqualTo(1);
    }

    @Test
    void what_has_no_close_was_still_open_at_the_end() {
        Model model = RecordedEvents.model(
                close(10, "c-1").event(),
                connect(20, "c-1", ends(40_000)),
                connect(30, "c-2", ends(40_000)),
                failedConnect(40, "c-3", FailureKind.OTHER),
                accept(50, "c-4", new Ends("10.0.0.1", 80, "10.0.0.9", 8080)),
                status(60, 2));
        assertThat(model.stillOpen()).isEqualTo(2);
        assertThat(model.destinations()).extracting(DestinationUse::stillOpen).containsExactly(1L, 1L);
    }

    @Test
    void where_the_agent_counted_fewer_the_closes_were_not_recorded() {
        Model model = RecordedEvents.model(
                connect(10, "c-1", ends(40_000)),
                connect(20, "c-2", ends(40_000)),
                status(30, 1),
                connect(40, "c-3", ends(40_000)));
        assertThat(model.stillOpen()).isZero();
    }

    @Test
    void sampled_stacks_stand_in_where_closes_have_none() {
        Model model = RecordedEvents.model(
                TestEvents.sample(10, "c-2", Act.CLOSE, 40),
                close(20, "c-1").withoutStack().event(),
                close(30, "c-2").withoutStack().event());
        assertThat(model.sites().sampled()).isTrue();
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(40));
    }

    @Test
    void what_the_collector_closed_is_traced_to_its_opener() {
        Model model = RecordedEvents.model(
                connect(10, "c-1", ends(40_000)),
                connect(20, "c-2", ends(40_000)),
                close(30, "c-2").by(Trigger.CLEANER).event());
        assertThat(model.sites().busiest(Act.CONNECT, Mark.COLLECTED))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(1));
    }

    @Test
    void what_the_end_of_the_jvm_closed_counts_as_closed_though_no_code_closed_it() {
        Model model = RecordedEvents.model(
                connect(10, "c-1", ends(40_000)),
                close(20, "c-1").by(Trigger.EXIT).because("JVM_ENDED").event());
        assertThat(model.closed(group -> group.trigger() == Trigger.EXIT)).isEqualTo(1);
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS))
                .as("the shutdown hook's call site is nobody's")
                .isEmpty();
        assertThat(model.stillOpen()).isZero();
        assertThat(model.neverClosed(destination -> true)).isEqualTo(1);
    }
}
