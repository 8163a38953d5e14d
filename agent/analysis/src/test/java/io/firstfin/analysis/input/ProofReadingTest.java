package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofReadingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "LOCAL, PROVEN, PROVEN, LOCAL, true",
        "REMOTE, PROVEN, PROVEN, REMOTE, true",
        "BOTH, PROVEN, PROVEN, UNKNOWN, true",
        "LOCAL, SUPPOSED, SUPPOSED, UNKNOWN, false",
        "REMOTE, SUPPOSED, SUPPOSED, UNKNOWN, false",
        "UNKNOWN, NONE, NONE, UNKNOWN, false",
        "UNKNOWN, PROVEN, NONE, UNKNOWN, false",
        "LOCAL, NONE, SUPPOSED, UNKNOWN, false",
        "LOCAL, LIKELY, SUPPOSED, UNKNOWN, false"
    })
    void without_a_later_look_the_close_says_what_it_is_worth(
            ClosedFirst first, String told, Proof proof, TimeWait timeWait, boolean confirmed) throws Exception {
        Model model = read(() -> TestRecording.close("c-1", close -> {
            close.closedFirst = first.name();
            close.proof = told;
        }));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactly(new Verdict(first, proof, true, timeWait, confirmed));
    }

    @Test
    void the_last_word_of_the_kernel_says_what_it_is_worth() throws Exception {
        Model model = read(() -> {
            TestRecording.kernelState("c-1", "LOCAL", "SUPPOSED", "FIN", null, "LOCAL");
            TestRecording.close("c-1", close -> {
                close.closedFirst = "UNKNOWN";
                close.proof = "NONE";
            });
            TestRecording.kernelState("c-1", "LOCAL", "PROVEN", "FIN", null, "LOCAL");
            TestRecording.close("c-2", close -> close.proof = "PROVEN");
            TestRecording.kernelState("c-2", "LOCAL", "SUPPOSED", "FIN", null, "UNKNOWN");
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, true, TimeWait.LOCAL, true),
                        new Verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, true, TimeWait.UNKNOWN, false));
    }

    @Test
    void an_agent_that_told_no_proof_is_believed_as_before() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {});
            TestRecording.close("c-2", close -> close.closedFirst = "UNKNOWN");
            TestRecording.close("c-3", close -> {});
            TestRecording.kernelState("c-3", "LOCAL", "LOCAL", "FIN", true);
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, false, TimeWait.LOCAL, false),
                        new Verdict(ClosedFirst.UNKNOWN, Proof.NONE, false, TimeWait.UNKNOWN, false),
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, false, TimeWait.LOCAL, true));
    }

    @Test
    void why_a_verdict_is_only_supposed_is_kept() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.proof = "SUPPOSED");
            TestRecording.kernelState("c-2", "LOCAL", "SUPPOSED", "FIN", null, "UNKNOWN");
            TestRecording.close("c-2", close -> close.proof = "SUPPOSED");
        });
        String atClose = "ESTABLISHED at the entry of close";
        assertThat(model.connections().closes())
                .extracting(CloseGroup::evidence)
                .containsExactlyInAnyOrder(
                        new VerdictEvidence(ClosedFirst.LOCAL, atClose, "", true),
                        new VerdictEvidence(ClosedFirst.LOCAL, atClose, "FIN_WAIT2 after close", true));
    }

    @Test
    void what_is_supposed_proves_no_step() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.proof = "SUPPOSED");
            TestRecording.kernelState("c-1", "LOCAL", "SUPPOSED", "FIN", null, "LOCAL");
        });
        assertThat(model.connections().transitions().counts()).isEmpty();
        assertThat(model.connections().transitions().unplaced()).isEqualTo(1);
    }

    @Test
    void a_reset_after_our_fin_leaves_no_time_wait_whoever_was_first() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> close.proof = "PROVEN");
            TestRecording.kernelState("c-1", "LOCAL", "PROVEN", "FIN_THEN_RESET", "LOCAL", "NONE");
            TestRecording.close("c-2", close -> {
                close.proof = "PROVEN";
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "REMOTE";
            });
        });
        assertThat(model.connections().closes()).hasSize(2).allSatisfy(group -> {
            assertThat(group.ending()).isEqualTo(Ending.FIN_THEN_RESET);
            assertThat(group.verdict().timeWait()).isEqualTo(TimeWait.NONE);
            assertThat(group.leavesTimeWaitWithUs()).isFalse();
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::reset)
                .containsExactlyInAnyOrder(
                        new Reset(ResetBy.LOCAL, Cause.AFTER_OUR_FIN), new Reset(ResetBy.REMOTE, Cause.AFTER_OUR_FIN));
        assertThat(model.sites().busiest(Act.CLOSE, Mark.CLOSED_TOO_EARLY))
                .hasValueSatisfying(share -> assertThat(share.count()).isEqualTo(2));
        assertThat(model.connections().transitions().of(Transition.FIRST_FIN_OURS))
                .isEqualTo(2);
        assertThat(model.connections().transitions().of(Transition.RESET_AFTER_FIN))
                .isEqualTo(2);
        assertThat(model.connections().transitions().unplaced()).isZero();
        assertThat(charged(model)).isZero();
        assertThat(model.destinations().get(0).timeWaitOurs()).isZero();
    }

    /** A Socket sends its FIN before the reset that SO_LINGER 0 or unread data makes. */
    @Test
    void a_reset_that_the_close_made_itself_is_no_late_answer() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "LOCAL";
                close.unreadBytes = 7;
            });
            TestRecording.close("c-2", close -> {
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "LOCAL";
                close.soLinger = 0;
            });
            TestRecording.close("c-3", close -> {
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "REMOTE";
                close.unreadBytes = 7;
            });
            TestRecording.close("c-4", close -> close.ending = "FIN_THEN_RESET");
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::reset)
                .containsExactlyInAnyOrder(
                        new Reset(ResetBy.LOCAL, Cause.UNREAD_DATA),
                        new Reset(ResetBy.LOCAL, Cause.LINGER),
                        new Reset(ResetBy.REMOTE, Cause.AFTER_OUR_FIN),
                        new Reset(ResetBy.UNKNOWN, Cause.AFTER_OUR_FIN));
    }

    @Test
    void whoever_had_sent_a_fin_was_finished() throws Exception {
        Model model = read(() -> List.of("REMOTE", "BOTH", "UNKNOWN", "LOCAL")
                .forEach(first -> TestRecording.close("c-" + first, close -> {
                    close.closedFirst = first;
                    close.proof = first.equals("UNKNOWN") ? "NONE" : "PROVEN";
                    close.ending = "FIN_THEN_RESET";
                    close.resetBy = "REMOTE";
                })));
        assertThat(model.closed(CloseGroup::closedTooEarly)).isEqualTo(1);
    }

    @Test
    void who_reset_is_told_by_the_last_word_too() throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {
                close.ending = "FIN_THEN_RESET";
                close.resetBy = "UNKNOWN";
            });
            TestRecording.kernelState("c-1", "LOCAL", "PROVEN", "FIN_THEN_RESET", "REMOTE", "NONE");
            TestRecording.close("c-2", close -> {
                close.ending = "RESET_BY_LINGER";
                close.resetBy = "LOCAL";
            });
            TestRecording.kernelState("c-2", "REMOTE", "PROVEN", "FIN", null, "REMOTE");
        });
        assertThat(model.connections().closes())
                .extracting(CloseGroup::reset)
                .containsExactlyInAnyOrder(new Reset(ResetBy.REMOTE, Cause.AFTER_OUR_FIN), Reset.NONE);
    }

    /** The kernel's word is counted, not what its other words would lead to. */
    @ParameterizedTest
    @CsvSource({
        "LOCAL, FIN, LOCAL, 1",
        "BOTH, FIN, BOTH, 1",
        "BOTH, FIN, REMOTE, 0",
        "LOCAL, FIN, UNKNOWN, 0",
        "LOCAL, UNKNOWN, NONE, 0",
        "LOCAL, UNKNOWN, LOCAL, 1",
        "UNKNOWN, FIN, LOCAL, 1",
        "REMOTE, FIN, REMOTE, 0"
    })
    void time_wait_counts_by_the_last_word_of_the_kernel(String first, String ending, String timeWait, long ours)
            throws Exception {
        Model model = read(() -> {
            TestRecording.close("c-1", close -> {});
            TestRecording.kernelState("c-1", first, "PROVEN", ending, null, timeWait);
        });
        counted(model, ours);
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, PROVEN, FIN, 1",
        "LOCAL, SUPPOSED, FIN, 0",
        "LOCAL, PROVEN, UNKNOWN, 0",
        "LOCAL, PROVEN, FIN_THEN_RESET, 0",
        "LOCAL, PROVEN, RESET_BY_LINGER, 0",
        "BOTH, PROVEN, FIN, 0",
        "REMOTE, PROVEN, FIN, 0",
        "UNKNOWN, NONE, FIN, 0",
        "LOCAL,, FIN, 1"
    })
    void without_one_it_counts_only_where_it_follows(String first, String proof, String ending, long ours)
            throws Exception {
        Model model = read(() -> TestRecording.close("c-1", close -> {
            close.closedFirst = first;
            close.proof = proof;
            close.ending = ending;
        }));
        counted(model, ours);
    }

    private static void counted(Model model, long ours) {
        assertThat(model.closed(CloseGroup::leavesTimeWaitWithUs)).isEqualTo(ours);
        assertThat(charged(model)).isEqualTo(ours);
        assertThat(model.destinations().get(0).timeWaitOurs()).isEqualTo(ours);
        assertThat(model.connections().workloads().values())
                .allSatisfy(load -> assertThat(load.closesOurs().size()).isEqualTo((int) ours));
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS).isPresent())
                .isEqualTo(ours > 0);
    }

    private static long charged(Model model) {
        return model.ports().timeWait().stream()
                .mapToLong(TimeWaitCensus::charged)
                .sum();
    }

    private Model read(Runnable commits) throws Exception {
        try (TestRecording recording = new TestRecording()) {
            TestRecording.settings();
            commits.run();
            return Recordings.read(List.of(recording.dump(folder.resolve("test.jfr"))));
        }
    }
}
