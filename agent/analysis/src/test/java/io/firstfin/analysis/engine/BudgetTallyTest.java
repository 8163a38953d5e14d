package io.firstfin.analysis.engine;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.BudgetSeries;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTallyTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    /** Steps of a second. */
    private final BudgetTally tally = new BudgetTally(Steps.of(List.of(new Window(BEGIN, BEGIN.plusSeconds(600)))));

    @Test
    void of_each_step_the_fullest_look_is_kept_whole() {
        tally.look(0, PortSide.CLIENT, PEER, look(7_100, 300));
        tally.look(0, PortSide.CLIENT, PEER, look(7_500, 900));
        tally.look(0, PortSide.CLIENT, PEER, look(7_900, 500));
        tally.look(0, PortSide.CLIENT, PEER, look(8_000, 400));
        assertThat(only().looks()).hasSize(2);
        assertThat(only().looks().get(7).timeWait()).isEqualTo(900);
        assertThat(only().looks().get(7).free()).isEqualTo(100);
        assertThat(only().looks().get(8).timeWait()).isEqualTo(400);
        assertThat(only().capacity()).isEqualTo(1_000);
    }

    @Test
    void failures_add_up_and_what_the_kernel_showed_then_is_a_look() {
        tally.exhausted(0, PortSide.CLIENT, PEER, look(7_100, 1_000), 1);
        tally.exhausted(0, PortSide.CLIENT, PEER, look(7_900, 990), 31);
        assertThat(only().failures()).containsOnlyKeys(7).containsEntry(7, 32L);
        assertThat(only().looks().get(7).timeWait()).isEqualTo(1_000);
    }

    @Test
    void a_failure_without_a_local_address_goes_with_the_looks_at_its_destination() {
        Sources sources = new Sources();
        sources.add(PEER);
        tally.look(0, PortSide.CLIENT, PEER, look(7_100, 300));
        tally.exhausted(
                0,
                PortSide.CLIENT,
                Destination.client(PEER.network(), "", PEER.address(), PEER.port()),
                look(9_000, 0),
                1);
        List<BudgetSeries> courses = tally.courses(sources);
        assertThat(courses).hasSize(1);
        assertThat(courses.get(0).looks()).containsOnlyKeys(7, 9);
        assertThat(courses.get(0).failures()).containsOnlyKeys(9);
    }

    @Test
    void the_fullest_comes_first_and_there_are_only_so_many() {
        IntStream.range(0, 1_000)
                .forEach(port -> tally.look(
                        0, PortSide.CLIENT, Destination.client("net", "10.0.0.1", "10.0.0.7", port), look(0, port)));
        List<BudgetSeries> courses = tally.courses(new Sources());
        assertThat(courses).hasSize(64);
        assertThat(courses.get(0).destination().port()).isEqualTo(63);
    }

    private BudgetSeries only() {
        List<BudgetSeries> courses = tally.courses(new Sources());
        assertThat(courses).hasSize(1);
        return courses.get(0);
    }

    private static PortCount look(long millis, long timeWait) {
        return new PortCount(
                BEGIN.plusMillis(millis),
                1_000,
                0,
                timeWait,
                0,
                timeWait,
                0,
                1_000 - timeWait,
                0,
                Duration.ofNanos(-1));
    }
}
