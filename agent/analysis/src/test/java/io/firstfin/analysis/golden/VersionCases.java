package io.firstfin.analysis.golden;

import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;

/** Recordings of agents of other versions: fields that are missing, new, renamed, or of another type. */
final class VersionCases {

    private static final String CLIENT = "10.0.0.1:40001>10.0.0.7:8080";

    private VersionCases() {}

    static void make(CorpusMaker corpus) {
        beforeProof(corpus);
        missingFields(corpus);
        firstAgent(corpus);
        newerAgent(corpus);
        otherTypes(corpus);
        looksWithoutNumbers(corpus);
    }

    /** The agent told who was first and not what that is worth; nor who sent a reset. */
    private static void beforeProof(CorpusMaker corpus) {
        LiteralRecording file = new LiteralRecording("2026-03-01T10:00:00Z")
                .jvm(4711)
                .chunk(0, 5)
                .without(CloseEvent.class, "proof", "resetBy")
                .without(KernelStateEvent.class, "proof", "resetBy");
        AgentRecording recording = new AgentRecording(file).framed(5);
        String[][] words = {
            {"LOCAL", "FIN"},
            {"REMOTE", "FIN"},
            {"UNKNOWN", "UNKNOWN"},
            {"LOCAL", "RESET_BY_LINGER"},
            {"LOCAL", "FIN_THEN_RESET"},
            {"REMOTE", "RESET_BY_PEER"},
            {"BOTH", "FIN"},
        };
        for (int i = 0; i < words.length; i++) {
            for (int kernel = 0; kernel < 2; kernel++) {
                int number = i * 2 + kernel;
                recording.life(
                        "c-" + number,
                        "10.0.0.1:" + (40_000 + number) + ">10.0.0.7:8080",
                        1 + number * 0.1,
                        1.2 + number * 0.1,
                        "closedFirst=" + words[i][0],
                        "ending=" + words[i][1],
                        kernel == 0 ? "kernel=none" : "kernel.source=SOCK_DIAG");
            }
        }
        corpus.file("before-proof", recording);
    }

