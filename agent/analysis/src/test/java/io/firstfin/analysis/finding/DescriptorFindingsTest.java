package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingId.ACCEPT_QUEUE;
import static io.firstfin.analysis.finding.FindingId.CLOSE_WAIT_LEAK;
import static io.firstfin.analysis.finding.FindingId.OUT_OF_DESCRIPTORS;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.DescriptorExhaustion;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.analysis.view.Report;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DescriptorFindingsTest {

    private static final String TEXT = "Too many open files";

    @Test
    void sockets_without_a_descriptor_are_told_with_what_holds_them() {
        Model model = new Models().outOfDescriptors(held(998, 990, 8, TEXT)).build();
        says(
                model,
                OUT_OF_DESCRIPTORS,
                Severity.CRITICAL,
                "1,204 accepts on port 8080 and 3 new sockets failed with \"Too many open files\": this process may have"
                        + " 1,024 descriptors open (\"ulimit -n\"). When it had most connections, 998 connections were"
                        + " open: 8 in CLOSE_WAIT, 990 in ESTABLISHED. 900 of them were opened in"
                        + " shop.Door.open:5. The first call failed in shop.Door.open:5.");
        Finding finding = only(model, OUT_OF_DESCRIPTORS);
        assertThat(finding.advice())
                .startsWith("Close connections after use, or bound how many are open at a time: they hold 998 of 1,024"
                        + " descriptors.")
                .hasSize(3);
        assertThat(finding.explains().orElseThrow().words()).isEqualTo("97 % of the descriptors");
        assertThat(Report.of(model).headline())
                .startsWith("OUT OF DESCRIPTORS: 1,207 sockets were not made or accepted; connections hold 998 of"
                        + " 1,024.")
                .anyMatch(line ->
                        line.equals("Change first: Door.java:5 keeps connections open (900); close or bound them."));
    }

    @Test
    void a_leak_that_holds_them_is_the_cause() {
        List<WaitingClose> leak =
                List.of(new WaitingClose(Models.PEER, "shop.Feed.open:12", "", false, 900, Duration.ofSeconds(100)));
        Model model = new Models()
                .outOfDescriptors(held(998, 8, 990, TEXT))
                .ports(TestPorts.of(List.of(), List.of(), leak, List.of(), List.of(), List.of()))
                .build();
        assertThat(Findings.of(model)).extracting(Finding::id).startsWith(CLOSE_WAIT_LEAK, OUT_OF_DESCRIPTORS);
        assertThat(only(model, CLOSE_WAIT_LEAK).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only(model, OUT_OF_DESCRIPTORS).sameCauseAs()).contains(CLOSE_WAIT_LEAK);
        assertThat(only(model, OUT_OF_DESCRIPTORS).advice().get(0)).contains("990 are in CLOSE_WAIT");
    }

    @Test
    void connections_wait_to_be_accepted_because_no_accept_gets_a_descriptor() {
        AcceptQueue.Look look = new AcceptQueue.Look(
                51, 50, 0, Duration.ofSeconds(12), Duration.ofSeconds(13), "shop.Door.open:5", "", "", "", false);
        AcceptQueue queue =
                new AcceptQueue(0, Destination.server(Models.PEER.network(), 8_080), "127.0.0.1", look, look, 3, 0);
        Model model = new Models()
                .outOfDescriptors(held(998, 990, 8, TEXT))
                .ports(TestPorts.of(queue))
                .build();
        assertThat(only(model, ACCEPT_QUEUE).sameCauseAs()).contains(OUT_OF_DESCRIPTORS);
    }

    @Test
    void other_files_are_to_blame_where_connections_are_few() {
        assertThat(advice(held(12, 12, 0, TEXT)))
                .isEqualTo(
                        "Find out what else is open (\"ls -l /proc/PID/fd\"): connections are 12 of 1,024 descriptors.");
    }

    @Test
    void the_limit_of_the_system_is_not_that_of_the_process() {
        DescriptorExhaustion found = held(998, 990, 8, "Too many open files in system");
        assertThat(advice(found)).startsWith("Find out which program");
        assertThat(only(new Models().outOfDescriptors(found).build(), OUT_OF_DESCRIPTORS)
                        .statement())
                .doesNotContain("ulimit");
    }

    private static String advice(DescriptorExhaustion found) {
        return only(new Models().outOfDescriptors(found).build(), OUT_OF_DESCRIPTORS)
                .advice()
                .get(0)
                .replaceFirst("/proc/\\d+/", "/proc/PID/");
    }

    private static DescriptorExhaustion held(int connections, int established, int closeWait, String failure) {
        return new DescriptorExhaustion(
                0,
                3,
                1_204,
                new TreeSet<>(List.of(8_080)),
                1_024,
                connections,
                established,
                closeWait,
                "shop.Door.open:5",
                900,
                "shop.Door.open:5",
                failure);
    }
}
