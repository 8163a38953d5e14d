package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.connect;
import static io.firstfin.analysis.event.TestEvents.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of the connections over time. */
class WorkloadsTest {

    @Test
    void closes_are_separated_by_who_keeps_the_time_wait() {
        Workload load = recorded(
                close(10, "c-1").event(),
                close(20, "c-2").first(ClosedFirst.REMOTE, Proof.PROVEN).event(),
                close(30, "c-3").ending(Ending.RESET_BY_LINGER).event(),
                close(40, "c-4").first(ClosedFirst.UNKNOWN, Proof.NONE).event());
        assertThat(load.connections()).isEqualTo(4);
        assertThat(load.closesOurs().size()).isEqualTo(1);
        assertThat(load.closesFree().size()).isEqualTo(3);
        assertThat(load.unknown()).isEqualTo(1);
    }

    @Test
    void a_connection_was_opened_its_lifetime_before_its_close() {
        Workload load = recorded(close(20, "c-1").after(Duration.ofMillis(5)).event());
        assertThat(load.closesOurs().nanos(0) - load.opens().nanos(0)).isEqualTo(5_000_000);
    }

    @Test
    void what_is_older_than_the_recording_counts_from_its_beginning() {
        Workload load = recorded(
                close(20, "c-1").after(TestEvents.UNKNOWN).event(),
                close(30, "c-2").after(Duration.ofDays(3)).event());
        assertThat(load.opens().size()).isEqualTo(2);
        assertThat(load.opens().nanos(0)).isZero();
        assertThat(load.opens().nanos(1)).isZero();
    }

    @Test
    void a_connect_that_found_no_port_counts_as_what_it_would_have_been() {
        Workload load = recorded(close(10, "c-1").event(), TestEvents.connectWithoutPort(20, "c-2"));
        assertThat(load.connections()).isEqualTo(2);
        assertThat(load.refused()).isEqualTo(1);
        assertThat(load.closesOurs().nanos(1) - load.opens().nanos(1)).isEqualTo(5_000_000);
    }

    @Test
    void connections_without_a_close_stay_open() {
        Workload load = recorded(
                connect(10, "c-1", ends(40_000)),
                connect(20, "c-2", ends(40_001)),
                close(30, "c-2").between(ends(40_001)).event());
        assertThat(load.staying().size()).isEqualTo(1);
        assertThat(load.connections()).isEqualTo(2);
    }

    @Test
    void beyond_the_bound_the_older_ones_are_left_out() {
        Workloads workloads = new Workloads(100);
        Instant begin = Instant.parse("2026-01-01T12:00:00Z");
        for (int i = 0; i < 1_000; i++) {
            Closing closing = Records.closing(
                    ClosedFirst.LOCAL, begin.plusMillis(10L * i), Duration.ofMillis(5), i, CallSite.UNKNOWN);
            workloads.closed(Models.PEER, LastWord.of(closing.facts(), Optional.empty()), closing);
        }
        Workload load = workloads
                .build(network -> List.of(new Window(begin, begin.plusSeconds(10))), new Sources())
                .get(Models.PEER);
        assertThat(load.connections()).isBetween(50L, 100L);
        assertThat(load.leftOut()).isEqualTo(1_000 - load.connections());
        // it ends where the recording ends, and begins with what was kept
        assertThat(load.opensPerSecond()).isBetween(95.0, 105.0);
    }

    /** The agent gives its account after all that it counts. */
    private static Workload recorded(TracedEvent... events) {
        List<TracedEvent> all = new ArrayList<>(List.of(events));
        all.add(TestEvents.status(100, 1));
        return RecordedEvents.model(all).connections().workloads().get(Models.PEER);
    }
}