    /** Each of these fields came later than its event. */
    private static void missingFields(CorpusMaker corpus) {
        LiteralRecording file = new LiteralRecording("2026-03-01T10:00:00Z")
                .jvm(4711)
                .chunk(0, 5)
                .without(CloseEvent.class, "lifetime", "closeWait", "httpServer", "exchanges", "role", "trigger")
                .without(KernelStateEvent.class, "agrees", "ending", "evidence", "remaining")
                .without(CallSiteEvent.class, "weight")
                .without(KernelSettingsEvent.class, "networkNamespace", "twReuseDelay", "finTimeout")
                .without(AgentStatusEvent.class, "liveConnections", "kernelDelay", "untracedConnections", "cpuTime")
                .without(PortBudgetEvent.class, "otherProcesses", "opensPerSecond", "secondsLeft", "truncated")
                .without(PortExhaustionEvent.class, "suppressed", "owners", "guilty", "settings")
                .without(CloseWaitEvent.class, "role", "alike", "otherKinds", "httpServer");
        AgentRecording recording = new AgentRecording(file).framed(5);
        for (int i = 0; i < 6; i++) {
            String ends = "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080";
            recording
                    .life("c-" + i, ends, 1, 2 + i * 0.1, "reason=IDLE_TIMEOUT", "httpClient=OkHttp 4.12.0")
                    .sample(2, "CONNECT", "c-" + i, ends, 1, "shop.Feed.open:12");
        }
        recording
                .budget(2, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=300", "free=200")
                .exhaustion(3, "CONNECT", "10.0.0.1:0>10.0.0.7:8080", "capacity=28232", "timeWait=28232")
                .closeWait(3, "c-20", "10.0.0.1:40020>10.0.0.8:443", "waiting=2s", "openedBy=shop.Feed.open:12")
                .connect(1, "c-20", "10.0.0.1:40020>10.0.0.8:443");
        corpus.file("missing-fields", recording);
    }

    /** The fields that the very first agent wrote. */
    private static void firstAgent(CorpusMaker corpus) {
        LiteralRecording file = new LiteralRecording("2026-03-01T10:00:00Z").chunk(0, 5);
        for (int i = 0; i < 5; i++) {
            double at = 1 + i * 0.5;
            file.otherEvent(
                            at,
                            "firstfin.Close",
                            "connection=c-" + i,
                            "localAddress=10.0.0.1",
                            "localPort:int=" + (40_000 + i),
                            "remoteAddress=10.0.0.7",
                            "remotePort:int=8080",
                            "role=CLIENT",
                            "api=Socket",
                            "closedFirst=" + (i == 3 ? "REMOTE" : "LOCAL"),
                            "ending=FIN",
                            "trigger=CLOSE",
                            "kernelState=ESTABLISHED",
                            "evidence=ESTABLISHED",
                            "reason=UNKNOWN",
                            "soLinger:int=-1",
                            "reuseAddress:boolean=false",
                            "unreadBytes:int=0",
                            "lifetime:ns=5ms",
                            "exchanges:int=-1")
                    .otherEvent(
                            at + 0.01,
                            "firstfin.KernelState",
                            "connection=c-" + i,
                            "state=" + (i == 3 ? "null" : "TIME_WAIT"),
                            "closedFirst=" + (i == 3 ? "REMOTE" : "LOCAL"),
                            "timeWait=" + (i == 3 ? "REMOTE" : "LOCAL"),
                            "agrees:boolean=true");
        }
        file.otherEvent(
                        2,
                        "firstfin.CloseWait",
                        "connection=c-9",
                        "localAddress=10.0.0.1",
                        "localPort:int=40009",
                        "remoteAddress=10.0.0.7",
                        "remotePort:int=8080",
                        "waiting:ms=2500ms",
                        "openedBy=shop.Feed.open:12",
                        "httpClient=OkHttp 4.12.0")
                .otherEvent(4.9, "firstfin.AgentStatus", "version=0.0.1");
        corpus.file("first-agent", file.toArray());
    }

    /** Words, fields and events that nobody knows yet. */
    private static void newerAgent(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording
                .life(
                        "c-1",
                        CLIENT,
                        1,
                        2,
                        "role=PROXY",
                        "closedFirst=BALANCER",
                        "proof=SIGNED",
                        "ending=QUIC",
                        "resetBy=FIREWALL",
                        "trigger=REAPER",
                        "reason=FULL_MOON",
                        "httpClient=Warp 9",
                        "exchanges=1",
                        "kernel=none")
                .life(
                        "c-2",
                        "10.0.0.1:40002>10.0.0.7:8080",
                        1,
                        2.5,
                        "reason=FULL_MOON",
                        "httpClient=Warp 9",
                        "exchanges=1",
                        "kernel.state=TIME_WAIT_2",
                        "kernel.proof=SIGNED",
                        "kernel.ending=QUIC",
                        "kernel.timeWait=BALANCER")
                .connect(2, "c-3", "10.0.0.1:0>10.0.0.7:8080", "failure=no", "failureKind=MOOD")
                .budget(3, "GALAXY", "10.0.0.1:0>10.0.0.7:8080", "timeWait=500", "free=0")
                .exhaustion(3, "SENDTO", "10.0.0.1:0>10.0.0.9:53", "timeWait=500", "suppressed=2")
                .sample(3, "LISTEN", "c-2", CLIENT, 5, "shop.Feed.open:12")
                .status(4.999, "kernelSource=EBPF", "kernelSourceReason=better");
        recording
                .file()
                .otherEvent(3.5, "firstfin.Comet", "tail:int=3", "colour=red")
                .otherEvent(
                        4,
                        "firstfin.HalfOpen",
                        "connection=c-4",
                        "seen:date=1772359200000",
                        "for:us=30ms",
                        "weight:double=0.5");
        corpus.file("newer-agent", recording);
    }

    /** Texts where numbers were, numbers where texts were, other units. */
    private static void otherTypes(CorpusMaker corpus) {
        LiteralRecording file =
                new LiteralRecording("2026-03-01T10:00:00Z").jvm(4711).chunk(0, 5);
        for (int i = 0; i < 3; i++) {
            file.otherEvent(
                    1 + i,
                    "firstfin.Close",
                    "connection=c-" + i,
                    "localAddress=10.0.0.1",
                    "localPort=eighty",
                    "remoteAddress=10.0.0.7",
                    "remotePort:long=" + (i == 1 ? 1L << 40 : 8080),
                    "role=" + (i == 0 ? "server" : "CLIENT"),
                    "closedFirst:int=1",
                    "proof:boolean=true",
                    "ending=FIN",
                    "lifetime:s=" + (i + 1) + "s",
                    "closeWait:long=7000000000",
                    "exchanges:short=3",
                    "httpClient:int=4",
                    "httpServer=Tomcat 11.0.2");
        }
        file.otherEvent(
                        0.1,
                        "firstfin.KernelSettings",
                        "firstPort=32768",
                        "twReuse=2",
                        "finTimeout=60 s",
                        "ephemeralPorts:long=" + (1L << 40),
                        "twReuseDelay:ms=1s",
                        "timestamps:short=1")
                .otherEvent(2, "firstfin.KernelCounters", "timeWaitSockets:int=9", "activeOpens:long=5", "tail=long")
                .otherEvent(3, "firstfin.KernelCounters", "timeWaitSockets:int=19", "activeOpens:long=25", "tail=long")
                .otherEvent(
                        4.9,
                        "firstfin.AgentStatus",
                        "version:int=2",
                        "kernelSource=SOCK_DIAG",
                        "dropped=many",
                        "liveConnections:double=1.5",
                        "cpuTime:us=12ms");
        corpus.file("other-types", file.toArray());
    }

    /** The kernel was asked, and nothing of what it showed was written. */
    private static void looksWithoutNumbers(CorpusMaker corpus) {
        LiteralRecording file =
                new LiteralRecording("2026-03-01T10:00:00Z").jvm(4711).chunk(0, 5);
        file.otherEvent(1, "firstfin.PortBudget", "side=CLIENT", "remoteAddress=10.0.0.7", "remotePort:int=8080")
                .otherEvent(
                        2, "firstfin.PortExhaustion", "call=CONNECT", "remoteAddress=10.0.0.7", "remotePort:int=8080")
                .otherEvent(3, "firstfin.AcceptQueue", "localPort:int=7070", "longestWaiting:ns=2s")
                .otherEvent(3, "firstfin.UnreleasedChannel", "connection=c-1", "waiting:ns=2s")
                .otherEvent(3, "firstfin.FinWait", "connection=c-2")
                .otherEvent(3, "firstfin.HalfClose", "connection=c-2")
                .otherEvent(3, "firstfin.Bind", "failure=Address already in use")
                .otherEvent(3, "firstfin.Connect", "connection=c-3", "failure=refused")
                .otherEvent(3, "firstfin.Accept", "connection=c-4")
                .otherEvent(3, "firstfin.PortInUse", "remoteAddress=10.0.0.7")
                .otherEvent(3, "firstfin.KernelState", "connection=c-5", "state=TIME_WAIT")
                .otherEvent(4, "firstfin.Close", "connection=c-5");
        corpus.file("looks-without-numbers", file.toArray());
    }
}
