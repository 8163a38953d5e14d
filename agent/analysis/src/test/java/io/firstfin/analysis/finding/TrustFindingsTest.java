package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.AGENT_TROUBLE;
import static io.firstfin.analysis.finding.FindingId.CONNECT_FAILED;
import static io.firstfin.analysis.finding.FindingId.DISAGREEMENT;
import static io.firstfin.analysis.finding.FindingId.VERDICTS_UNKNOWN;
import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Joins;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Side;
import io.firstfin.analysis.model.Trigger;
import io.firstfin.analysis.model.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustFindingsTest {

    @Test
    void a_healthy_recording_has_no_findings() {
        assertThat(Findings.of(new Models().build())).isEmpty();
    }

    @Test
    void findings_come_by_severity() {
        assertThat(Findings.of(new Models().closed(PEER, Side.LOCAL, 5_000)
                .closed(Models.SERVER, Side.LOCAL, 10)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 1)
                .counterGrew("timeWaitOverflow", 1).build()))
                .extracting(Finding::severity, Finding::id)
                .containsExactly(
                        tuple(Severity.CRITICAL, FindingId.PORTS_EXHAUSTED),
                        tuple(Severity.CRITICAL, FindingId.PORT_BUDGET),
                        tuple(Severity.WARNING, FindingId.TIME_WAIT_TABLE_FULL),
                        tuple(Severity.WARNING, FindingId.SHORT_CONNECTIONS),
                        tuple(Severity.INFO, FindingId.SERVER_CLOSES_FIRST));
    }

    @Test
    void failed_connects_are_told_by_kind() {
        says(new Models().opened(PEER, FailureKind.NONE, 10)
                        .opened(PEER, FailureKind.REFUSED, 4).build(),
                CONNECT_FAILED, Severity.WARNING,
                "4 connects failed (refused) to 10.0.0.7:8080.");
    }

    @Test
    void unknown_verdicts_give_the_commonest_evidence() {
        says(new Models().closed(PEER, Side.LOCAL, 97)
                        .closed(unknown("CLOSE at the entry of close", 2))
                        .closed(unknown("no kernel source", 1)).build(),
                VERDICTS_UNKNOWN, Severity.INFO, "For 3 connections (3.0 % of all) the recording"
                + " cannot tell who closed first. The commonest evidence, 2 times: CLOSE at the"
                + " entry of close.");
    }

    @Test
    void corrections_by_the_kernel_are_told() {
        says(new Models().closed(PEER, Side.LOCAL, 1_000).joins(new Joins(4, 0, 0, 0)).build(),
                DISAGREEMENT, Severity.INFO, "The kernel corrected the verdict of 4 closes (0.4 %"
                + " of all) afterwards: the peer's FIN came between the look at the socket and our"
                + " own. This report counts the corrected verdicts.");
    }

    @Test
    void an_agent_in_trouble_is_told() {
        says(new Models().agent(new AgentStatus("0.1.0", "", "PROCFS", 0, 0, 7, 1,
                        "java.lang.IllegalStateException: oops", Duration.ZERO)).build(),
                AGENT_TROUBLE, Severity.WARNING, "The agent gave up 7 of its events and look-ups,"
                + " and kept 1 error of its own from the application; the last one:"
                + " java.lang.IllegalStateException: oops. The numbers of this report are too low"
                + " by as much.");
        silent(new Models().build(), AGENT_TROUBLE);
    }

    private static CloseGroup unknown(String evidence, long count) {
        return new CloseGroup(PEER, new Verdict(Side.UNKNOWN, Side.UNKNOWN, false), Ending.UNKNOWN,
                Trigger.CLOSE, "UNKNOWN", evidence, count,
                Lifetimes.NONE, CloseWaits.NONE);
    }
}
