package io.firstfin.analysis.engine;

import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.TimeSeries;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTallyTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void there_are_never_more_steps_than_that_and_they_reach_to_the_end() {
        forAll(choices -> choices.between(0, Duration.ofDays(400).toMillis()), millis -> {
            Timeline timeline = tally(Duration.ofMillis(millis)).timeline(new Sources());
            assertThat(timeline.steps()).isBetween(1, Timeline.MOST_STEPS);
            assertThat(timeline.end(timeline.steps() - 1)).isAfterOrEqualTo(BEGIN.plusMillis(millis));
        });
    }

    @Test
    void up_to_a_minute_a_step_divides_the_life_of_a_time_wait() {
        forAll(choices -> choices.between(1, 600 * 60_000), millis -> {
            Timeline timeline = tally(Duration.ofMillis(millis)).timeline(new Sources());
            assertThat(60_000 % timeline.step().toMillis()).isZero();
        });
    }

    @Test
    void each_event_counts_in_the_step_of_its_time_and_none_is_lost_at_the_ends() {
        TimelineTally tally = tally(Duration.ofSeconds(10));
        tally.add(TimelineKind.OPENED, 0, PEER, MomentList.nanos(BEGIN.minusMillis(3)), 1);
        tally.add(TimelineKind.OPENED, 0, PEER, MomentList.nanos(BEGIN.plusMillis(1_234)), 1);
        tally.add(TimelineKind.OPENED, 1, SERVER, MomentList.nanos(BEGIN.plusSeconds(11)), 1);
        Timeline timeline = tally.timeline(new Sources());
        assertThat(timeline.step()).isEqualTo(Duration.ofMillis(50));
        assertThat(opened(timeline.all())).isEqualTo(3);
        assertThat(timeline.all().at(TimelineKind.OPENED, 0)).isEqualTo(1);
        assertThat(timeline.all().at(TimelineKind.OPENED, 24)).isEqualTo(1);
        assertThat(timeline.all().at(TimelineKind.OPENED, 199)).isEqualTo(1);
        assertThat(timeline.jvms().stream().map(TimelineTallyTest::opened)).containsExactly(2L, 1L);
        assertThat(timeline.of(PEER).map(TimelineTallyTest::opened)).contains(2L);
    }

    @Test
    void what_was_closed_without_being_opened_was_open_before() {
        TimelineTally tally = tally(Duration.ofSeconds(10));
        tally.add(TimelineKind.OPENED, 0, PEER, MomentList.nanos(BEGIN), 1);
        tally.staysOpen(0, PEER, 1);
        tally.add(TimelineKind.CLOSED_BY_US, 0, PEER, MomentList.nanos(BEGIN.plusSeconds(5)), 1);
        assertThat(tally.timeline(new Sources()).all().open()).startsWith(2, 2).endsWith(1, 1);
    }

    @Test
    void a_connect_without_a_local_address_goes_with_the_others_to_its_destination() {
        Sources sources = new Sources();
        sources.add(PEER);
        TimelineTally tally = tally(Duration.ofSeconds(10));
        tally.add(TimelineKind.OPENED, 0, PEER, MomentList.nanos(BEGIN), 1);
        tally.add(
                TimelineKind.OUT_OF_PORTS,
                0,
                Destination.client(PEER.network(), "", PEER.address(), PEER.port()),
                MomentList.nanos(BEGIN),
                1);
        TimeSeries towards = tally.timeline(sources).of(PEER).orElseThrow();
        assertThat(towards.total(TimelineKind.OPENED)).isEqualTo(1);
        assertThat(towards.total(TimelineKind.OUT_OF_PORTS)).isEqualTo(1);
    }

    @Test
    void more_destinations_than_are_followed_still_count_together() {
        TimelineTally tally = tally(Duration.ofSeconds(10));
        IntStream.range(0, 1_000)
                .forEach(i -> tally.add(
                        TimelineKind.OPENED,
                        0,
                        Destination.client("net", "10.0.0.1", "10.0.0.7", i),
                        MomentList.nanos(BEGIN),
                        1));
        Timeline timeline = tally.timeline(new Sources());
        assertThat(timeline.destinations()).hasSize(200);
        assertThat(opened(timeline.all())).isEqualTo(1_000);
    }

    @Test
    void a_time_that_nobody_recorded_is_told_as_such() {
        Timeline timeline = new TimelineTally(List.of(
                        new Window(BEGIN, BEGIN.plusSeconds(100)),
                        new Window(BEGIN.plusSeconds(200), BEGIN.plusSeconds(300))))
                .timeline(new Sources());
        assertThat(timeline.step()).isEqualTo(Duration.ofMillis(500));
        assertThat(timeline.recorded().subList(0, 200)).containsOnly(true);
        assertThat(timeline.recorded().subList(200, 400)).containsOnly(false);
        assertThat(timeline.recorded().subList(400, 600)).containsOnly(true);
    }

    private static TimelineTally tally(Duration span) {
        return new TimelineTally(List.of(new Window(BEGIN, BEGIN.plus(span))));
    }

    private static long opened(TimeSeries course) {
        return course.total(TimelineKind.OPENED);
    }
}
