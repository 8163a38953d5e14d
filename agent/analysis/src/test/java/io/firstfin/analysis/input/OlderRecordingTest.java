package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.json.ReportSchema;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents of other versions write fewer fields, other types, and words of their own. */
class OlderRecordingTest {

    private final OtherAgent agent = new OtherAgent();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        agent.close();
    }

    /** The fields of the first version; ports, reasons and servers' names came later. */
    @Test
    void the_first_agent_s_recording_has_a_right_report() throws Exception {
        for (int i = 0; i < 3; i++) {
            agent.tells(
                    "firstfin.Close",
                    "connection",
                    "c-" + i,
                    "localAddress",
                    "10.0.0.1",
                    "localPort",
                    40_000 + i,
                    "remoteAddress",
                    "10.0.0.7",
                    "remotePort",
                    8080,
                    "role",
                    "CLIENT",
                    "api",
                    "Socket",
                    "closedFirst",
                    "LOCAL",
                    "ending",
                    "FIN",
                    "trigger",
                    "CLOSE",
                    "kernelState",
                    "ESTABLISHED",
                    "evidence",
                    "ESTABLISHED",
                    "reason",
                    "UNKNOWN",
                    "soLinger",
                    -1,
                    "reuseAddress",
                    false,
                    "unreadBytes",
                    0,
                    "lifetime",
                    Duration.ofMillis(5),
                    "exchanges",
                    -1);
            agent.tells(
                    "firstfin.KernelState",
                    "connection",
                    "c-" + i,
                    "state",
                    "TIME_WAIT",
                    "closedFirst",
                    "LOCAL",
                    "timeWait",
                    "LOCAL",
                    "agrees",
                    true);
        }
        Report report = sound();
        assertThat(TextReport.render(report))
                .startsWith("3 connections were closed in ")
                .contains(
                        "Closed first: as client we 100 % of 3.",
                        "Keeps TIME_WAIT: as client we 100 %.",
                        " client | we           | FIN    | we        |      3 | 100 %\n");
        assertThat(TextReport.render(report)).doesNotContain("supposed", "unconfirmed");
        assertThat(JsonReport.render(report))
                .contains("\"proofNotTold\" : 3,", "\"proofTold\" : false,", "\"PROVEN\" : 3,");
        assertThat(report.model().ports().budgets()).isEmpty();
        assertThat(report.model().connections().closes()).hasSize(1);
        assertThat(report.model().connections().closes().get(0).lifetimes().average())
                .isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void what_was_not_written_is_unknown_and_no_contradiction() throws Exception {
        agent.tells("firstfin.Close", "connection", "c-1");
        agent.tells("firstfin.KernelState", "connection", "c-1", "state", "TIME_WAIT");
        Model model = sound().model();
        CloseGroup group = model.connections().closes().get(0);
        assertThat(group.destination().role()).isEqualTo(Role.UNKNOWN);
        assertThat(group.verdict().closedFirst()).isEqualTo(ClosedFirst.UNKNOWN);
        assertThat(group.verdict().timeWait()).isEqualTo(TimeWait.UNKNOWN);
        assertThat(group.verdict().confirmed()).isFalse();
        assertThat(group.ending()).isEqualTo(Ending.UNKNOWN);
        assertThat(group.trigger()).isEqualTo(Trigger.UNKNOWN);
        assertThat(group.lifetimes().known()).isZero();
        assertThat(model.recordings().quality().disagreements()).isZero();
    }

    @Test
    void a_field_of_another_type_is_as_good_as_none() throws Exception {
        agent.tells(
                "firstfin.Close",
                "connection",
                "c-1",
                "role",
                "SERVER",
                "localPort",
                "eighty",
                "closedFirst",
                1,
                "ending",
                true,
                "lifetime",
                "5 ms",
                "closeWait",
                7L,
                "exchanges",
                "three",
                "httpClient",
                4);
        agent.tells(
                "firstfin.KernelSettings",
                "firstPort",
                "32768",
                "twReuse",
                "2",
                "finTimeout",
                "60 s",
                "ephemeralPorts",
                1L << 40);
        CloseGroup group = sound().model().connections().closes().get(0);
        assertThat(group.destination().port()).isEqualTo(-1);
        assertThat(group.verdict().closedFirst()).isEqualTo(ClosedFirst.UNKNOWN);
        assertThat(group.lifetimes().known()).isZero();
        assertThat(group.closeWaits().longest()).as("a number without a unit").isZero();
        assertThat(TextReport.render(sound())).contains(" ip_local_port_range | unknown | not recorded\n");
    }

    @Test
    void words_of_a_newer_agent_are_unknown_and_its_new_fields_passed_over() throws Exception {
        agent.tells(
                "firstfin.Close",
                "connection",
                "c-1",
                "role",
                "PROXY",
                "closedFirst",
                "BALANCER",
                "ending",
                "QUIC",
                "trigger",
                "REAPER",
                "reason",
                "FULL_MOON",
                "colour",
                "red");
        agent.tells(
                "firstfin.Connect",
                "connection",
                "c-2",
                "failure",
                "no",
                "failureKind",
                "MOOD",
                "remoteAddress",
                "10.0.0.7",
                "remotePort",
                8080);
        agent.tells("firstfin.PortBudget", "side", "GALAXY", "capacity", 7, "timeWait", 7, "free", 0);
        agent.tells("firstfin.Comet", "tail", 3);
        Report report = sound();
        CloseGroup group = report.model().connections().closes().get(0);
        assertThat(group.verdict().closedFirst()).isEqualTo(ClosedFirst.UNKNOWN);
        assertThat(group.why().reason()).isEqualTo("FULL_MOON");
        assertThat(report.model().ports().budgets()).isEmpty();
        assertThat(TextReport.render(report)).contains("1 connect", "10.0.0.7:8080");
    }

    /** The first agents had them in their lists of words, though none ever came to use them. */
    @Test
    void words_that_are_gone_are_unknown() throws Exception {
        agent.tells("firstfin.Close", "connection", "c-1", "closedFirst", "REMOTE", "ending", "TIMED_OUT");
        agent.tells("firstfin.Close", "connection", "c-2", "closedFirst", "LOCAL", "ending", "FIN");
        agent.tells(
                "firstfin.KernelState",
                "connection",
                "c-2",
                "source",
                "TRACEFS",
                "closedFirst",
                "LOCAL",
                "ending",
                "TIMED_OUT",
                "timeWait",
                "NONE",
                "agrees",
                false);
        assertThat(sound().model().connections().closes())
                .allSatisfy(group -> assertThat(group.ending()).isEqualTo(Ending.UNKNOWN))
                .extracting(group -> group.verdict().closedFirst())
                .containsExactlyInAnyOrder(ClosedFirst.LOCAL, ClosedFirst.REMOTE);
    }

    @Test
    void a_look_without_numbers_shows_none() throws Exception {
        agent.tells("firstfin.PortBudget", "side", "CLIENT", "remoteAddress", "10.0.0.7", "remotePort", 8080);
        agent.tells("firstfin.PortExhaustion", "call", "CONNECT", "remoteAddress", "10.0.0.7", "remotePort", 8080);
        Report report = sound();
        assertThat(TextReport.render(report).replaceAll("\\s+", " "))
                .contains("the kernel showed sockets in states that were not recorded.")
                .doesNotContain("0 ESTABLISHED");
        assertThat(JsonReport.render(report)).doesNotContain("\"capacity\"", "\"opensPerSecond\" : -1");
    }

    @Test
    void an_agent_that_counts_less_is_not_said_to_have_counted_nought() throws Exception {
        agent.tells("firstfin.AgentStatus", "version", "0.0.1");
        assertThat(TextReport.render(sound())).contains("Agent:     0.0.1, kernel source unknown\n");
    }

    private Report sound() throws Exception {
        Report report = agent.report(folder.resolve("other.jfr"));
        assertThat(ReportSchema.violations(JsonReport.render(report))).isEmpty();
        assertThat(TextReport.render(report).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        return report;
    }
}
