package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.AGENT_TROUBLE;
import static io.firstfin.analysis.finding.FindingId.CONNECT_FAILED;
import static io.firstfin.analysis.finding.FindingId.NETLINK_REFUSED;
import static io.firstfin.analysis.finding.FindingId.UNTRACED_CONNECTIONS;
import static io.firstfin.analysis.finding.FindingId.VERDICTS_SUPPOSED;
import static io.firstfin.analysis.finding.FindingId.VERDICTS_UNKNOWN;
import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustFindingsTest {

    @Test
    void a_healthy_recording_has_no_findings() {
        assertThat(Findings.of(new Models().build())).isEmpty();
    }

    @Test
    void open_connections_that_are_not_traced_are_told() {
        says(
                new Models().agent(Models.HEALTHY.withUntraced(2, 0)).build(),
                UNTRACED_CONNECTIONS,
                Severity.WARNING,
                "2 of this JVM's connections are not traced (native transport? older than the agent?)."
                        + " All that this report says is about the others.");
    }

    @Test
    void connections_that_came_and_went_are_told_where_some_of_ours_are_known_to_be_untraced() {
        Models models = new Models().opened(PEER, FailureKind.NONE, 50);
        Model model = models.agent(Models.HEALTHY.withUntraced(1, 100)).build();
        says(
                model,
                UNTRACED_CONNECTIONS,
                Severity.WARNING,
                "1 of this JVM's connections is not traced (native transport? older than the agent?). The kernel counted"
                        + " 100 opened connections that FirstFin did not see; another program may have made some of"
                        + " them. All that this report says is about the others.");
        assertThat(only(model, UNTRACED_CONNECTIONS).evidence()).containsEntry("untracedOpens", 100L);
    }

    /** A program that connects and ends between two samples is never seen to hold a socket. */
    @Test
    void what_the_kernel_counted_of_a_whole_namespace_is_nothing_by_itself() {
        silent(
                new Models()
                        .opened(PEER, FailureKind.NONE, 50)
                        .agent(Models.HEALTHY.withUntraced(0, 100))
                        .build(),
                UNTRACED_CONNECTIONS);
    }

    /** Of each connect under way at the first sample, one may be missing in our count. */
    @Test
    void a_few_opens_that_the_counts_differ_by_prove_nothing() {
        silent(new Models().agent(Models.HEALTHY.withUntraced(0, 4)).build(), UNTRACED_CONNECTIONS);
        silent(
                new Models()
                        .opened(PEER, FailureKind.NONE, 2_000)
                        .agent(Models.HEALTHY.withUntraced(0, 20))
                        .build(),
                UNTRACED_CONNECTIONS);
        silent(new Models().agent(Models.HEALTHY.withUntraced(-1, -1)).build(), UNTRACED_CONNECTIONS);
    }

    @Test
    void findings_come_by_severity() {
        assertThat(Findings.of(new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 5_000)
                        .closed(Models.SERVER, ClosedFirst.LOCAL, 10)
                        .opened(PEER, FailureKind.NONE, 5_000)
                        .opened(PEER, FailureKind.PORTS_EXHAUSTED, 1)
                        .counterGrew("timeWaitOverflow", 1)
                        .build()))
                .extracting(Finding::severity, Finding::id)
                .containsExactly(
                        tuple(Severity.CRITICAL, FindingId.PORTS_EXHAUSTED),
                        tuple(Severity.CRITICAL, FindingId.PORT_BUDGET),
                        tuple(Severity.WARNING, FindingId.SHORT_CONNECTIONS),
                        tuple(Severity.WARNING, FindingId.TIME_WAIT_TABLE_FULL),
                        tuple(Severity.INFO, FindingId.SERVER_CLOSES_FIRST));
    }

    @Test
    void failed_connects_are_told_by_kind() {
        says(
                new Models()
                        .opened(PEER, FailureKind.NONE, 10)
                        .opened(PEER, FailureKind.REFUSED, 4)
                        .build(),
                CONNECT_FAILED,
                Severity.WARNING,
                "4 connects failed (refused) to 10.0.0.7:8080.");
    }

    @Test
    void a_refused_address_of_a_name_whose_other_address_accepts_is_no_reason_to_wait() {
        Destination six = Destination.client(PEER.network(), "::1", "::1", 8080);
        Destination four = Destination.client(PEER.network(), "127.0.0.1", "127.0.0.1", 8080);
        Model model = new Models()
                .opened(new OpenGroup(0, six, FailureKind.REFUSED, false, 12, "Connection refused", "localhost"))
                .opened(new OpenGroup(0, four, FailureKind.NONE, false, 12, "", "localhost"))
                .build();
        says(
                model,
                CONNECT_FAILED,
                Severity.INFO,
                "localhost leads to [::1]:8080, where nobody listens, and then to 127.0.0.1:8080, which accepts: 12"
                        + " connects were refused and tried again there.");
        assertThat(only(model, CONNECT_FAILED).advice())
                .containsExactly("Connect to 127.0.0.1 instead of localhost, or let the server listen on ::1, too.");
    }

    @Test
    void an_address_that_also_accepted_was_only_not_ready_and_so_was_that_of_another_name() {
        Destination six = Destination.client(PEER.network(), "::1", "::1", 8080);
        Destination four = Destination.client(PEER.network(), "127.0.0.1", "127.0.0.1", 8080);
        Model model = new Models()
                .opened(new OpenGroup(0, six, FailureKind.REFUSED, false, 12, "Connection refused", "localhost"))
                .opened(new OpenGroup(0, six, FailureKind.NONE, false, 1, "", "localhost"))
                .opened(new OpenGroup(0, four, FailureKind.NONE, false, 12, "", "localhost"))
                .build();
        assertThat(only(model, CONNECT_FAILED).statement()).startsWith("12 connects failed (refused) to [::1]:8080.");

        Model otherName = new Models()
                .opened(new OpenGroup(0, six, FailureKind.REFUSED, false, 12, "Connection refused", "shop"))
                .opened(new OpenGroup(0, four, FailureKind.NONE, false, 12, "", "localhost"))
                .build();
        assertThat(only(otherName, CONNECT_FAILED).statement())
                .startsWith("12 connects failed (refused) to [::1]:8080.");
    }

    @Test
    void unknown_verdicts_quote_the_kernel_and_not_the_close() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 97)
                .closed(unknown(
                        new VerdictEvidence(
                                ClosedFirst.UNKNOWN,
                                "ESTABLISHED at the entry of close",
                                "nothing left to prove it",
                                false),
                        2))
                .closed(unknown(new VerdictEvidence(ClosedFirst.UNKNOWN, "CLOSE at the entry of close", "", true), 1))
                .build();
        says(
                model,
                VERDICTS_UNKNOWN,
                Severity.INFO,
                "For 3 connections (3.0 % of all) the"
                        + " recording cannot tell who closed first. 2 times: nothing left to prove it."
                        + " 1 time: CLOSE at the entry of close; no later look was recorded.");
        assertThat(only(model, VERDICTS_UNKNOWN).advice()).isEmpty();
    }

    @Test
    void supposed_verdicts_are_counted_apart_with_what_they_rest_on() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 97)
                .supposed(PEER, ClosedFirst.LOCAL, "ESTABLISHED at the entry of close", 3)
                .build();
        says(
                model,
                VERDICTS_SUPPOSED,
                Severity.INFO,
                "For 3 connections (3.0 % of all) who closed"
                        + " first is supposed, not proven: nothing speaks against it, and the kernel did"
                        + " not confirm it. 3 times: ESTABLISHED at the entry of close; no later look was"
                        + " recorded.");
        silent(model, VERDICTS_UNKNOWN);
        assertThat(only(new Models().supposed(PEER, ClosedFirst.LOCAL, "", 1).build(), VERDICTS_SUPPOSED)
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void few_supposed_verdicts_are_no_finding() {
        silent(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 995)
                        .supposed(PEER, ClosedFirst.LOCAL, "", 5)
                        .build(),
                VERDICTS_SUPPOSED);
    }

    @Test
    void what_would_prove_more_is_told_for_supposed_verdicts_too() {
        Model model = new Models()
                .supposed(PEER, ClosedFirst.LOCAL, "", 1)
                .agent(new AgentStatus("0.1.0", "", "NONE", "", Duration.ZERO, 0, 0, 0, 0, "", Duration.ZERO, 0, 0))
                .build();
        assertThat(only(model, VERDICTS_SUPPOSED).advice())
                .containsExactly(
                        "Run \"firstfin.jar" + " doctor\" to see which kernel source can be used: the agent had none.");
    }

    @Test
    void an_agent_without_a_kernel_source_is_a_reason_to_ask_the_doctor() {
        Model model = new Models()
                .closed(unknown(VerdictEvidence.NONE, 1))
                .agent(new AgentStatus("0.1.0", "", "NONE", "", Duration.ZERO, 0, 0, 0, 0, "", Duration.ZERO, 0, 0))
                .build();
        assertThat(only(model, VERDICTS_UNKNOWN).advice())
                .containsExactly(
                        "Run \"firstfin.jar doctor\" to see which kernel source can be used: the agent had" + " none.");
    }

    @Test
    void a_refused_netlink_is_told_with_what_it_costs_and_how_to_allow_it() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 190)
                .closed(unknown(VerdictEvidence.NONE, 4))
                .closed(new CloseGroup(
                        0,
                        PEER,
                        new Verdict(ClosedFirst.LOCAL, TimeWait.LOCAL, false),
                        Ending.FIN,
                        Reset.NONE,
                        Trigger.CLOSE,
                        Why.UNKNOWN,
                        VerdictEvidence.NONE,
                        6,
                        Lifetimes.NONE,
                        CloseWaits.NONE,
                        Requests.NONE))
                .agent(procfs("socket(AF_NETLINK) failed with EPERM (errno 1)"))
                .build();
        says(
                model,
                NETLINK_REFUSED,
                Severity.WARNING,
                "FirstFin could not ask the kernel over"
                        + " netlink: socket(AF_NETLINK) failed with EPERM (errno 1). It read the whole of"
                        + " /proc/net/tcp for each look instead, and looked less often. Of 200 closes 4"
                        + " stayed UNKNOWN, and 6 more were not confirmed by the kernel (5.0 % together)."
                        + " The longest time from a close to the first look at the table was 640 ms.");
        assertThat(only(model, NETLINK_REFUSED).advice())
                .singleElement()
                .asString()
                .contains("socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG)")
                .contains("type: RuntimeDefault");
        silent(new Models().build(), NETLINK_REFUSED);
    }

    @Test
    void what_would_allow_netlink_follows_from_why_it_was_refused() {
        assertThat(adviceFor("socket(AF_NETLINK) failed with EPROTONOSUPPORT (errno 93)"))
                .contains("gVisor");
        assertThat(adviceFor("socket(AF_NETLINK) failed with EAFNOSUPPORT (errno 97)"))
                .contains("RestrictAddressFamilies");
        assertThat(adviceFor("no native access: no directory to load a library from"))
                .contains("java.io.tmpdir");
    }

    private static String adviceFor(String reason) {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 10)
                .agent(procfs(reason))
                .build();
        return only(model, NETLINK_REFUSED).advice().get(0);
    }

    private static AgentStatus procfs(String reason) {
        return new AgentStatus(
                "0.1.0", "", "PROCFS", reason, Duration.ofMillis(640), 0, 0, 0, 0, "", Duration.ZERO, 0, 0);
    }

    @Test
    void connections_older_than_the_agent_are_a_reason_to_attach_earlier() {
        Model model = new Models()
                .closed(new CloseGroup(
                        0,
                        PEER,
                        new Verdict(ClosedFirst.UNKNOWN, TimeWait.UNKNOWN, false),
                        Ending.UNKNOWN,
                        Reset.NONE,
                        Trigger.CLOSE,
                        Why.UNKNOWN,
                        VerdictEvidence.NONE,
                        3,
                        Lifetimes.NONE,
                        CloseWaits.NONE,
                        Requests.NONE))
                .build();
        assertThat(only(model, VERDICTS_UNKNOWN).advice())
                .containsExactly(
                        "Attach before the" + " traffic begins: 3 of them are older than the agent, and tell less.");
    }

    @Test
    void evidence_beyond_the_third_kind_is_only_counted() {
        Models models = new Models();
        for (int i = 1; i <= 5; i++) {
            models.closed(unknown(new VerdictEvidence(ClosedFirst.UNKNOWN, "", "kind " + i, true), i));
        }
        assertThat(only(models.build(), VERDICTS_UNKNOWN).statement())
                .endsWith(" 5 times: kind 5." + " 4 times: kind 4. 3 times: kind 3. 3 times: something else.");
    }

    @Test
    void an_agent_in_trouble_is_told() {
        says(
                new Models()
                        .agent(trouble("java.lang.IllegalStateException: oops"))
                        .build(),
                AGENT_TROUBLE,
                Severity.WARNING,
                "The agent gave up 7 of its events and look-ups,"
                        + " and kept 1 error of its own from the application; the last one:"
                        + " java.lang.IllegalStateException: oops. The numbers of this report are too low"
                        + " by as much.");
        silent(new Models().build(), AGENT_TROUBLE);
    }

    /** Those that found no room in its table of open connections are among what it dropped. */
    @Test
    void a_full_table_may_explain_untraced_connections_where_at_least_as_much_was_dropped() {
        AgentStatus full = trouble("").withUntraced(5, 0);
        assertThat(only(new Models().agent(full).build(), UNTRACED_CONNECTIONS).advice())
                .hasSize(3)
                .first()
                .asString()
                .contains("table of open connections may have been full", "-Xmx");
        assertThat(only(new Models().agent(full).build(), AGENT_TROUBLE).advice())
                .first()
                .asString()
                .contains("-Xmx");
        AgentStatus other = trouble("").withUntraced(8, 0);
        assertThat(only(new Models().agent(other).build(), UNTRACED_CONNECTIONS).advice())
                .hasSize(2);
    }

    @Test
    void an_agent_without_a_file_descriptor_is_no_fault_of_the_agent() {
        AgentStatus status = trouble("java.io.IOException: /proc/self/fd: Too many open files");
        assertThat(only(new Models().agent(status).build(), AGENT_TROUBLE).advice())
                .containsExactly("Let the process have a file descriptor left: FirstFin opens a file of /proc now and"
                        + " then.");
    }

    private static AgentStatus trouble(String error) {
        return new AgentStatus("0.1.0", "", "SOCK_DIAG", "", Duration.ZERO, 0, 0, 7, 1, error, Duration.ZERO, 0, 0);
    }

    private static CloseGroup unknown(VerdictEvidence evidence, long count) {
        return new CloseGroup(
                0,
                PEER,
                new Verdict(ClosedFirst.UNKNOWN, TimeWait.UNKNOWN, false),
                Ending.UNKNOWN,
                Reset.NONE,
                Trigger.CLOSE,
                Why.UNKNOWN,
                evidence,
                count,
                new Lifetimes(count, count, Duration.ZERO),
                CloseWaits.NONE,
                Requests.NONE);
    }
}
