package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.analysis.model.Models.SITE;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.util.List;

/** A shop that asks its stock service over a new connection each time, and has other faults too. */
public final class ShopModel {

    private static final CallSite CLOSER = new CallSite("shop.Stock$Call", "close", 88, "org.apache.hc.client5");
    private static final CallSite HANDLER = new CallSite("shop.web.Handler", "done", 31, "");

    private static final VerdictEvidence VANISHED = new VerdictEvidence(
            ClosedFirst.UNKNOWN,
            "ESTABLISHED at the entry of close, CLOSE in the next look",
            "ESTABLISHED at the entry of close, CLOSE in the next look, but nothing left to prove" + " it",
            false);

    private ShopModel() {}

    public static Model build() {
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 1, 4_100)
                .closed(PEER, ClosedFirst.LOCAL, 200)
                .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 25)
                .closed(PEER, ClosedFirst.LOCAL, Ending.FIN, Trigger.CLEANER, 3)
                .closed(new CloseGroup(
                        0,
                        PEER,
                        new Verdict(ClosedFirst.UNKNOWN, TimeWait.UNKNOWN, false),
                        Ending.UNKNOWN,
                        Reset.NONE,
                        Trigger.CLOSE,
                        Why.UNKNOWN,
                        VANISHED,
                        4,
                        Lifetimes.NONE,
                        CloseWaits.NONE,
                        Requests.NONE))
                .closed(SERVER, ClosedFirst.REMOTE, 900)
                .closed(new CloseGroup(
                        0,
                        SERVER,
                        new Verdict(ClosedFirst.LOCAL, TimeWait.LOCAL, true),
                        Ending.FIN,
                        Reset.NONE,
                        Trigger.CLOSE,
                        new Why("IDLE_TIMEOUT", "Tomcat 11.0.2"),
                        VerdictEvidence.NONE,
                        100,
                        new Lifetimes(100, 0, Duration.ofSeconds(500)),
                        CloseWaits.NONE,
                        new Requests(100, 1_240)))
                .closed(new CloseGroup(
                        0,
                        SERVER,
                        new Verdict(ClosedFirst.REMOTE, TimeWait.REMOTE, true),
                        Ending.FIN,
                        Reset.NONE,
                        Trigger.CLOSE,
                        Why.UNKNOWN,
                        VerdictEvidence.NONE,
                        2,
                        Lifetimes.NONE,
                        new CloseWaits(2, Duration.ofMillis(3_250)),
                        Requests.NONE))
                .opened(PEER, FailureKind.NONE, 4_350)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 12)
                .opened(SERVER, FailureKind.NONE, 1_003)
                .peers(SERVER, 14)
                .workload(PEER, TestWorkloads.steady(435, 10, Duration.ofMillis(5)))
                .site(Act.CLOSE, PEER, CLOSER, 4_303, Mark.TIME_WAIT_OURS)
                .site(Act.CLOSE, PEER, CLOSER, 25, Mark.RESET_BY_LINGER)
                .site(Act.CLOSE, SERVER, HANDLER, 1_000)
                .site(Act.CLOSE, SERVER, HANDLER, 2, Mark.OVERDUE)
                .site(Act.CONNECT, PEER, SITE, 4_347)
                .site(Act.CONNECT, PEER, SITE, 3, Mark.COLLECTED)
                .site(Act.CONNECT, PEER, SITE, 12, Mark.PORTS_EXHAUSTED)
                .socketOptions(Role.CLIENT, -1, false, CallSite.UNKNOWN, 4_307)
                .socketOptions(Role.SERVER, -1, true, CallSite.UNKNOWN, 1_002)
                .socketOptions(Role.CLIENT, 0, true, CLOSER, 25)
                .quality(new ReadQuality(4, 0, 0, 0, List.of()))
                .build();
    }
}
