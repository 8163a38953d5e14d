package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.UNKNOWN;
import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.ends;
import static io.firstfin.analysis.event.TestEvents.settled;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.PortBudgetEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeWaitCensusTest {

    private static final Ends OTHER_DESTINATION = new Ends("10.0.0.1", 0, "10.0.0.7", 9090);

    @Test
    void ten_thousand_time_waits_are_attributed_to_the_three_call_sites_that_made_them() {
        List<TracedEvent> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String method = i % 10 < 5 ? "half" : i % 10 < 8 ? "thirty" : "twenty";
            events.add(close(i / 2, "c-" + i, 10_000 + i).at(stack(method)).event());
            events.add(settled(i / 2 + 1, "c-" + i, ClosedFirst.LOCAL, Ending.FIN));
        }
        events.add(budget(6_000, ends(0), 14_000, 10_000, 4_000, 0));

        List<TimeWaitCensus> all = censuses(events);
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
    void with_sampled_stacks_the_places_are_estimates_and_the_count_is_not() {
        List<TracedEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(close(i, "c-" + i, 10_000 + i).withoutStack().event());
            events.add(settled(i + 1, "c-" + i, ClosedFirst.LOCAL, Ending.FIN));
        }
        events.add(TestEvents.sample(200, "c-7", Act.CLOSE, 40));
        events.add(budget(300, 490));

        TimeWaitCensus census = censuses(events).get(0);
        assertThat(census.estimated()).isTrue();
        assertThat(census.owners()).hasSize(1);
        assertThat(census.charged()).isEqualTo(100);
        assertThat(byMethod(census)).isEqualTo(Map.of("send", 100L));
    }

    @Test
    void the_sample_that_showed_most_is_a_moment_of_its_own() {
        List<TimeWaitCensus> all = censuses(List.of(
                close(10, "c-1", 10_001).event(), budget(20, 800),
                close(30, "c-2", 10_002).event(), budget(40, 500)));
        assertThat(all).extracting(TimeWaitCensus::moment).containsExactly(Moment.PEAK, Moment.END);
        assertThat(all).extracting(TimeWaitCensus::charged).containsExactly(1L, 2L);
    }

    @Test
    void the_budgets_of_one_sample_are_added_up() {
        TimeWaitCensus census = censuses(
                        List.of(budget(10, ends(0), 490, 400, 90, 3), budget(11, OTHER_DESTINATION, 490, 400, 90, 3)))
                .get(0);
        assertThat(census.kernel()).contains(new Shown(true, 980, 800, 180, 3));
    }

    @Test
    void without_budgets_the_kernel_s_own_count_stands_beside_it() {
        TimeWaitCensus census = censuses(List.of(close(10, "c-1", 10_001).event(), TestEvents.timeWaitCounted(20, 12)))
                .get(0);
        assertThat(census.kernel()).contains(new Shown(false, 12, -1, -1, 0));
        assertThat(census.charged()).isEqualTo(1);
    }

    @Test
    void from_the_closes_alone_the_end_of_the_recording_is_reported() {
        TimeWaitCensus census =
                censuses(List.of(close(10, "c-1", 10_001).event())).get(0);
        assertThat(census.kernel()).isEmpty();
        assertThat(census.charged()).isEqualTo(1);
    }

    @Test
    void a_time_wait_that_began_long_after_our_close_is_counted_from_its_timer() {
        TimeWaitCensus census = censuses(List.of(
                        close(10, "c-1", 10_001).event(), timeWaitLeft(100_000, "c-1", 5), budget(101_000, 490)))
                .get(0);
        assertThat(census.charged()).isEqualTo(1);
    }

    @Test
    void no_timer_lets_a_time_wait_begin_before_our_close() {
        TimeWaitCensus census = censuses(List.of(close(10, "c-1", 10_001).event(), timeWaitLeft(20, "c-1", 5)))
                .get(0);
        assertThat(census.charged()).isEqualTo(1);
    }

    private static Map<String, Long> byMethod(TimeWaitCensus census) {
        return census.owners().stream()
                .collect(groupingBy(owner -> owner.site().method(), summingLong(TimeWaitOwner::count)));
    }

    private static TestEvents.Close close(long millis, String connection, int port) {
        return TestEvents.close(millis, connection)
                .between(ends(port))
                .because("RESPONSE_SAID_CLOSE")
                .through("OkHttp 4.12.0");
    }

    private static StackTrace stack(String method) {
        return new StackTrace(List.of(new StackTrace.Frame("shop.Orders", method, 7)), false);
    }

    private static KernelStateEvent timeWaitLeft(long millis, String connection, long seconds) {
        KernelStateEvent event = settled(millis, connection, ClosedFirst.LOCAL, Ending.FIN);
        return new KernelStateEvent(
                event.time(), connection, event.state(), Duration.ofSeconds(seconds), event.verdict());
    }

    private static PortBudgetEvent budget(long millis, long timeWait) {
        return budget(millis, ends(0), timeWait, 400, 90, 0);
    }

    private static PortBudgetEvent budget(
            long millis, Ends ends, long timeWait, long ours, long otherProcesses, long truncated) {
        return new PortBudgetEvent(
                PortSide.CLIENT,
                ends,
                new PortCount(at(millis), 1_000, 100, timeWait, 10, ours, otherProcesses, 400, 20, UNKNOWN),
                truncated);
    }

    private static List<TimeWaitCensus> censuses(List<TracedEvent> events) {
        return RecordedEvents.model(events).ports().timeWait();
    }
}
