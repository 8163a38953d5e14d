package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Findings;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
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

    /** As an always-on recording has them: no stack with the event, a sampled one beside it. */
    @Test
    void connects_that_failed_are_found_in_the_code_of_sampled_stacks() throws Exception {
        Model model;
        try (TestRecording recording = new TestRecording(false)) {
            TestRecording.connect("c-1", connect -> {
                connect.localAddress = null;
                connect.failure = "Cannot assign requested address";
                connect.failureKind = "PORTS_EXHAUSTED";
            });
            TestRecording.sample("c-1", "CONNECT", 4);
            TestRecording.connect("c-2", connect -> {
                connect.failure = "Connection refused";
                connect.failureKind = "REFUSED";
            });
            TestRecording.sample("c-2", "CONNECT", 4);
            model = Recordings.read(List.of(recording.dump(folder.resolve("sampled.jfr"))));
        }
        for (FindingId id : List.of(FindingId.PORTS_EXHAUSTED, FindingId.CONNECT_FAILED)) {
            assertThat(Findings.of(model))
                    .filteredOn(finding -> finding.id() == id)
                    .singleElement()
                    .extracting(Finding::statement)
                    .asString()
                    .contains(
                            " All were attempted in " + TestRecording.class.getName() + ".sample(TestRecording.java:");
        }
    }

    @Test
    void verdicts_and_the_kernels_words_on_them_are_read() throws Exception {
        Model model = read(() -> {
            // a word of a newer agent is no proof, and an older agent wrote none
            TestRecording.close("c-1", close -> close.proof = "LIKELY");
            TestRecording.close("c-2", close -> {});
            TestRecording.close("c-3", close -> {
                close.closedFirst = "UNKNOWN";
                close.proof = "NONE";
                close.evidence = "ESTABLISHED at the entry";
            });
            TestRecording.kernelState("c-3", "REMOTE", "SUPPOSED", "FIN_THEN_RESET", "LOCAL", "NONE");
            TestRecording.close("c-4", close -> {
                close.proof = "PROVEN";
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "REMOTE";
                close.closeWait = 3_000_000_000L;
                close.trigger = "CLEANER";
            });
            TestRecording.kernelState("c-5", "BOTH", "BOTH", false);
            TestRecording.close("c-5", close -> close.lifetime = TestRecording.UNKNOWN);
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, true, TimeWait.UNKNOWN, false),
                        new Verdict(ClosedFirst.LOCAL, TimeWait.LOCAL, false),
                        new Verdict(ClosedFirst.REMOTE, Proof.SUPPOSED, true, TimeWait.NONE, false),
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, true, TimeWait.NONE, true),
                        new Verdict(ClosedFirst.BOTH, TimeWait.BOTH, true));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::evidence)
                .contains(new VerdictEvidence(
                        ClosedFirst.UNKNOWN, "ESTABLISHED at the entry", "FIN_WAIT2 after close", true));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::reset)
                .contains(
                        new Reset(ResetBy.LOCAL, Cause.AFTER_OUR_FIN), new Reset(ResetBy.REMOTE, Cause.AFTER_OUR_FIN));
        assertThat(model.closed(group -> group.trigger() == Trigger.CLEANER)).isEqualTo(1);
        assertThat(model.connections().closes())
                .extracting(CloseGroup::closeWaits)
                .contains(new CloseWaits(1, Duration.ofSeconds(3)));
        assertThat(model.connections().closes().stream()
                        .mapToLong(group -> group.lifetimes().known())
                        .sum())
                .isEqualTo(4);
        assertThat(model.recordings().quality().disagreements()).isEqualTo(1);
    }

    @Test
    void opens_binds_and_samples_are_read() throws Exception {
        Model model;
        try (TestRecording recording = new TestRecording(false)) {
            TestRecording.connect("c-1", connect -> {
                connect.localAddress = null;
                connect.failure = "Cannot assign requested address";
                connect.failureKind = "PORTS_EXHAUSTED";
            });
            TestRecording.connect("c-2", connect -> connect.boundFirst = true);
            TestRecording.connect("c-3", connect -> connect.failure = "Connection refused");
            TestRecording.accept("c-4", 80, "10.0.0.9");
            TestRecording.bindFailed("Address already in use");
            TestRecording.sample("c-5", "CLOSE", 40);
            TestRecording.close("c-5", close -> {});
            TestRecording.status(status -> status.liveConnections = 2);
            model = Recordings.read(List.of(recording.dump(folder.resolve("opens.jfr"))));
        }
        assertThat(model.opened(group -> group.failure() == FailureKind.PORTS_EXHAUSTED))
                .isEqualTo(1);
        assertThat(model.opened(group -> group.failure() == FailureKind.OTHER)).isEqualTo(1);
        assertThat(model.opened(group -> group.boundFirst())).isEqualTo(1);
        assertThat(model.stillOpen()).isEqualTo(2);
        assertThat(model.connections().bindFailures()).hasSize(1);
        assertThat(model.connections().bindFailures().get(0).isExhaustion()).isTrue();
        assertThat(model.sites().sampled()).isTrue();
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(40));
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
