package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingId.PORT_BUDGET;
import static io.firstfin.analysis.model.Models.LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import org.junit.jupiter.api.Test;

/** The kernel hands a port in TIME_WAIT to a connect after a second, but never to a bind. */
class BoundFirstFindingsTest {

    private static final int COUNT = 4_300;

    private final Finding finding = only(
            new Models()
                    .closed(LOOPBACK, ClosedFirst.LOCAL, COUNT)
                    .opened(new OpenGroup(0, LOOPBACK, FailureKind.NONE, true, COUNT, ""))
                    .build(),
            PORT_BUDGET);

    @Test
    void sockets_that_bind_first_are_as_urgent_where_the_kernel_reuses_ports() {
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.statement()).doesNotContain("tcp_tw_reuse");
    }

    @Test
    void they_are_told_to_connect_without_binding_and_that_tcp_tw_reuse_does_not_help() {
        assertThat(finding.advice())
                .contains(
                        "Connect without binding first: then each destination has a budget of" + " its own.",
                        "net.ipv4.tcp_tw_reuse would not help: it is for connects,"
                                + " and these sockets take their port by bind.")
                .noneMatch(advice -> advice.contains("more destinations"));
    }
}
