package io.firstfin.analysis.model;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds models by hand: ten seconds of one JVM on Linux's default settings, nothing in it yet. */
public final class Models {

    public static final String NETWORK = "net:[4026531840]";
    public static final Destination PEER = Destination.client(NETWORK, "10.0.0.1", "10.0.0.7", 8080);
    public static final Destination LOOPBACK = Destination.client(NETWORK, "127.0.0.1", "127.0.0.1", 8080);
    public static final Destination SERVER = Destination.server(NETWORK, 80);
    public static final CallSite SITE = new CallSite("shop.Orders", "send", 42, "");

    public static final AgentStatus HEALTHY = new AgentStatus(
            "0.1.0",
            "NioSocketImpl, Net",
            "SOCK_DIAG",
            "",
            Duration.ofMillis(7),
            3,
            0,
            0,
            0,
            "",
            Duration.ofMillis(12),
            0,
            0);

    private final List<ProxyUse> proxies = new ArrayList<>();
    private final List<CloseGroup> closes = new ArrayList<>();
    private final List<SocketOptions> socketOptions = new ArrayList<>();
    private final List<PeerEnds> peerEnds = new ArrayList<>();
    private final List<OpenGroup> opens = new ArrayList<>();
    private final List<BindFailure> bindFailures = new ArrayList<>();
    private final List<DescriptorExhaustion> descriptorExhaustions = new ArrayList<>();
    private final List<SiteGroup> sites = new ArrayList<>();
    private final Map<Destination, Peers> peers = new HashMap<>();
    private final Map<Destination, Long> stillOpen = new HashMap<>();
    private final Map<Destination, Workload> workloads = new HashMap<>();
    private KernelSettings settings = settings(2, 1);
    private KernelCounters counters = KernelCounters.NONE;
    private AgentStatus status = HEALTHY;
    private Ports ports = Ports.NONE;
    private Timeline timeline = Timelines.empty();
    private Transitions transitions = Transitions.NONE;
    private final Map<CallSite, List<String>> stacks = new HashMap<>();
    private ReadQuality quality = ReadQuality.CLEAN;

    public static KernelSettings settings(int twReuse, int timestamps) {
        return new KernelSettings(
                "6.18.5",
                32768,
                60999,
                "",
                28232,
                twReuse,
                Duration.ofSeconds(1),
                timestamps,
                131072,
                Duration.ofSeconds(60));
    }

    /** Closes in order, confirmed by the kernel, alive for 5 ms. */
    public Models closed(Destination destination, ClosedFirst first, long count) {
        return closed(destination, first, Ending.FIN, Trigger.CLOSE, count);
    }

    public Models closed(Destination destination, ClosedFirst first, Ending ending, Trigger trigger, long count) {
        TimeWait timeWait = ending.isReset() ? TimeWait.NONE : timeWait(first);
        return closed(new CloseGroup(
                0,
                destination,
                new Verdict(first, timeWait, true),
                ending,
                Reset.of(ending),
                trigger,
                Why.UNKNOWN,
                VerdictEvidence.NONE,
                count,
                new Lifetimes(count, count, Duration.ofMillis(5).multipliedBy(count)),
                CloseWaits.NONE,
                Requests.NONE));
    }

    /** Closes in order by an HTTP client or server, after so many requests each. */
    public Models closed(Destination destination, ClosedFirst first, Why why, int requests, long count) {
        return closed(new CloseGroup(
                0,
                destination,
                new Verdict(first, timeWait(first), true),
                Ending.FIN,
                Reset.NONE,
                Trigger.CLOSE,
                why,
                VerdictEvidence.NONE,
                count,
                new Lifetimes(count, count, Duration.ofMillis(5).multipliedBy(count)),
                CloseWaits.NONE,
                new Requests(count, requests * count)));
    }

    /** Closes of which who was first is supposed, on the same evidence. */
    public Models supposed(Destination destination, ClosedFirst first, String evidence, long count) {
        return closed(new CloseGroup(
                0,
                destination,
                Verdict.settled(first, Optional.of(Proof.SUPPOSED), TimeWait.UNKNOWN),
                Ending.FIN,
                Reset.NONE,
                Trigger.CLOSE,
                Why.UNKNOWN,
                new VerdictEvidence(first, evidence, "", true),
                count,
                new Lifetimes(count, count, Duration.ofMillis(5).multipliedBy(count)),
                CloseWaits.NONE,
                Requests.NONE));
    }

    /** Closes by our FIN that a reset followed, sent by that side. */
    public Models closedTooEarly(Destination destination, ResetBy resetBy, long count) {
        return closedTooEarly(destination, resetBy, Why.UNKNOWN, count);
    }

    /** The same for a reason. */
    public Models closedTooEarly(Destination destination, ResetBy resetBy, Why why, long count) {
        return closed(new CloseGroup(
                0,
                destination,
                Verdict.settled(ClosedFirst.LOCAL, Optional.of(Proof.PROVEN), TimeWait.NONE),
                Ending.FIN_THEN_RESET,
                Reset.of(Ending.FIN_THEN_RESET, resetBy, false, false),
                Trigger.CLOSE,
                why,
                VerdictEvidence.NONE,
                count,
                new Lifetimes(count, count, Duration.ofMillis(5).multipliedBy(count)),
                CloseWaits.NONE,
                Requests.NONE));
    }

