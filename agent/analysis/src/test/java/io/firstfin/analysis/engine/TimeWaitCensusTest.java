package io.firstfin.analysis.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.input.PortEvents;
import io.firstfin.analysis.input.Recordings;
import io.firstfin.analysis.input.TestRecording;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.Why;
import io.firstfin.bootstrap.CloseEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeWaitCensusTest {

    @TempDir
    Path folder;

    @Test
    void ten_thousand_time_waits_are_charged_to_the_three_places_that_made_them() throws Exception {
        List<TimeWaitCensus> all = read(true, () -> {
            for (int i = 0; i < 10_000; i++) {
                String connection = "c-" + i;
                int port = 10_000 + i;
                if (i % 10 < 5) {
                    half(connection, port);
                } else if (i % 10 < 8) {
                    thirty(connection, port);
                } else {
                    twenty(connection, port);
                }
                TestRecording.kernelState(connection, "LOCAL", "LOCAL", true);
            }
            PortEvents.budget(budget -> {
                budget.timeWait = 14_000;
                budget.timeWaitOurs = 10_000;
                budget.otherProcesses = 4_000;
            });
        });
        assertThat(all).hasSize(1);
        TimeWaitCensus census = all.get(0);
        assertThat(census.moment()).isEqualTo(Moment.END);
        assertThat(census.kernel()).contains(new Shown(true, 14_000, 10_000, 4_000, 0));
        assertThat(census.charged()).isEqualTo(10_000);
        assertThat(census.estimated()).isFalse();
        assertThat(census.whole()).isFalse();
        assertThat(byMethod(census)).isEqualTo(Map.of("half", 5_000L, "thirty", 3_000L, "twenty", 2_000L));
        assertThat(census.owners().get(0).why()).isEqualTo(new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"));
    }

    @Test
    void with_sampled_stacks_the_places_are_estimates_and_the_count_is_not() throws Exception {
        TimeWaitCensus census = read(false, () -> {
                    for (int i = 0; i < 100; i++) {
                        half("c-" + i, 10_000 + i);
                        TestRecording.kernelState("c-" + i, "LOCAL", "LOCAL", true);
                    }
                    TestRecording.sample("c-7", "CLOSE", 40);
                    PortEvents.budget(budget -> {});
                })
                .get(0);
        assertThat(census.estimated()).isTrue();
        assertThat(census.owners()).hasSize(1);
        assertThat(census.charged()).isEqualTo(100);
        assertThat(byMethod(census)).isEqualTo(Map.of("sample", 100L));
    }

    @Test
    void the_look_that_showed_most_is_a_moment_of_its_own() throws Exception {
        List<TimeWaitCensus> all = read(true, () -> {
            half("c-1", 10_001);
            PortEvents.budget(budget -> budget.timeWait = 800);
            half("c-2", 10_002);
            PortEvents.budget(budget -> budget.timeWait = 500);
        });
        assertThat(all).extracting(TimeWaitCensus::moment).containsExactly(Moment.PEAK, Moment.END);
        assertThat(all).extracting(TimeWaitCensus::charged).containsExactly(1L, 2L);
    }

    @Test
    void the_budgets_of_one_look_are_added_up() throws Exception {
        TimeWaitCensus census = read(true, () -> {
                    PortEvents.budget(budget -> budget.truncated = 3);
                    PortEvents.budget(budget -> {
                        budget.remotePort = 9090;
                        budget.truncated = 3;
                    });
                })
                .get(0);
        assertThat(census.kernel()).contains(new Shown(true, 980, 800, 180, 3));
    }

    @Test
    void without_budgets_the_kernel_s_own_count_stands_beside_it() throws Exception {
        TimeWaitCensus census = read(true, () -> {
                    half("c-1", 10_001);
                    TestRecording.timeWaitCounted(12);
                })
                .get(0);
        assertThat(census.kernel()).contains(new Shown(false, 12, -1, -1, 0));
        assertThat(census.charged()).isEqualTo(1);
    }

    @Test
    void from_the_closes_alone_the_end_of_the_recording_is_told() throws Exception {
        TimeWaitCensus census = read(true, () -> half("c-1", 10_001)).get(0);
        assertThat(census.kernel()).isEmpty();
        assertThat(census.charged()).isEqualTo(1);
    }

    @Test
    void a_time_wait_that_began_long_after_our_close_is_counted_from_its_timer() throws Exception {
        TimeWaitCensus census = read(true, () -> {
                    half("c-1", 10_001);
                    TestRecording.kernelState("c-1", state -> {
                        state.closedFirst = "LOCAL";
                        state.timeWait = "LOCAL";
                        state.remaining = 5_000_000_000L;
                    });
                })
                .get(0);
        assertThat(census.charged()).isEqualTo(1);
    }

    private static Map<String, Long> byMethod(TimeWaitCensus census) {
        return census.owners().stream()
                .collect(groupingBy(owner -> owner.site().method(), summingLong(TimeWaitOwner::count)));
    }

    private static void half(String connection, int port) {
        closeEvent(connection, port).commit();
    }

    private static void thirty(String connection, int port) {
        closeEvent(connection, port).commit();
    }

    private static void twenty(String connection, int port) {
        closeEvent(connection, port).commit();
    }

    private static CloseEvent closeEvent(String connection, int port) {
        return TestRecording.closeEvent(connection, close -> {
            close.localPort = port;
            close.reason = "RESPONSE_SAID_CLOSE";
            close.httpClient = "OkHttp 4.12.0";
        });
    }

    private List<TimeWaitCensus> read(boolean stacks, Runnable commits) throws Exception {
        try (TestRecording recording = new TestRecording(stacks)) {
            TestRecording.settings();
            commits.run();
            return Recordings.read(List.of(recording.dump(folder.resolve("test.jfr"))))
                    .ports()
                    .timeWait();
        }
    }
}
