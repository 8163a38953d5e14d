package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.BIND_FAILED;
import static io.firstfin.analysis.finding.FindingId.PORTS_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindFindingsTest {

    private static final String IN_USE = "Address already in use";
    /** What the agent says behind the states. */
    private static final String KERNEL = "; held by the kernel alone; SO_REUSEADDR set before bind"
            + " would help, if those sockets had it set, too, as what a Java server accepts has";

    @Test
    void a_server_that_cannot_listen_is_told_with_who_holds_the_port() {
        says(
                failed(true, true, 8080, IN_USE, "1 LISTEN, 3 TIME_WAIT"),
                BIND_FAILED,
                Severity.CRITICAL,
                "2 binds of a listening socket to 0.0.0.0:8080 failed with"
                        + " \"Address already in use\", SO_REUSEADDR on. On that port the kernel showed:"
                        + " 1 LISTEN, 3 TIME_WAIT. All were attempted in"
                        + " shop.Orders.send(Orders.java:42).");
        assertThat(advice(
                        true,
                        IN_USE,
                        "3 TIME_WAIT, 1 LISTEN; held by this JVM; SO_REUSEADDR"
                                + " would not help while a socket listens there"))
                .containsExactly(
                        "Stop what" + " listens on port 8080 (\"ss -ltnp\" names it), or choose another port.");
    }

    @Test
    void a_port_that_nobody_listens_on_can_be_taken_over_from_sockets_with_the_option() {
        String reuse = "Set SO_REUSEADDR before bind: where nobody listens it gets past sockets in"
                + " TIME_WAIT, and in any other state, that were made with it.";
        assertThat(advice(false, IN_USE, "3 TIME_WAIT" + KERNEL)).containsExactly(reuse);
        assertThat(advice(false, IN_USE, "1 ESTABLISHED, 3 TIME_WAIT" + KERNEL)).containsExactly(reuse);
    }

    @Test
    void a_port_that_connect_does_not_choose_was_taken_by_a_client_that_bound_to_it() {
        String bound =
                ", or choose another port. Connect does not choose this one by itself, as it is reserved or outside"
                        + " of ip_local_port_range (32768-60999): the client's socket was bound to it.";
        assertThat(advice(true, IN_USE, "3 TIME_WAIT" + KERNEL))
                .containsExactly("Try again when TIME_WAIT is over, after 60 s at most" + bound);
        assertThat(advice(true, IN_USE, "1 ESTABLISHED, 3 TIME_WAIT" + KERNEL))
                .containsExactly(
                        "Close the connections from port 8080 (\"ss -tanp sport = :8080\" names who holds them)"
                                + bound);
    }

    @Test
    void a_reserved_port_is_none_that_a_connect_took_by_chance() {
        KernelSettings reserved = new KernelSettings(
                "6.18.5", 32768, 60999, "45000-45999,50000", 27231, 2, Duration.ofSeconds(1), 1, 4096, Duration.ZERO);
        Model model = new Models()
                .settings(reserved)
                .bindFailed(new BindFailure(
                        "0.0.0.0", 45_468, true, true, IN_USE, "1 ESTABLISHED" + KERNEL, Models.SITE, 2))
                .build();
        assertThat(only(model, BIND_FAILED).advice()).singleElement().asString().startsWith("Close the connections");
    }

    @Test
    void a_port_that_connects_may_take_is_better_reserved() {
        Model model = failed(true, true, 45_468, IN_USE, "1 TIME_WAIT" + KERNEL);
        assertThat(only(model, BIND_FAILED).advice())
                .containsExactly(
                        "Reserve port 45468 (ip_local_reserved_ports), or let the server listen on one outside of"
                                + " ip_local_port_range (32768-60999): connects are given ports of that range, and their sockets"
                                + " seldom have SO_REUSEADDR.");
    }

    @Test
    void a_server_that_found_no_port_at_all_is_told_to_take_one_of_its_own() {
        assertThat(only(failed(true, true, 0, IN_USE, ""), BIND_FAILED).advice())
                .containsExactly("It asked for any port, and a bind found none free in ip_local_port_range: let it"
                        + " listen on a port of its own, outside of that range.");
    }

    @Test
    void nothing_is_advised_where_the_kernel_was_not_asked() {
        assertThat(advice(false, IN_USE, "not asked: another bind failed less than a second" + " before"))
                .isEmpty();
        assertThat(advice(false, IN_USE, "")).isEmpty();
    }

    @Test
    void other_failures_have_other_advice() {
        assertThat(advice(true, "Permission denied", "nobody"))
                .containsExactly(
                        "Choose a port from" + " ip_unprivileged_port_start upwards, or give it CAP_NET_BIND_SERVICE.");
        assertThat(advice(true, "Cannot assign requested address", "nobody"))
                .containsExactly("Bind to an address of this network namespace (\"ip addr\" names them).");
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

    private static Model failed(boolean listening, boolean reuse, int port, String failure, String heldBy) {
        return new Models()
                .bindFailed(new BindFailure("0.0.0.0", port, listening, reuse, failure, heldBy, Models.SITE, 2))
                .build();
    }
}
