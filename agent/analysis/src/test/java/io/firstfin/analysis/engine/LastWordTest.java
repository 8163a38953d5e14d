package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.UNKNOWN;
import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.KernelStateEvent.Settled;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Reset.Cause;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Undelivered;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a close and the kernel's later words about it amount to: the verdict, its proof, and the TIME_WAIT. */
class LastWordTest {

    private static final String AT_CLOSE = "ESTABLISHED at the entry of close";

    @ParameterizedTest
    @CsvSource({
        "LOCAL, PROVEN, PROVEN, LOCAL, true",
        "REMOTE, PROVEN, PROVEN, REMOTE, true",
        "BOTH, PROVEN, PROVEN, UNKNOWN, true",
        "LOCAL, SUPPOSED, SUPPOSED, UNKNOWN, false",
        "REMOTE, SUPPOSED, SUPPOSED, UNKNOWN, false",
        "UNKNOWN, NONE, NONE, UNKNOWN, false",
        "UNKNOWN, PROVEN, NONE, UNKNOWN, false",
        "LOCAL, NONE, SUPPOSED, UNKNOWN, false"
    })
    void without_a_later_sample_the_close_says_what_it_is_worth(
            ClosedFirst first, Proof reported, Proof proof, TimeWait timeWait, boolean confirmed) {
        Model model =
                RecordedEvents.model(close(10, "c-1").first(first, reported).event());
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactly(new Verdict(first, proof, true, timeWait, confirmed));
    }

