package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.BEGIN;
import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.connect;
import static io.firstfin.analysis.event.TestEvents.ends;
import static io.firstfin.analysis.event.TestEvents.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.BindEvent;
import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Window;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An engine that forgets what is older than a minute reports the last minute. */
class ForgettingTest {

    private static final String JVM = "jvm";

    private final Engine engine = new Engine();

    @Test
    void closes_of_before_are_forgotten_and_later_ones_are_not() {
        engine.accept(JVM, close(1_000, "c-1").event());
        engine.accept(JVM, close(61_000, "c-2").event());

        assertThat(lastMinute(120_000).closed()).isEqualTo(1);
    }

    @Test
    void a_connection_that_is_still_open_is_not_forgotten_however_old_it_is() {
        engine.accept(JVM, connect(1_000, "c-1", ends(40_000)));
        assertThat(lastMinute(600_000).stillOpen()).isEqualTo(1);

        engine.accept(JVM, close(601_000, "c-1").event());
        Model closed = lastMinute(602_000);
        assertThat(closed.stillOpen()).isZero();
        assertThat(closed.closed()).isEqualTo(1);
        assertThat(closed.recordings().quality().duplicates()).isZero();
    }

    @Test
    void the_kernel_s_word_still_corrects_a_close_of_the_last_minute() {
        engine.accept(JVM, close(59_000, "c-1").event());
        lastMinute(100_000);
        engine.accept(JVM, settled(101_000, "c-1", ClosedFirst.REMOTE, Ending.FIN));

        assertThat(lastMinute(110_000).closed(group -> group.verdict().closedFirst() == ClosedFirst.REMOTE))
                .isEqualTo(1);
    }

    @Test
    void what_was_not_seen_again_is_forgotten() {
        engine.accept(JVM, TestEvents.budget(1_000, PortSide.CLIENT, 500));
        engine.accept(JVM, new BindEvent(at(1_000), "10.0.0.1", 80, true, false, "in use", "", TestEvents.STACK));
        engine.accept(
                JVM,
                new CloseWaitEvent(
                        at(1_000), "c-1", ends(40_000), Role.CLIENT, Duration.ofSeconds(9), "shop", "", 1, 1));
        assertThat(lastMinute(30_000).connections().bindFailures()).hasSize(1);

        Model later = lastMinute(120_000);
        assertThat(later.connections().bindFailures()).isEmpty();
        assertThat(later.ports().budgets()).isEmpty();
        assertThat(later.ports().waiting()).isEmpty();
    }

    @Test
    void the_observed_time_is_the_last_minute() {
        Model model = lastMinute(120_000);

        assertThat(model.recordings().observed()).isEqualTo(Duration.ofMinutes(1));
        assertThat(model.recordings().from()).isEqualTo(at(60_000));
    }

    private Model lastMinute(long now) {
        engine.recorded(JVM, "live", List.of(new Window(BEGIN, at(now))));
        engine.forgetBefore(at(now - 60_000));
        return engine.snapshot();
    }
}