    /** Closes of what was sent on after the peer's FIN, of which the peer's reset ended each. */
    public Models sentAfterFin(Destination destination, SentAfterFin sent, long count) {
        return closed(new CloseGroup(
                0,
                destination,
                Verdict.settled(ClosedFirst.REMOTE, Optional.of(Proof.PROVEN), TimeWait.NONE),
                Ending.RESET_BY_PEER,
                Reset.of(Ending.RESET_BY_PEER),
                Trigger.CLOSE,
                Why.UNKNOWN,
                VerdictEvidence.NONE,
                count,
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE,
                sent,
                Undelivered.NONE));
    }

    /** Closes by our FIN, which waits behind data that the peer does not take. */
    public Models undelivered(Destination destination, Undelivered data) {
        return closed(new CloseGroup(
                0,
                destination,
                Verdict.settled(ClosedFirst.LOCAL, Optional.of(Proof.PROVEN), TimeWait.UNKNOWN),
                Ending.UNKNOWN,
                Reset.NONE,
                Trigger.CLOSE,
                Why.UNKNOWN,
                VerdictEvidence.NONE,
                data.count(),
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE,
                SentAfterFin.NONE,
                data));
    }

    public Models closed(CloseGroup group) {
        closes.add(group);
        return this;
    }

    public Models opened(Destination destination, FailureKind failure, long count) {
        return opened(new OpenGroup(0, destination, failure, false, count, ""));
    }

    public Models opened(OpenGroup group) {
        opens.add(group);
        return this;
    }

    public Models bindFailed(long count) {
        bindFailures.add(new BindFailure("10.0.0.1", 0, false, false, "Address already in use", "", SITE, count));
        return this;
    }

    public Models bindFailed(BindFailure failure) {
        bindFailures.add(failure);
        return this;
    }

    public Models outOfDescriptors(DescriptorExhaustion exhaustion) {
        descriptorExhaustions.add(exhaustion);
        return this;
    }

    public Models site(Act act, Destination destination, CallSite site, long count, Mark... marks) {
        Set<Mark> set = EnumSet.noneOf(Mark.class);
        set.addAll(List.of(marks));
        sites.add(new SiteGroup(act, destination, set, site, count));
        return this;
    }

    public Models stillOpen(Destination destination, long count) {
        stillOpen.put(destination, count);
        return this;
    }

    public Models workload(Destination destination, Workload load) {
        workloads.put(destination, load);
        return this;
    }

    /** Closed connections to a proxy that was asked for that target. */
    public Models proxied(Destination proxy, String target, boolean refused, long count) {
        proxies.add(new ProxyUse(proxy, target, refused, count));
        return this;
    }

    public Models peers(Destination server, int count) {
        peers.put(server, new Peers(count, count));
        return this;
    }

    public Models settings(KernelSettings changed) {
        settings = changed;
        return this;
    }

    public Models counterGrew(String counter, long by) {
        counters = new KernelCounters(2, Map.of(counter, 100L), Map.of(counter, 100 + by), Map.of(counter, 100 + by));
        return this;
    }

    /** What the kernel counted in TIME_WAIT: at first, at last, and at most. */
    public Models timeWaitCounted(long first, long last, long most) {
        String counter = "timeWaitSockets";
        counters = new KernelCounters(2, Map.of(counter, first), Map.of(counter, last), Map.of(counter, most));
        return this;
    }

    /** What the kernel counted in TIME_WAIT, asked only once. */
    public Models timeWaitCountedOnce(long count) {
        Map<String, Long> values = Map.of("timeWaitSockets", count);
        counters = new KernelCounters(1, values, values, values);
        return this;
    }

    public Models agent(AgentStatus changed) {
        status = changed;
        return this;
    }

    public Models ports(Ports changed) {
        ports = changed;
        return this;
    }

    /** What happened when; nothing unless changed. */
    public Models timeline(Timeline changed) {
        timeline = changed;
        return this;
    }

    public Models transitions(Transitions changed) {
        transitions = changed;
        return this;
    }

    public Models stack(CallSite site, String... frames) {
        stacks.put(site, List.of(frames));
        return this;
    }

    public Models socketOptions(Role role, int soLinger, boolean reuseAddress, CallSite site, long count) {
        socketOptions.add(new SocketOptions(role, soLinger, reuseAddress, site, count, false));
        return this;
    }

    /** How HTTP connections ended, beside their closes. */
    public Models ended(PeerEnds ends) {
        peerEnds.add(ends);
        return this;
    }

    public Models quality(ReadQuality changed) {
        quality = changed;
        return this;
    }

    public Model build() {
        Duration observed = Duration.ofSeconds(10);
        Instant from = Instant.parse("2026-01-01T12:00:00Z");
        Recordings recordings = new Recordings(
                List.of("shop.jfr"),
                from,
                observed,
                List.of(new RecordedJvm(
                        1,
                        Optional.of(from.minusSeconds(3600)),
                        "OpenJDK 64-Bit Server VM, 17.0.15",
                        NETWORK,
                        1,
                        List.of(new Window(from, from.plus(observed))),
                        Optional.ofNullable(status))),
                List.of(new Network(NETWORK, observed, Optional.ofNullable(settings), counters)),
                quality);
        Connections connections = new Connections(
                List.copyOf(closes),
                List.copyOf(opens),
                Map.copyOf(stillOpen),
                List.copyOf(bindFailures),
                List.copyOf(descriptorExhaustions),
                Map.copyOf(peers),
                transitions,
                List.copyOf(socketOptions),
                List.copyOf(peerEnds),
                Map.copyOf(workloads),
                List.copyOf(proxies));
        return new Model(
                recordings, connections, new Sites(List.copyOf(sites), false, Map.copyOf(stacks)), ports, timeline);
    }

    private static TimeWait timeWait(ClosedFirst first) {
        return TimeWait.after(first, Ending.FIN);
    }
}
