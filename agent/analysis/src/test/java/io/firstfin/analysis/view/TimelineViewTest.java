package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.NETWORK;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Timelines;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimelineViewTest {

    private static final Destination OTHER = Destination.client(NETWORK, "10.0.0.1", "10.0.0.8", 5432);
    private static final Destination POOL = Destination.client(NETWORK, "10.0.0.1", "", 0);

    @Test
    void the_destination_of_the_most_urgent_finding_comes_first() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 30)
                .opened(PEER, FailureKind.NONE, 30)
                .closed(OTHER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 10)
                .timeline(new Timelines()
                        .each(TimelineKind.CLOSED_BY_US, PEER, 3)
                        .each(TimelineKind.CLOSED_BY_US, OTHER, 1)
                        .build())
                .build();
        assertThat(model.destinations().get(0).destination()).isEqualTo(PEER);
        assertThat(labels(model)).containsExactly("10.0.0.8:5432", "10.0.0.7:8080", "all connections");
    }

    @Test
    void a_pool_of_binds_that_ran_out_comes_before_destinations_without_trouble() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.REMOTE, 30)
                .timeline(new Timelines()
                        .each(TimelineKind.CLOSED_BY_PEER, SERVER, 3)
                        .budget(budget(0, PortSide.BIND, POOL, Map.of(7, 2L)))
                        .build())
                .build();
        assertThat(labels(model))
                .containsExactly("binds before connect from 10.0.0.1", "our port 80", "all connections");
    }

    @Test
    void a_destination_whose_ports_were_sampled_without_our_address_or_by_several_jvms_is_one_subject() {
        Destination withoutSource = Destination.client(NETWORK, "", "10.0.0.7", 8080);
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 30)
                .timeline(new Timelines()
                        .each(TimelineKind.CLOSED_BY_US, PEER, 3)
                        .budget(budget(0, PortSide.CLIENT, withoutSource, Map.of()))
                        .budget(budget(1, PortSide.CLIENT, withoutSource, Map.of()))
                        .budget(budget(0, PortSide.CLIENT, OTHER, Map.of()))
                        .budget(budget(1, PortSide.CLIENT, OTHER, Map.of()))
                        .build())
                .build();
        assertThat(labels(model)).containsExactly("10.0.0.7:8080", "10.0.0.8:5432", "all connections");
        assertThat(TimelineView.of(Report.of(model)).subjects().get(0).budget()).isPresent();
    }

    @Test
    void where_nothing_is_ours_the_kernel_s_count_is_shown() {
        Model model = new Models()
                .opened(PEER, FailureKind.NONE, 10)
                .timeline(new Timelines()
                        .each(TimelineKind.OPENED, PEER, 1)
                        .timeWaitCounted(4, 1_000)
                        .build())
                .build();
        assertThat(TimelineView.of(Report.of(model)).subjects().get(0))
                .satisfies(subject -> assertThat(subject.hasTimeWait()).isFalse())
                .satisfies(subject -> assertThat(subject.counted()).contains(1_000));
    }

    @Test
    void where_the_ports_of_a_destination_were_sampled_with_time_wait_the_namespace_is_left_out() {
        Timelines timeline = new Timelines().each(TimelineKind.OPENED, PEER, 1).timeWaitCounted(4, 1_000);
        assertThat(TimelineView.of(Report.of(new Models()
                                .opened(PEER, FailureKind.NONE, 10)
                                .timeline(timeline.budget(budget(0, PortSide.CLIENT, PEER, Map.of()))
                                        .build())
                                .build()))
                        .subjects()
                        .get(0)
                        .counted())
                .isEmpty();
    }

    @Test
    void ports_that_nobody_held_at_any_sample_are_left_out() {
        PortCount nobody = new PortCount(
                Instant.parse("2026-01-01T12:00:03Z"), 28_232, 0, 0, 0, 0, 0, 28_232, 0, Duration.ofMinutes(9));
        Model model = new Models()
                .opened(PEER, FailureKind.NONE, 10)
                .timeline(new Timelines()
                        .each(TimelineKind.OPENED, PEER, 1)
                        .budget(new BudgetSeries(
                                0, PortSide.CLIENT, PEER, new TreeMap<>(Map.of(3, nobody)), new TreeMap<>()))
                        .build())
                .build();
        assertThat(TimelineView.of(Report.of(model)).subjects())
                .allSatisfy(subject -> assertThat(subject.budget()).isEmpty());
    }

    @Test
    void where_nothing_happened_and_nothing_was_counted_there_is_no_subject() {
        assertThat(labels(new Models().build())).isEmpty();
    }

    private static List<String> labels(Model model) {
        return TimelineView.of(Report.of(model)).subjects().stream()
                .map(TimelineView.Subject::label)
                .toList();
    }

    private static BudgetSeries budget(int jvm, PortSide side, Destination destination, Map<Integer, Long> failures) {
        PortCount sample = new PortCount(
                Instant.parse("2026-01-01T12:00:03Z"), 28_232, 1, 40, 0, 0, 0, 28_191, 4, Duration.ofMinutes(9));
        return new BudgetSeries(jvm, side, destination, new TreeMap<>(Map.of(3, sample)), new TreeMap<>(failures));
    }
}
