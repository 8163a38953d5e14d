package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {

    @TempDir
    Path folder;

    @Test
    void the_last_word_of_the_kernel_settles_the_verdict() throws Exception {
        Model model = read(() -> {
            TestRecording.kernelState("c-1", "LOCAL", "LOCAL", true);
            TestRecording.close("c-1", close -> close.closedFirst = "LOCAL");
            TestRecording.kernelState("c-1", "BOTH", "BOTH", false);
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactly(new Verdict(ClosedFirst.BOTH, TimeWait.BOTH, true));
        assertThat(model.recordings().quality().disagreements()).isEqualTo(1);
    }

    @Test
    void without_a_later_look_only_a_peer_that_was_first_is_certain() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.closedFirst = "REMOTE");
            TestRecording.close("c-2", close -> close.ending = "RESET_BY_LINGER");
            TestRecording.close("c-3", close -> close.closedFirst = "BOTH");
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.REMOTE, TimeWait.REMOTE, true),
                        new Verdict(ClosedFirst.LOCAL, TimeWait.NONE, false),
                        new Verdict(ClosedFirst.BOTH, TimeWait.UNKNOWN, false));
    }

    @Test
    void the_last_word_of_the_kernel_settles_the_ending_too() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {
                close.closedFirst = "UNKNOWN";
                close.ending = "UNKNOWN";
            });
            TestRecording.kernelState("c-1", "LOCAL", "LOCAL", "FIN", true);
        });
        assertThat(model.connections().closes()).extracting(CloseGroup::ending).containsExactly(Ending.FIN);
        assertThat(model.connections().closes().get(0).leavesTimeWaitWithUs()).isTrue();
    }

    @Test
    void what_the_kernel_showed_is_kept_where_it_leaves_the_verdict_open() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.evidence = "ESTABLISHED at the entry");
            TestRecording.kernelState("c-1", state -> {
                state.closedFirst = "UNKNOWN";
                state.ending = "UNKNOWN";
                state.timeWait = "NONE";
                state.evidence = "nothing left to prove it";
                state.agrees = false;
            });
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::evidence)
                .containsExactly(new VerdictEvidence(
                        ClosedFirst.LOCAL, "ESTABLISHED at the entry", "nothing left to prove it", false));
        assertThat(model.connections().closes().get(0).ending()).isEqualTo(Ending.UNKNOWN);
    }

    @Test
    void equal_closes_are_one_group_with_their_sums() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.closeWait = 3_000_000_000L);
            TestRecording.close("c-2", close -> close.lifetime = 2_000_000_000L);
            TestRecording.close("c-3", close -> close.lifetime = TestRecording.UNKNOWN);
        });
        CloseGroup group = model.connections().closes().get(0);
        assertThat(model.connections().closes()).hasSize(1);
        assertThat(group.count()).isEqualTo(3);
        assertThat(group.lifetimes().known()).isEqualTo(2);
        assertThat(group.lifetimes().brief()).isEqualTo(1);
        assertThat(group.closeWaits()).isEqualTo(new CloseWaits(1, Duration.ofSeconds(3)));
    }

    @Test
    void a_server_port_counts_its_peers() throws Exception {
        Model model = read(() -> {
            for (int i = 0; i < 4; i++) {
                String peer = "10.0.0." + (i % 2);
                TestRecording.accept("c-" + i, 80, peer);
                TestRecording.close("c-" + i, close -> {
                    close.role = "SERVER";
                    close.localPort = 80;
                    close.remoteAddress = peer;
                });
            }
        });
        DestinationUse use = model.destinations().get(0);
        assertThat(use.destination().label()).isEqualTo("our port 80");
        assertThat(use.peers().addresses()).isEqualTo(2);
        assertThat(use.opened()).isEqualTo(4);
    }

    @Test
    void failures_of_connect_and_bind_are_counted_apart() throws Exception {
        Model model = read(() -> {
            TestRecording.connect("c-1", connect -> {
                connect.failure = "Cannot assign requested address";
                connect.failureKind = "PORTS_EXHAUSTED";
            });
            TestRecording.connect("c-2", connect -> connect.boundFirst = true);
            TestRecording.bindFailed("Address already in use");
        });
        assertThat(model.opened(group -> group.failure() == FailureKind.PORTS_EXHAUSTED))
                .isEqualTo(1);
        assertThat(model.opened(group -> group.boundFirst())).isEqualTo(1);
        assertThat(model.connections().bindFailures()).hasSize(1);
        assertThat(model.connections().bindFailures().get(0).isExhaustion()).isTrue();
    }

    @Test
    void a_connect_without_a_port_counts_where_the_others_went() throws Exception {
        Model model = read(() -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.connect("c-2", connect -> {
                connect.localAddress = null;
                connect.failure = "Cannot assign requested address";
                connect.failureKind = "PORTS_EXHAUSTED";
            });
        });
        assertThat(model.destinations()).hasSize(1);
        assertThat(model.destinations().get(0).exhausted()).isEqualTo(1);
    }

    @Test
    void what_has_no_close_was_still_open_at_the_end() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {});
            TestRecording.connect("c-1", connect -> {});
            TestRecording.connect("c-2", connect -> {});
            TestRecording.connect("c-3", connect -> connect.failure = "Connection refused");
            TestRecording.accept("c-4", 80, "10.0.0.9");
            TestRecording.status(status -> status.liveConnections = 2);
        });
        assertThat(model.stillOpen()).isEqualTo(2);
        assertThat(model.destinations()).extracting(DestinationUse::stillOpen).containsExactly(1L, 1L);
    }

    @Test
    void where_the_agent_counted_fewer_the_closes_were_not_recorded() throws Exception {
        Model model = read(() -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.connect("c-2", connect -> {});
            TestRecording.status(status -> status.liveConnections = 1);
            TestRecording.connect("c-3", connect -> {});
        });
        assertThat(model.stillOpen()).isZero();
    }

    @Test
    void the_first_frame_outside_the_jdk_and_the_agent_is_the_call_site() throws Exception {
        Model model = read(() -> List.of("c-1", "c-2").forEach(RecordingReaderTest::closeHere));
        assertThat(model.sites().sampled()).isFalse();
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS)).hasValueSatisfying(share -> {
            assertThat(share.count()).isEqualTo(2);
            assertThat(share.site().label()).startsWith(TestRecording.class.getName() + ".close(TestRecording");
        });
    }

    @Test
    void sampled_stacks_stand_in_where_closes_have_none() throws Exception {
        Path file;
        try (TestRecording recording = new TestRecording(false)) {
            TestRecording.sample("c-2", "CLOSE", 40);
            TestRecording.close("c-1", close -> {});
            TestRecording.close("c-2", close -> {});
            file = recording.dump(folder.resolve("sampled.jfr"));
        }
        Model model = Recordings.read(List.of(file));
        assertThat(model.sites().sampled()).isTrue();
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(40));
    }

    @Test
    void what_the_collector_closed_is_traced_to_its_opener() throws Exception {
        Model model = read(() -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.connect("c-2", connect -> {});
            TestRecording.close("c-2", close -> close.trigger = "CLEANER");
        });
        assertThat(model.sites().busiest(Act.CONNECT, Mark.COLLECTED))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(1));
    }

    @Test
    void what_the_end_of_the_jvm_closed_counts_as_closed_and_for_what_goes_on_as_open() throws Exception {
        Model model = read(() -> {
            TestRecording.connect("c-1", connect -> {});
            TestRecording.close("c-1", close -> {
                close.trigger = "EXIT";
                close.reason = "JVM_ENDED";
            });
        });
        assertThat(model.closed(group -> group.trigger() == Trigger.EXIT)).isEqualTo(1);
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS))
                .as("the shutdown hook's line is nobody's")
                .isEmpty();
        assertThat(model.stillOpen()).isEqualTo(1);
    }

    @Test
    void dumps_of_the_same_jvm_that_overlap_count_each_connection_once() throws Exception {
        try (TestRecording recording = new TestRecording().namingTheJvm()) {
            TestRecording.settings();
            TestRecording.close("c-1", close -> {});
            recording.dump(folder.resolve("first.jfr"));
            TestRecording.kernelState("c-1", "REMOTE", "REMOTE", false);
            TestRecording.close("c-2", close -> {});
            recording.dump(folder.resolve("second.jfr"));
        }
        Model model = Recordings.read(List.of(folder));
        assertThat(model.closed()).isEqualTo(2);
        assertThat(model.closed(group -> group.verdict().confirmed())).isEqualTo(1);
        assertThat(model.recordings().quality().duplicates()).isEqualTo(1);
        assertThat(model.recordings().jvms()).hasSize(1);
        assertThat(model.recordings().jvms().get(0).pid())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void chunks_that_follow_each_other_are_one_part() throws Exception {
        Path file;
        try (TestRecording recording = new TestRecording()) {
            for (int i = 0; i < 3; i++) {
                TestRecording.close("c-" + i, close -> {});
                // a dump ends the chunk
                Files.delete(recording.dump(folder.resolve("so-far.jfr")));
            }
            TestRecording.settings();
            file = recording.dump(folder.resolve("recorded.jfr"));
        }
        Workload load = Recordings.read(List.of(file)).connections().workloads().get(Models.PEER);
        assertThat(load.connections()).isEqualTo(3);
        assertThat(load.leftOut()).isZero();
    }

    @Test
    void files_that_do_not_name_their_jvm_are_not_mixed() throws Exception {
        for (String name : List.of("a.jfr", "b.jfr")) {
            try (TestRecording recording = new TestRecording()) {
                TestRecording.close("c-1", close -> {});
                recording.dump(folder.resolve(name));
            }
        }
        Model model = Recordings.read(List.of(folder));
        assertThat(model.closed()).isEqualTo(2);
        assertThat(model.recordings().jvms()).extracting(RecordedJvm::files).containsExactly(1, 1);
    }

    @Test
    void settings_counters_and_status_are_read() throws Exception {
        Model model = read(() -> {
            TestRecording.settings();
            TestRecording.counters(5);
            TestRecording.counters(12);
            TestRecording.status(status -> status.dropped = 3);
        });
        KernelSettings settings =
                model.recordings().networks().get(0).settings().orElseThrow();
        assertThat(settings.ephemeralPorts()).isEqualTo(28232);
        assertThat(settings.twReuseDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.finTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(model.recordings().networks().get(0).counters().growth("timeWaitOverflow"))
                .isEqualTo(7);
        assertThat(model.recordings().networks().get(0).counters().highest("timeWaitOverflow"))
                .isEqualTo(12);
        assertThat(model.recordings().jvms().get(0).agent().orElseThrow().dropped())
                .isEqualTo(3);
        assertThat(settings.reusesTimeWait(Destination.client("", "", "127.0.0.1", 1)))
                .isTrue();
    }

    private static void closeHere(String connection) {
        TestRecording.close(connection, close -> {});
    }

    private Model read(Runnable commits) throws Exception {
        try (TestRecording recording = new TestRecording()) {
            commits.run();
            return Recordings.read(List.of(recording.dump(folder.resolve("test.jfr"))));
        }
    }
}
