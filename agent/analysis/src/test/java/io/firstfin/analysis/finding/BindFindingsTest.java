package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.BIND_FAILED;
import static io.firstfin.analysis.finding.FindingId.PORTS_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindFindingsTest {

    private static final String IN_USE = "Address already in use";

    @Test
    void a_server_that_cannot_listen_is_told_with_who_holds_the_port() {
        says(failed(true, true, 8080, IN_USE, "1 LISTEN, 3 TIME_WAIT"), BIND_FAILED,
                Severity.CRITICAL, "2 binds of a listening socket to 0.0.0.0:8080 failed with"
                + " \"Address already in use\", SO_REUSEADDR on. On that port the kernel showed:"
                + " 1 LISTEN, 3 TIME_WAIT. All were attempted in"
                + " shop.Orders.send(Orders.java:42).");
        assertThat(advice(true, IN_USE, "1 LISTEN, 3 TIME_WAIT")).containsExactly("Stop what"
                + " listens on port 8080 (\"ss -ltnp\" names it), or choose another port.");
    }

    @Test
    void a_port_that_only_time_wait_holds_can_be_taken_over() {
        assertThat(advice(false, IN_USE, "3 TIME_WAIT")).containsExactly("Set SO_REUSEADDR before"
                + " bind: it takes over a port that only TIME_WAIT holds.");
        assertThat(advice(true, IN_USE, "3 TIME_WAIT")).isEmpty();
        assertThat(advice(false, IN_USE, "1 ESTABLISHED, 3 TIME_WAIT")).isEmpty();
    }

    @Test
    void other_failures_have_other_advice() {
        assertThat(advice(true, "Permission denied", "nobody")).containsExactly("Choose a port from"
                + " ip_unprivileged_port_start upwards, or give it CAP_NET_BIND_SERVICE.");
        assertThat(advice(true, "Cannot assign requested address", "nobody")).containsExactly(
                "Bind to an address of this network namespace (\"ip addr\" names them).");
    }

    @Test
    void a_client_that_asks_for_a_certain_port_has_not_run_out_of_ports() {
        Model model = failed(false, false, 5000, IN_USE, "1 ESTABLISHED");
        assertThat(only(model, BIND_FAILED).severity()).isEqualTo(Severity.WARNING);
        silent(model, PORTS_EXHAUSTED);
    }

    @Test
    void a_client_that_asks_for_any_port_has_run_out_of_them() {
        silent(new Models().bindFailed(3).build(), BIND_FAILED);
    }

    private static List<String> advice(boolean reuse, String failure, String heldBy) {
        return only(failed(true, reuse, 8080, failure, heldBy), BIND_FAILED).advice();
    }

    private static Model failed(boolean listening, boolean reuse, int port, String failure,
            String heldBy) {
        return new Models().bindFailed(new BindFailure("0.0.0.0", port, listening, reuse, failure,
                heldBy, Models.SITE, 2)).build();
    }
}
