package io.firstfin.analysis.report;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void that_ports_ran_out_stands_first_whatever_was_closed() {
        Model model = new Models().opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004)
                .timeWaitCounted(28_232, 28_232, 28_232).build();
        assertThat(headline(model)).containsExactly(
                "OUT OF LOCAL PORTS: 2,004 of 2,004 connects to 10.0.0.7:8080 found none free, out"
                        + " of 28,232.",
                "0 connections were closed in 10.0 s.",
                "Closed first: nothing was closed while the recording ran.",
                "TIME_WAIT: none was made meanwhile; the kernel counted up to 28,232 from before or"
                        + " elsewhere.",
                "Change first: Keep connections to 10.0.0.7:8080 alive and share them in a pool.");
    }

    @Test
    void closes_of_older_connections_are_no_connects() {
        Model model = new Models().closed(PEER, Side.LOCAL, 500)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004).build();
        assertThat(headline(model).get(0)).startsWith(
                "OUT OF LOCAL PORTS: 2,004 of 2,004 connects");
    }

    @Test
    void a_budget_that_ran_out_is_used_up_in_the_table_too() {
        Model model = new Models().opened(PEER, FailureKind.PORTS_EXHAUSTED, 2_004).build();
        assertThat(Report.of(model).text()).contains(
                " 10.0.0.7:8080 |        0 |      0 |        - |           0 | used up\n");
    }

    @Test
    void ports_that_may_run_out_are_told_as_what_would_be() {
        assertThat(headline(new Models().closed(PEER, Side.LOCAL, 2_000).build())).contains(
                "Worst destination: 10.0.0.7:8080; at this rate TIME_WAIT would fill 43 % of"
                        + " 28,232 ports.");
    }

    @Test
    void connections_that_stay_open_are_told_although_nothing_was_closed() {
        Model model = new Models().opened(PEER, FailureKind.NONE, 30).stillOpen(PEER, 30).build();
        assertThat(headline(model)).startsWith(
                "0 connections were closed in 10.0 s.",
                "30 connections were opened meanwhile, of which 30 were still open at the end.");
    }

    private static List<String> headline(Model model) {
        return Report.of(model).text().lines().limit(5).toList();
    }
}
