package io.firstfin.analysis.engine;

import static io.firstfin.analysis.model.Models.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.input.Recordings;
import io.firstfin.analysis.input.TestRecording;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.ClosedFirst;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the connections over time; the events of a test are milliseconds apart. */
class WorkloadsTest {

    @TempDir
    Path folder;

    private interface Acts {
        void run(TestRecording recording) throws Exception;
    }

    @Test
    void closes_are_told_apart_by_whose_the_time_wait_is() throws Exception {
        Workload load = recorded(recording -> {
            TestRecording.close("c-1", close -> {});
            TestRecording.close("c-2", close -> close.closedFirst = "REMOTE");
            TestRecording.close("c-3", close -> close.ending = "RESET_BY_LINGER");
            TestRecording.close("c-4", close -> close.closedFirst = "UNKNOWN");
        });
        assertThat(load.connections()).isEqualTo(4);
        assertThat(load.closesOurs().size()).isEqualTo(1);
        assertThat(load.closesFree().size()).isEqualTo(3);
        assertThat(load.unknown()).isEqualTo(1);
    }

    @Test
    void a_connection_was_opened_its_lifetime_before_its_close() throws Exception {
        Workload load = recorded(recording -> {
            Thread.sleep(20);
            TestRecording.close("c-1", close -> close.lifetime = 5_000_000);
        });
        assertThat(load.closesOurs().nanos(0) - load.opens().nanos(0)).isEqualTo(5_000_000);
    }

    @Test
    void what_is_older_than_the_recording_counts_from_its_beginning() throws Exception {
        Workload load = recorded(recording -> {
            TestRecording.close("c-1", close -> close.lifetime = TestRecording.UNKNOWN);
            TestRecording.close(
                    "c-2", close -> close.lifetime = Duration.ofDays(3).toNanos());
        });
        assertThat(load.opens().size()).isEqualTo(2);
        assertThat(load.opens().nanos(0)).isZero();
        assertThat(load.opens().nanos(1)).isZero();
    }

    @Test
    void a_connect_that_found_no_port_is_told_as_what_it_would_have_been() throws Exception {
        Workload load = recorded(recording -> {
            TestRecording.close("c-1", close -> {});
            TestRecording.connect("c-2", connect -> {
                connect.localAddress = null;
                connect.failure = "Cannot assign requested address";
                connect.failureKind = "PORTS_EXHAUSTED";
            });
            Thread.sleep(20);
        });
        assertThat(load.connections()).isEqualTo(2);
        assertThat(load.refused()).isEqualTo(1);
        assertThat(load.closesOurs().nanos(1) - load.opens().nanos(1)).isEqualTo(5_000_000);
    }

    @Test
    void connections_without_a_close_stay_open() throws Exception {
        Workload load = recorded(recording -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.connect("c-2", connect -> {});
            TestRecording.close("c-2", close -> {});
        });
        assertThat(load.staying().size()).isEqualTo(1);
        assertThat(load.connections()).isEqualTo(2);
    }

    @Test
    void chunks_that_follow_each_other_are_one_part() throws Exception {
        Workload load = recorded(recording -> {
            for (int i = 0; i < 3; i++) {
                TestRecording.close("c-" + i, close -> {});
                // a dump ends the chunk
                Files.delete(recording.dump(folder.resolve("so-far.jfr")));
            }
        });
        assertThat(load.connections()).isEqualTo(3);
        assertThat(load.leftOut()).isZero();
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

    private Workload recorded(Acts acts) throws Exception {
        Path file;
        try (TestRecording recording = new TestRecording()) {
            TestRecording.settings();
            acts.run(recording);
            // the agent's account is later than all it counts
            TestRecording.status(status -> status.liveConnections = 1);
            file = recording.dump(folder.resolve("recorded.jfr"));
        }
        Model model = Recordings.read(List.of(file));
        return model.connections().workloads().get(Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", 8080));
    }
}
