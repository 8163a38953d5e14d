package io.firstfin.analysis.whatif;

import static io.firstfin.analysis.model.Models.LOOPBACK;
import static io.firstfin.analysis.model.Models.NETWORK;
import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes are offered, and what is told of them. */
class WhatIfTest {

    private static final Duration BRIEF = Duration.ofMillis(5);

    @Test
    void every_change_is_told_next_to_today() {
        assertThat(kinds(load(PEER, Models.settings(2, 1))))
                .containsExactly(
                        Kind.NONE,
                        Kind.KEEP_ALIVE,
                        Kind.KEEP_ALIVE,
                        Kind.PEER_CLOSES_FIRST,
                        Kind.TW_REUSE,
                        Kind.WIDER_RANGE,
                        Kind.MORE_DESTINATIONS);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "2, 1, true", "1, 1, false", "2, 0, false", "0, -1, false", "-1, 1, false"})
    void tw_reuse_is_offered_where_it_would_act_and_does_not_yet(int reuse, int timestamps, boolean offered) {
        assertThat(kinds(load(PEER, Models.settings(reuse, timestamps))).contains(Kind.TW_REUSE))
                .isEqualTo(offered);
    }

    @Test
    void on_loopback_reuse_acts_already() {
        Outcome today = today(load(LOOPBACK, Models.settings(2, 1)));
        assertThat(today.peakProjected()).isEqualTo(101);
        assertThat(today.assumptions()).anyMatch(text -> text.contains("tcp_tw_reuse is 2"));
        assertThat(kinds(load(LOOPBACK, Models.settings(2, 1)))).doesNotContain(Kind.TW_REUSE);
    }

    @Test
    void sockets_bound_before_connect_get_neither_reuse_nor_more_destinations() {
        Models models = load(LOOPBACK, Models.settings(2, 1))
                .opened(new OpenGroup(0, LOOPBACK, FailureKind.NONE, true, 2_000, ""));
        assertThat(today(models).peakProjected()).isEqualTo(6_001);
        assertThat(kinds(models)).doesNotContain(Kind.TW_REUSE, Kind.MORE_DESTINATIONS);
    }

    @Test
    void what_the_peer_closes_already_is_not_to_be_closed_by_it() {
        Models models = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 2_000)
                .workload(PEER, TestWorkloads.steady(100, 20, BRIEF, false));
        assertThat(kinds(models)).doesNotContain(Kind.TW_REUSE, Kind.PEER_CLOSES_FIRST);
    }

    @Test
    void a_range_that_is_wide_cannot_be_widened() {
        KernelSettings wide = new KernelSettings(
                "6.18.5", 1024, 65535, "", 64_512, 0, Duration.ofSeconds(1), 1, 131072, Duration.ofSeconds(60));
        assertThat(kinds(load(PEER, wide))).doesNotContain(Kind.WIDER_RANGE);
    }

    @Test
    void ports_run_out_where_the_recorded_rate_times_ports_by_need_is() {
        Outcome today = today(load(PEER, Models.settings(0, 1)));
        assertThat(today.runsOutAt().orElseThrow()).isCloseTo(100.0 * 28_232 / 6_001, within(1e-9));
        assertThat(today.share().orElseThrow()).isCloseTo(6_001.0 / 28_232, within(1e-9));
    }

    @Test
    void without_settings_peaks_are_told_without_their_share() {
        List<WhatIf> all = WhatIf.of(load(PEER, null).build());
        assertThat(all.get(0).outcomes()).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome.peakProjected()).isPositive();
            assertThat(outcome.share()).isEmpty();
            assertThat(outcome.runsOutAt()).isEmpty();
        });
    }

    @Test
    void destinations_are_as_many_as_leave_each_half_of_its_ports() {
        Models models = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 20_000)
                .settings(Models.settings(0, 1))
                .workload(PEER, TestWorkloads.steady(1_000, 20, BRIEF));
        // 60,006 needed of 28,232 are 213 %
        Outcome five = WhatIf.of(models.build()).get(0).outcomes().stream()
                .filter(outcome -> outcome.kind() == Kind.MORE_DESTINATIONS)
                .findFirst()
                .orElseThrow();
        assertThat(five.destinations()).isEqualTo(5);
        assertThat(five.share().orElseThrow()).isBetween(0.4, 0.5);
    }

    @Test
    void of_many_destinations_those_that_cost_most_are_told() {
        Models models = new Models().settings(Models.settings(0, 1));
        for (int i = 1; i <= 9; i++) {
            Destination one = Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", i);
            models.closed(one, ClosedFirst.LOCAL, 200L * i).workload(one, TestWorkloads.steady(20 * i, 10, BRIEF));
        }
        assertThat(WhatIf.of(models.build()))
                .extracting(one -> one.destination().port())
                .containsExactly(9, 8, 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"'';0", "8080;1", "80;0", "1000-1030;7", "8080,9000-9009;11", "nonsense;0", "65535;1"})
    void reserved_ports_of_the_widest_range_are_counted(String reserved, int count) {
        KernelSettings settings =
                new KernelSettings("", -1, -1, reserved, -1, -1, Duration.ofSeconds(1), -1, -1, Duration.ofSeconds(60));
        assertThat(settings.reservedOfWidestRange()).isEqualTo(count);
    }

    private static Models load(Destination destination, KernelSettings settings) {
        return new Models()
                .settings(settings)
                .closed(destination, ClosedFirst.LOCAL, 2_000)
                .workload(destination, TestWorkloads.steady(100, 20, BRIEF));
    }

    private static Outcome today(Models models) {
        return WhatIf.of(models.build()).get(0).today();
    }

    private static List<Kind> kinds(Models models) {
        return WhatIf.of(models.build()).get(0).outcomes().stream()
                .map(Outcome::kind)
                .toList();
    }
}
