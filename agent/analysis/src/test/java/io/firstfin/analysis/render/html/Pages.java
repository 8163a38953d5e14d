package io.firstfin.analysis.render.html;

import static io.firstfin.analysis.model.Models.NETWORK;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.analysis.model.Models.SITE;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.ReadQuality;
import io.firstfin.analysis.model.TestWorkloads;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Timelines;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Transitions;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Trigger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What pages are made of in tests. */
final class Pages {

    private Pages() {}

    /** A shop that ran out of ports half way. */
    static Model shop() {
        Timelines timeline = new Timelines();
        for (int step = 0; step < Timelines.STEPS; step++) {
            int made = step < 6 ? 400 + 37 * step : 12;
            timeline.at(step, TimelineKind.OPENED, PEER, made)
                    .at(step, TimelineKind.CLOSED_BY_US, PEER, made - 4)
                    .at(step, TimelineKind.TIME_WAIT_BEGAN, PEER, made - 4)
                    .at(step, TimelineKind.OPENED, SERVER, 90)
                    .at(step, TimelineKind.CLOSED_BY_PEER, SERVER, 80)
                    .at(step, TimelineKind.CLOSED_OTHERWISE, SERVER, 8)
                    .timeWaitCounted(step, 500 * step + 120);
        }
        timeline.at(7, TimelineKind.OUT_OF_PORTS, PEER, 12)
                .budget(PortPages.filling(PortSide.CLIENT, PEER))
                .budget(PortPages.filling(PortSide.BIND, Destination.client(NETWORK, "10.0.0.1", "", 0)));
        CallSite closer = new CallSite("shop.Stock$Call", "close", 88, "org.apache.hc.client5");
        return new Models()
                .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 1, 2_800)
                .closed(PEER, ClosedFirst.LOCAL, 203)
                .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 25)
                .closed(SERVER, ClosedFirst.REMOTE, new Why("PEER_CLOSED", "Tomcat 11.0.2"), 9, 800)
                .closed(SERVER, ClosedFirst.BOTH, new Why("IDLE_TIMEOUT", "Tomcat 11.0.2"), 9, 80)
                .opened(PEER, FailureKind.NONE, 3_043)
                .opened(PEER, FailureKind.PORTS_EXHAUSTED, 12)
                .opened(SERVER, FailureKind.NONE, 900)
                .peers(SERVER, 14)
                .site(Act.CLOSE, PEER, closer, 3_003, Mark.TIME_WAIT_OURS)
                .site(Act.CLOSE, SERVER, new CallSite("shop.web.Handler", "done", 31, ""), 880)
                .site(Act.CONNECT, PEER, SITE, 3_055)
                .stack(
                        closer,
                        "java.net.Socket.close(Socket.java:1530)",
                        "shop.Stock$Call.close(Stock.java:88)",
                        "shop.Main.main(Main.java:7)")
                .workload(PEER, TestWorkloads.steady(500, 10, Duration.ofMillis(5)))
                .ports(PortPages.timeWait(new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), closer))
                .timeline(timeline.build())
                .transitions(new Transitions(
                        Map.of(
                                Transition.CONNECT,
                                3_043L,
                                Transition.CONNECTED,
                                3_043L,
                                Transition.SYN_RECEIVED,
                                900L,
                                Transition.ACCEPTED,
                                900L,
                                Transition.FIRST_FIN_OURS,
                                3_083L,
                                Transition.ACKNOWLEDGED,
                                2_990L,
                                Transition.TIME_WAIT,
                                2_990L,
                                Transition.CROSSED,
                                80L,
                                Transition.FIRST_FIN_OF_PEER,
                                800L,
                                Transition.FIN_ANSWERED,
                                800L),
                        25))
                .build();
    }

    /** The same text wherever a recording can bring one. */
    static Model hostile(String text) {
        Destination peer = Destination.client(NETWORK, text, text, 8080);
        CallSite site = new CallSite(text, text, 1, text);
        return new Models()
                .closed(peer, ClosedFirst.LOCAL, new Why(text, text), 1, 5_000)
                .opened(peer, FailureKind.NONE, 5_000)
                .site(Act.CLOSE, peer, site, 5_000, Mark.TIME_WAIT_OURS)
                .site(Act.CONNECT, peer, site, 5_000)
                .stack(site, text, text)
                .agent(new AgentStatus(text, text, text, text, Duration.ZERO, 1, 1, 1, 1, text, Duration.ZERO, 0, 0))
                .workload(peer, TestWorkloads.steady(500, 10, Duration.ofMillis(5)))
                .ports(PortPages.timeWait(new Why(text, text), site))
                .timeline(new Timelines()
                        .each(TimelineKind.OPENED, peer, 500)
                        .budget(PortPages.filling(PortSide.CLIENT, peer))
                        .build())
                .quality(new ReadQuality(0, 0, 0, 1, List.of(text)))
                .build();
    }

    /** Two thousand destinations, and as many call sites. */
    static Model crowded() {
        Models models = new Models();
        Timelines timeline = new Timelines();
        CallSite[] sites = new CallSite[2_000];
        for (int i = 0; i < 2_000; i++) {
            Destination peer = Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", i);
            sites[i] = new CallSite("shop.C" + i, "close", i, "");
            models.closed(peer, ClosedFirst.LOCAL, new Why("REASON_" + i, "Client " + i), 1, 500)
                    .opened(peer, FailureKind.NONE, 500)
                    .workload(peer, TestWorkloads.steady(50, 10, Duration.ofMillis(5)))
                    .site(Act.CLOSE, peer, sites[i], 500, Mark.TIME_WAIT_OURS);
            timeline.each(TimelineKind.CLOSED_BY_US, peer, 50).budget(PortPages.filling(PortSide.CLIENT, peer));
        }
        return models.ports(PortPages.timeWait(new Why("APPLICATION", ""), sites))
                .timeline(timeline.build())
                .build();
    }

    /** As a page's policy names a script. */
    static String hash(String script) {
        try {
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256")
                                    .digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
