package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.view.BannerView.Level;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BannerViewTest {

    @Test
    void a_critical_finding_is_an_outage_with_its_sentence_and_what_to_change() {
        BannerView banner = banner(new Models()
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004)
                .timeWaitCounted(28_232, 28_232, 28_232)
                .build());
        assertThat(banner.level()).isEqualTo(Level.OUTAGE);
        assertThat(banner.sentence()).startsWith("OUT OF LOCAL PORTS: 2,004 of 2,004 connects to 10.0.0.7:8080");
        assertThat(banner.change()).startsWith("Change first: Keep connections to 10.0.0.7:8080 alive");
        assertThat(banner.lines()).doesNotContain(banner.sentence(), banner.change());
    }

    @Test
    void a_warning_has_the_first_sentence_of_the_finding_and_not_the_count_of_closes() {
        BannerView banner =
                banner(new Models().closed(PEER, ClosedFirst.LOCAL, 2_000).build());
        assertThat(banner.level()).isEqualTo(Level.WARNING);
        assertThat(banner.sentence())
                .startsWith("2,000 of 2,000 connections to 10.0.0.7:8080 lived less than 1 s")
                .endsWith(".")
                .doesNotContain(". ");
        assertThat(banner.lines()).contains("2,000 connections were closed in 10.0 s, 200 a second.");
    }

    @Test
    void where_all_was_seen_and_nothing_found_it_is_fine() {
        BannerView banner =
                banner(new Models().closed(PEER, ClosedFirst.REMOTE, 3).build());
        assertThat(banner.level()).isEqualTo(Level.FINE);
        assertThat(banner.sentence()).isEqualTo("Nothing has to change.");
        assertThat(banner.change()).isEmpty();
    }

    @Test
    void a_recording_without_a_close_is_not_fine() {
        BannerView banner = banner(new Models().build());
        assertThat(banner.level()).isEqualTo(Level.NOT_SEEN);
        assertThat(banner.sentence()).startsWith("No close was recorded");
    }

    @Test
    void a_recording_without_an_account_of_the_agent_is_not_fine() {
        BannerView banner = banner(
                new Models().agent(null).closed(PEER, ClosedFirst.REMOTE, 3).build());
        assertThat(banner.level()).isEqualTo(Level.NOT_SEEN);
        assertThat(banner.sentence()).startsWith("No firstfin.AgentStatus was recorded");
    }

    @Test
    void a_recording_that_was_not_read_to_its_end_is_not_fine() {
        BannerView cut = banner(new Models()
                .closed(PEER, ClosedFirst.REMOTE, 3)
                .quality(new ReadQuality(0, 0, 0, 0, List.of("a.jfr is cut")))
                .build());
        assertThat(cut.level()).isEqualTo(Level.NOT_SEEN);
        assertThat(cut.sentence())
                .isEqualTo("1 recording is cut: what came after the last complete chunk was not read.");
        assertThat(banner(new Models()
                                .closed(PEER, ClosedFirst.REMOTE, 3)
                                .quality(new ReadQuality(0, 0, 0, 2, List.of()))
                                .build())
                        .sentence())
                .isEqualTo("2 files were still being written and not read.");
    }

    @Test
    void untraced_connections_are_a_warning() {
        assertThat(banner(new Models()
                                .agent(Models.HEALTHY.withUntraced(50, 100))
                                .build())
                        .level())
                .isEqualTo(Level.WARNING);
    }

    private static BannerView banner(Model model) {
        return BannerView.of(Report.of(model));
    }
}