    @Test
    void what_a_client_sent_long_after_the_peers_fin_was_sent_on_a_stale_connection() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .sentAfterFin(Duration.ofSeconds(3), Duration.ofMillis(1_500))
                        .waited(Duration.ofMillis(1_500))
                        .event(),
                close(20, "c-2")
                        .sentAfterFin(Duration.ofSeconds(4), Duration.ofMillis(500))
                        .event(),
                close(30, "c-3").sentAfterFin(UNKNOWN, Duration.ofMillis(4)).event(),
                close(40, "c-4").sentAfterFin(UNKNOWN, UNKNOWN).event());

        CloseGroup group = model.connections().closes().get(0);
        assertThat(group.count()).isEqualTo(4);
        assertThat(group.sentAfterFin())
                .isEqualTo(new SentAfterFin(
                        4,
                        2,
                        2,
                        2,
                        new Range(Duration.ofSeconds(3), Duration.ofSeconds(4)),
                        new Range(Duration.ofMillis(500), Duration.ofMillis(1_500))));
        assertThat(group.closeWaits().overdue()).isZero();
        assertThat(model.sites().busiest(Act.CLOSE, Mark.STALE))
                .hasValueSatisfying(site -> assertThat(site.count()).isEqualTo(2));
    }

    @Test
    void a_server_that_answers_late_has_no_stale_connection_nor_has_a_client_that_says_farewell() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .as(Role.SERVER)
                        .sentAfterFin(Duration.ofSeconds(3), Duration.ofSeconds(1))
                        .event(),
                close(20, "c-2")
                        .because("PEER_CLOSED")
                        .sentAfterFin(Duration.ofSeconds(3), Duration.ofSeconds(1))
                        .event());

        assertThat(model.connections().closes())
                .extracting(group -> group.sentAfterFin().stale())
                .containsOnly(0L);
    }

    @Test
    void a_client_that_reset_what_it_found_stale_lost_nothing() {
        Model model = RecordedEvents.model(close(10, "c-1")
                .first(ClosedFirst.REMOTE, Proof.PROVEN)
                .ending(Ending.RESET_BY_LINGER, ResetBy.LOCAL)
                .because("STALE")
                .event());

        assertThat(model.connections().closes().get(0).sentAfterFin().staleLost())
                .isZero();
    }

    @Test
    void a_client_that_found_the_peers_fin_before_its_request_had_a_stale_connection_and_lost_nothing() {
        Model model = RecordedEvents.model(close(10, "c-1")
                .first(ClosedFirst.REMOTE, Proof.PROVEN)
                .because("STALE")
                .event());

        assertThat(model.connections().closes().get(0).sentAfterFin())
                .isEqualTo(new SentAfterFin(0, 1, 0, 0, Range.NONE, Range.NONE));
    }

    @Test
    void what_the_peer_has_not_taken_a_second_after_our_close_is_undelivered() {
        Model model = RecordedEvents.model(
                close(10, "c-1").event(),
                waiting(60, "c-1", 900),
                waiting(2_010, "c-1", 700),
                close(20, "c-2").event(),
                waiting(70, "c-2", 900),
                close(30, "c-3").event(),
                waiting(2_030, "c-3", 900),
                new KernelStateEvent(at(10_030), "c-3", "FIN_WAIT2", UNKNOWN, -1, Optional.empty()));

        assertThat(model.connections().closes().stream()
                        .map(CloseGroup::undelivered)
                        .reduce(Undelivered.NONE, Undelivered::plus))
                .isEqualTo(new Undelivered(1, 700, Duration.ofSeconds(2)));
    }

    private static KernelStateEvent waiting(long millis, String connection, long undelivered) {
        return new KernelStateEvent(at(millis), connection, "FIN_WAIT1", UNKNOWN, undelivered, Optional.empty());
    }

    @Test
    void the_last_word_of_the_kernel_says_what_it_is_worth() {
        Model model = RecordedEvents.model(
                kernel(10, "c-1", ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN, TimeWait.LOCAL),
                close(20, "c-1").first(ClosedFirst.UNKNOWN, Proof.NONE).event(),
                kernel(30, "c-1", ClosedFirst.LOCAL, Proof.PROVEN, Ending.FIN, TimeWait.LOCAL),
                close(40, "c-2").event(),
                kernel(50, "c-2", ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN, TimeWait.UNKNOWN));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, true, TimeWait.LOCAL, true),
                        new Verdict(ClosedFirst.LOCAL, Proof.SUPPOSED, true, TimeWait.UNKNOWN, false));
    }

    @Test
    void an_agent_that_reported_no_proof_is_believed_as_before() {
        Model model = RecordedEvents.model(
                close(10, "c-1").withoutProof().event(),
                close(20, "c-2")
                        .first(ClosedFirst.UNKNOWN, Proof.NONE)
                        .withoutProof()
                        .event(),
                close(30, "c-3").withoutProof().event(),
                kernelOfAnOldAgent(40, "c-3", ClosedFirst.LOCAL, Optional.of(Ending.FIN), TimeWait.LOCAL, true));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, false, TimeWait.LOCAL, false),
                        new Verdict(ClosedFirst.UNKNOWN, Proof.NONE, false, TimeWait.UNKNOWN, false),
                        new Verdict(ClosedFirst.LOCAL, Proof.PROVEN, false, TimeWait.LOCAL, true));
    }

    @Test
    void why_a_verdict_is_only_supposed_is_kept() {
        Model model = RecordedEvents.model(
                close(10, "c-1").first(ClosedFirst.LOCAL, Proof.SUPPOSED).event(),
                kernel(20, "c-2", ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN, TimeWait.UNKNOWN),
                close(30, "c-2").first(ClosedFirst.LOCAL, Proof.SUPPOSED).event());
        assertThat(model.connections().closes())
                .extracting(CloseGroup::evidence)
                .containsExactlyInAnyOrder(
                        new VerdictEvidence(ClosedFirst.LOCAL, AT_CLOSE, "", true),
                        new VerdictEvidence(ClosedFirst.LOCAL, AT_CLOSE, "FIN_WAIT2 after close", true));
    }

    @Test
    void who_set_so_linger_0_is_counted_for_what_it_reset() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .ending(Ending.RESET_BY_LINGER, ResetBy.LOCAL)
                        .lingering(0)
                        .lingerSetBy("redis.clients.jedis.Pool.socket:9")
                        .event(),
                close(20, "c-2").lingering(0).lingerSetBy("shop.Feed.open:3").event(),
                close(30, "c-3")
                        .ending(Ending.RESET_BY_LINGER, ResetBy.LOCAL)
                        .lingering(0)
                        .event());
        assertThat(model.sites().of(Act.SET_LINGER, group -> true))
                .extracting(share -> share.site().label() + " " + share.count())
                .containsExactly("redis.clients.jedis.Pool.socket(Pool.java:9) of Jedis 1");
    }

    @Test
    void what_is_supposed_proves_no_step() {
        Model model = RecordedEvents.model(
                close(10, "c-1").first(ClosedFirst.LOCAL, Proof.SUPPOSED).event(),
                kernel(20, "c-1", ClosedFirst.LOCAL, Proof.SUPPOSED, Ending.FIN, TimeWait.LOCAL));
        assertThat(model.connections().transitions().counts()).isEmpty();
        assertThat(model.connections().transitions().unplaced()).isEqualTo(1);
    }

    @Test
    void a_reset_after_our_fin_leaves_no_time_wait_whoever_was_first() {
        Model model = RecordedEvents.model(
                close(10, "c-1").event(),
                kernelReset(20, "c-1", ResetBy.LOCAL),
                close(30, "c-2").ending(Ending.FIN_THEN_RESET, ResetBy.REMOTE).event());
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
        assertThat(attributed(model)).isZero();
        assertThat(model.destinations().get(0).timeWaitOurs()).isZero();
    }

    /** A Socket sends its FIN before the reset that SO_LINGER 0 or unread data makes. */
    @Test
    void a_reset_that_the_close_made_itself_is_no_late_answer() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .ending(Ending.FIN_THEN_RESET, ResetBy.LOCAL)
                        .unread(7)
                        .event(),
                close(20, "c-2")
                        .ending(Ending.FIN_THEN_RESET, ResetBy.LOCAL)
                        .lingering(0)
                        .event(),
                close(30, "c-3")
                        .ending(Ending.FIN_THEN_RESET, ResetBy.REMOTE)
                        .unread(7)
                        .event(),
                // without a word on who reset, as older agents wrote it
                close(40, "c-4").ending(Ending.FIN_THEN_RESET).event());
        assertThat(model.connections().closes())
                .extracting(CloseGroup::reset)
                .containsExactlyInAnyOrder(
                        new Reset(ResetBy.LOCAL, Cause.UNREAD_DATA),
                        new Reset(ResetBy.LOCAL, Cause.LINGER),
                        new Reset(ResetBy.REMOTE, Cause.AFTER_OUR_FIN),
                        new Reset(ResetBy.UNKNOWN, Cause.AFTER_OUR_FIN));
    }

    @Test
    void whoever_had_sent_a_fin_was_finished() {
        Model model = RecordedEvents.model(Stream.of(ClosedFirst.values())
                .map(first -> close(10, "c-" + first)
                        .first(first, first == ClosedFirst.UNKNOWN ? Proof.NONE : Proof.PROVEN)
                        .ending(Ending.FIN_THEN_RESET, ResetBy.REMOTE)
                        .event())
                .toList());
        assertThat(model.closed()).isEqualTo(4);
        assertThat(model.closed(CloseGroup::closedTooEarly)).isEqualTo(1);
    }

    @Test
    void the_last_word_settles_who_reset_too() {
        Model model = RecordedEvents.model(
                close(10, "c-1").ending(Ending.FIN_THEN_RESET, ResetBy.UNKNOWN).event(),
                kernelReset(20, "c-1", ResetBy.REMOTE),
                close(30, "c-2").ending(Ending.RESET_BY_LINGER, ResetBy.LOCAL).event(),
                kernel(40, "c-2", ClosedFirst.REMOTE, Proof.PROVEN, Ending.FIN, TimeWait.REMOTE));
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
    void time_wait_counts_by_the_last_word_of_the_kernel(
            ClosedFirst first, Ending ending, TimeWait timeWait, long ours) {
        counted(
                RecordedEvents.model(
                        close(10, "c-1").withoutProof().event(),
                        kernel(20, "c-1", first, Proof.PROVEN, ending, timeWait)),
                ours);
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
        "UNKNOWN, NONE, FIN, 0"
    })
    void without_one_it_counts_only_where_it_follows(ClosedFirst first, Proof proof, Ending ending, long ours) {
        counted(
                RecordedEvents.model(
                        close(10, "c-1").first(first, proof).ending(ending).event()),
                ours);
    }

    @Test
    void without_one_it_follows_from_the_close_of_an_agent_that_reported_no_proof() {
        counted(RecordedEvents.model(close(10, "c-1").withoutProof().event()), 1);
    }

    @Test
    void the_last_word_of_the_kernel_settles_the_verdict() {
        Model model = RecordedEvents.model(
                kernelOfAnOldAgent(10, "c-1", ClosedFirst.LOCAL, Optional.empty(), TimeWait.LOCAL, true),
                close(20, "c-1").withoutProof().event(),
                kernelOfAnOldAgent(30, "c-1", ClosedFirst.BOTH, Optional.empty(), TimeWait.BOTH, false));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactly(new Verdict(ClosedFirst.BOTH, TimeWait.BOTH, true));
        assertThat(model.recordings().quality().disagreements()).isEqualTo(1);
    }

    /** Agents before counted a later word as a contradiction of nothing. */
    @Test
    void a_close_that_did_not_know_who_was_first_is_contradicted_by_no_word_of_the_kernel() {
        Model model = RecordedEvents.model(
                close(20, "c-1").first(ClosedFirst.UNKNOWN, Proof.NONE).event(),
                kernelOfAnOldAgent(30, "c-1", ClosedFirst.LOCAL, Optional.empty(), TimeWait.LOCAL, false));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactly(new Verdict(ClosedFirst.LOCAL, TimeWait.LOCAL, true));
        assertThat(model.recordings().quality().disagreements()).isZero();
    }

    @Test
    void without_a_later_sample_only_a_peer_that_was_first_is_certain() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .first(ClosedFirst.REMOTE, Proof.NONE)
                        .withoutProof()
                        .event(),
                close(20, "c-2").ending(Ending.RESET_BY_LINGER).withoutProof().event(),
                close(30, "c-3")
                        .first(ClosedFirst.BOTH, Proof.NONE)
                        .withoutProof()
                        .event());
        assertThat(model.connections().closes())
                .extracting(CloseGroup::verdict)
                .containsExactlyInAnyOrder(
                        new Verdict(ClosedFirst.REMOTE, TimeWait.REMOTE, true),
                        new Verdict(ClosedFirst.LOCAL, TimeWait.NONE, false),
                        new Verdict(ClosedFirst.BOTH, TimeWait.UNKNOWN, false));
    }

    @Test
    void the_last_word_of_the_kernel_settles_the_ending_too() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .first(ClosedFirst.UNKNOWN, Proof.NONE)
                        .withoutProof()
                        .ending(Ending.UNKNOWN)
                        .event(),
                kernelOfAnOldAgent(20, "c-1", ClosedFirst.LOCAL, Optional.of(Ending.FIN), TimeWait.LOCAL, true));
        assertThat(model.connections().closes()).extracting(CloseGroup::ending).containsExactly(Ending.FIN);
        assertThat(model.connections().closes().get(0).leavesTimeWaitWithUs()).isTrue();
    }

    @Test
    void what_the_kernel_showed_is_kept_where_it_leaves_the_verdict_open() {
        Model model = RecordedEvents.model(
                close(10, "c-1")
                        .withoutProof()
                        .evidence("ESTABLISHED at the entry")
                        .event(),
                kernel(
                        20,
                        "c-1",
                        new Settled(
                                ClosedFirst.UNKNOWN,
                                Optional.empty(),
                                Optional.of(Ending.UNKNOWN),
                                ResetBy.NONE,
                                TimeWait.NONE,
                                false,
                                "nothing left to prove it")));
        assertThat(model.connections().closes())
                .extracting(CloseGroup::evidence)
                .containsExactly(new VerdictEvidence(
                        ClosedFirst.LOCAL, "ESTABLISHED at the entry", "nothing left to prove it", false));
        assertThat(model.connections().closes().get(0).ending()).isEqualTo(Ending.UNKNOWN);
    }

    private static void counted(Model model, long ours) {
        assertThat(model.closed(CloseGroup::leavesTimeWaitWithUs)).isEqualTo(ours);
        assertThat(attributed(model)).isEqualTo(ours);
        assertThat(model.destinations().get(0).timeWaitOurs()).isEqualTo(ours);
        assertThat(model.connections().workloads().values())
                .allSatisfy(load -> assertThat(load.closesOurs().size()).isEqualTo((int) ours));
        assertThat(model.sites().busiest(Act.CLOSE, Mark.TIME_WAIT_OURS).isPresent())
                .isEqualTo(ours > 0);
    }

    private static long attributed(Model model) {
        return model.ports().timeWait().stream()
                .mapToLong(TimeWaitCensus::charged)
                .sum();
    }

    /** Nothing is left of the connection; no reset was seen. */
    private static KernelStateEvent kernel(
            long millis, String connection, ClosedFirst first, Proof proof, Ending ending, TimeWait timeWait) {
        return kernel(
                millis,
                connection,
                new Settled(
                        first,
                        Optional.of(proof),
                        Optional.of(ending),
                        ResetBy.NONE,
                        timeWait,
                        true,
                        "FIN_WAIT2 after close"));
    }

    /** A reset came after our FIN, which was first. */
    private static KernelStateEvent kernelReset(long millis, String connection, ResetBy side) {
        return kernel(
                millis,
                connection,
                new Settled(
                        ClosedFirst.LOCAL,
                        Optional.of(Proof.PROVEN),
                        Optional.of(Ending.FIN_THEN_RESET),
                        side,
                        TimeWait.NONE,
                        true,
                        "FIN_WAIT2 after close"));
    }

    private static KernelStateEvent kernel(long millis, String connection, Settled verdict) {
        return new KernelStateEvent(at(millis), connection, "", UNKNOWN, Optional.of(verdict));
    }

    /** TIME_WAIT, by an agent that reported no proof, and no reset. */
    private static KernelStateEvent kernelOfAnOldAgent(
            long millis,
            String connection,
            ClosedFirst first,
            Optional<Ending> ending,
            TimeWait timeWait,
            boolean agrees) {
        return new KernelStateEvent(
                at(millis),
                connection,
                "TIME_WAIT",
                Duration.ofSeconds(59),
                Optional.of(new Settled(first, Optional.empty(), ending, ResetBy.NONE, timeWait, agrees, "")));
    }
}
