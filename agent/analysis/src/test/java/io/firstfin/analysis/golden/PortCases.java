package io.firstfin.analysis.golden;

/** Recordings of connects and binds that lacked a port, or came near it. */
final class PortCases {

    private static final String[] FEW_PORTS = {
        "firstPort=32768", "lastPort=33267", "ephemeralPorts=500", "twReuse=0", "maxTimeWaitBuckets=4096"
    };

    private PortCases() {}

    static void make(CorpusMaker corpus) {
        portsExhausted(corpus);
        portsExhaustedAtBind(corpus);
        portsExhaustedWithoutConnects(corpus);
        addressNotAvailable(corpus);
        bindFailed(corpus);
        portInUse(corpus);
        selfConnect(corpus);
        portBudget(corpus);
        portBudgetReused(corpus);
        portsTaken(corpus);
        leakUsesUpPorts(corpus);
        peerPorts(corpus);
        timeWaitTableFull(corpus);
        manyDestinations(corpus);
    }

    /** Connects towards two destinations, of which one runs out; our address is not known of each. */
    private static void portsExhausted(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(20).settings(0.001, FEW_PORTS);
        recording.openedBy("shop.Feed.open:12", "shop.Main.run:30").closedBy("shop.Feed.close:22", "shop.Main.run:31");
        for (int i = 0; i < 60; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (32_768 + i) + ">10.0.0.7:8080",
                    0.1 + i * 0.1,
                    0.15 + i * 0.1,
                    "reason=RESPONSE_SAID_CLOSE",
                    "httpClient=OkHttp 4.12.0",
                    "exchanges=1");
        }
        for (int i = 60; i < 70; i++) {
            recording.life("c-" + i, "10.0.0.1:" + (32_768 + i) + ">10.0.0.8:443", 6.2 + i * 0.01, 6.5 + i * 0.01);
        }
        recording
                .budget(5, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=300", "timeWaitOurs=40", "free=200")
                .budget(
                        10,
                        "CLIENT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "timeWait=490",
                        "timeWaitOurs=60",
                        "established=4",
                        "free=6",
                        "opensPerSecond=10.5",
                        "secondsLeft=600ms",
                        "otherProcesses=380");
        for (int i = 0; i < 12; i++) {
            recording.connect(
                    11 + i * 0.2,
                    "c-" + (100 + i),
                    (i % 3 == 0 ? ":0" : "10.0.0.1:0") + ">10.0.0.7:8080",
                    "failure=Cannot assign requested address",
                    "failureKind=PORTS_EXHAUSTED");
        }
        recording.connect(
                13.5,
                "c-120",
                "10.0.0.1:0>10.0.0.8:443",
                "failure=Cannot assign requested address",
                "failureKind=PORTS_EXHAUSTED");
        String owners = "380 TIME_WAIT 76% of other processes, or closed before they were recorded\n"
                + "60 TIME_WAIT 12% closed by shop.Feed.close:22 (OkHttp 4.12.0, RESPONSE_SAID_CLOSE)\n"
                + "4 ESTABLISHED 1% opened by shop.Feed.open:12\n56 TIME_WAIT 11% of uid 7";
        recording
                .exhaustion(
                        11.01,
                        "CONNECT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "established=4",
                        "timeWait=496",
                        "timeWaitOurs=60",
                        "otherProcesses=380",
                        "owners=" + owners,
                        "guilty=shop.Feed.close:22",
                        "suppressed=3")
                .exhaustion(
                        13.51,
                        "CONNECT",
                        "10.0.0.1:0>10.0.0.8:443",
                        "timeWait=500",
                        "timeWaitOurs=10",
                        "otherProcesses=-1");
        recording
                .counters(1, "timeWaitSockets=200", "activeOpens=1000")
                .counters(11, "timeWaitSockets=560", "activeOpens=1070")
                .status(19.99, "liveConnections=0");
        corpus.file("ports-exhausted", recording);
    }

    /**
     * Connections that the peer closed and our code did not hold all ports, and another process's hold those towards a
     * destination of its own. Always on: the stacks are sampled.
     */
    private static void leakUsesUpPorts(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(20).settings(0.001, FEW_PORTS);
        for (int i = 0; i < 40; i++) {
            String name = "c-" + i;
            String ends = "10.0.0.1:" + (32_768 + i) + ">10.0.0.7:8080";
            recording.connect(0.1 + i * 0.1, name, ends);
            recording.sample(0.101 + i * 0.1, "CONNECT", name, ends, 1, "shop.Feed.open:12", "shop.Main.run:30");
            if (i < 3) {
                recording.closeWait(
                        5,
                        name,
                        ends,
                        "waiting=" + (4 - i) + "s",
                        "openedBy=shop.Feed.open:12",
                        "alike=490",
                        "inAll=490");
            }
        }
        for (int i = 0; i < 5; i++) {
            String name = "c-" + (50 + i);
            recording.connect(
                    11 + i * 0.2,
                    name,
                    ":0>10.0.0.7:8080",
                    "failure=Cannot assign requested address",
                    "failureKind=PORTS_EXHAUSTED");
            recording.sample(
                    11.001 + i * 0.2, "CONNECT", name, ":0>10.0.0.7:8080", 1, "shop.Feed.open:12", "shop.Main.run:30");
        }
        recording
                .budget(
                        10,
                        "CLIENT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "otherStates=493",
                        "established=2",
                        "free=5",
                        "opensPerSecond=10.5",
                        "secondsLeft=600ms")
                .budget(10.01, "CLIENT", "10.0.0.1:0>10.99.0.2:8080", "established=480", "free=20", "otherProcesses=-1")
                .exhaustion(
                        11.01,
                        "CONNECT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "otherStates=498",
                        "established=2",
                        "owners=498 CLOSE_WAIT 100% opened by shop.Feed.open:12\n2 ESTABLISHED 0% opened by"
                                + " shop.Feed.open:12",
                        "guilty=shop.Feed.open:12");
        recording.status(19.99, "liveConnections=40");
        corpus.file("leak-uses-up-ports", recording);
    }

    /** The one pool of those that bind before connect is empty. */
    private static void portsExhaustedAtBind(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001, FEW_PORTS);
        recording.openedBy("shop.Mail.send:44").closedBy("shop.Mail.done:51");
        for (int i = 0; i < 20; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (32_768 + i) + ">10.0.0." + (7 + i % 4) + ":25",
                    0.1 + i * 0.1,
                    0.17 + i * 0.1,
                    "open.boundFirst=true");
        }
        for (int i = 0; i < 6; i++) {
            recording.bind(3 + i * 0.1, "c-" + (30 + i), "10.0.0.1:0>0.0.0.0:0", "failure=Address already in use");
        }
        recording
                .exhaustion(
                        3.01,
                        "BIND",
                        ":0>:0",
                        "established=20",
                        "timeWait=470",
                        "timeWaitOurs=20",
                        "otherStates=10",
                        "otherProcesses=300",
                        "owners=470 TIME_WAIT 94%",
                        "failure=Address already in use",
                        "suppressed=2")
                .budget(
                        2,
                        "BIND",
                        "10.0.0.1:0>:0",
                        "established=18",
                        "timeWait=440",
                        "timeWaitOurs=16",
                        "otherStates=7",
                        "free=35")
                .status(4.9);
        corpus.file("ports-exhausted-at-bind", recording);
    }

    /** The cheaper template without connects: the black box alone tells, of two destinations and a bind. */
    private static void portsExhaustedWithoutConnects(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001, FEW_PORTS);
        recording
                .exhaustion(2, "CONNECT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=498", "established=2", "suppressed=40")
                .exhaustion(1, "CONNECT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=500", "suppressed=0")
                .exhaustion(3, "CONNECT", "10.0.0.1:0>10.0.0.9:8080", "timeWait=120", "established=380")
                .exhaustion(4, "BIND", ":0>:0", "established=490", "otherStates=10", "failure=Address already in use")
                .status(4.9);
        corpus.file("ports-exhausted-without-connects", recording);
    }

    /** "Cannot assign requested address" while the kernel shows free ports: it is something else. */
    private static void addressNotAvailable(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Feed.open:12");
        recording
                .connect(
                        1,
                        "c-1",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "failure=Cannot assign requested address",
                        "failureKind=PORTS_EXHAUSTED")
                .connect(
                        2,
                        "c-2",
                        "10.0.0.1:6000>10.0.0.7:8080",
                        "failure=Cannot assign requested address",
                        "failureKind=PORTS_EXHAUSTED",
                        "boundFirst=true")
                .exhaustion(1.01, "CONNECT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=20", "free=480")
                .exhaustion(2.01, "CONNECT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=25", "free=475", "suppressed=1");
        corpus.file("address-not-available", recording);
    }

    /** Binds that fail: six ports, one more than are shown. */
    private static void bindFailed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Door.main:4");
        String used = "failure=Address already in use";
        recording
                .bind(0.5, "c-1", "0.0.0.0:8080>:0", used, "listening=true", "heldBy=1 LISTEN of uid 7")
                .bind(0.6, "c-2", "0.0.0.0:8080>:0", used, "listening=true", "heldBy=1 LISTEN of uid 7")
                .bind(0.7, "c-3", "0.0.0.0:8080>:0", used, "listening=true", "reuseAddress=true")
                .bind(1, "c-4", "0.0.0.0:33000>:0", used, "listening=true", "heldBy=3 TIME_WAIT; of other processes")
                .bind(1.5, "c-5", "10.0.0.1:33001>:0", used, "heldBy=1 ESTABLISHED, 2 TIME_WAIT", "reuseAddress=true")
                .bind(2, "c-6", "0.0.0.0:80>:0", "failure=Permission denied", "listening=true")
                .openedBy()
                .bind(3.5, "c-9", "0.0.0.0:8081>:0", used, "listening=true", "heldBy=nobody any more")
                .bind(3.6, "c-10", "0.0.0.0:8082>:0", used, "listening=true")
                .bind(4, "c-11", "10.0.0.1:0>:0");
        corpus.file("bind-failed", recording);
        AgentRecording addresses = AgentRecording.lasting(5).framed(5).openedBy("shop.Door.main:4");
        addresses
                .bind(2.5, "c-1", "10.9.9.9:0>:0", "failure=Cannot assign requested address")
                .bind(3, "c-2", "[::]:0>:0", used, "listening=true");
        corpus.file("bind-failed-at-an-address", addresses);
    }

    /** A socket's own port is in use towards its destination: in TIME_WAIT, by others, by us. */
    private static void portInUse(CorpusMaker corpus) {
        AgentRecording recording =
                AgentRecording.lasting(5).settings(0.001, "timestamps=0").status(4.9);
        String kind = "failureKind=ADDRESS_IN_USE_TOWARDS_DESTINATION";
        String failure = "failure=Cannot assign requested address";
        recording.openedBy("shop.Feed.open:12");
        for (int i = 0; i < 3; i++) {
            recording.connect(1 + i * 0.1, "c-" + i, "10.0.0.1:6000>10.0.0.7:8080", failure, kind, "boundFirst=true");
        }
        recording
                .portInUse(1.001, "c-0", "10.0.0.1:6000>10.0.0.7:8080", "heldBy=nobody any more", "state=null")
                .portInUse(
                        1.101,
                        "c-1",
                        "10.0.0.1:6000>10.0.0.7:8080",
                        "state=TIME_WAIT",
                        "remaining=41s",
                        "heldBy=TIME_WAIT for 41 s more, closed by shop.Feed.close:22",
                        "failedAt=shop.Feed.open:12",
                        "suppressed=1")
                .portInUse(
                        2,
                        "c-7",
                        "10.0.0.1:6001>10.0.0.7:8080",
                        "state=ESTABLISHED",
                        "heldBy=ESTABLISHED, held by another process of uid 7",
                        "failedAt=shop.Stock.ask:9",
                        "suppressed=5")
                .portInUse(
                        3,
                        "c-8",
                        "10.0.0.1:0>10.0.0.8:8080",
                        "state=ESTABLISHED",
                        "heldBy=ESTABLISHED, opened by shop.Stock.ask:9");
        corpus.file("port-in-use", recording);
    }

    private static void selfConnect(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording
                .openedBy("shop.Probe.look:7")
                .closedBy("shop.Probe.end:9")
                .life("c-1", "127.0.0.1:40000>127.0.0.1:40000", 1, 1.2, "open.selfConnected=true")
                .life("c-2", "127.0.0.1:40000>127.0.0.1:40000", 2, 2.2, "kernel=none")
                .life("c-3", "[::1]:9090>[::1]:9090", 3, 3.2, "open.selfConnected=true", "closedFirst=BOTH");
        corpus.file("self-connect", recording);
    }

    /** Rates that use up the ports; one destination in two of its sources. */
    private static void portBudget(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).settings(0.001, FEW_PORTS);
        recording.openedBy("shop.Feed.open:12", "shop.Main.run:30");
        for (int i = 0; i < 100; i++) {
            String source = i % 4 == 0 ? "10.0.0.2" : "10.0.0.1";
            recording
                    .closedBy(i % 10 < 7 ? "shop.Feed.close:22" : "shop.Feed.giveUp:25", "shop.Main.run:31")
                    .life(
                            "c-" + i,
                            source + ":" + (32_768 + i) + ">10.0.0.7:8080",
                            0.05 + i * 0.09,
                            0.07 + i * 0.09,
                            "reason=" + (i % 5 == 0 ? "IDLE_TIMEOUT" : "POOL_CLOSED"),
                            "httpClient=" + (i % 2 == 0 ? "OkHttp 4.12.0" : "Apache HttpClient 5.4.1"),
                            "exchanges=" + (1 + i % 3));
        }
        recording
                .budget(
                        4,
                        "CLIENT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "timeWait=30",
                        "timeWaitOurs=30",
                        "free=470",
                        "opensPerSecond=8.1",
                        "secondsLeft=58s")
                .budget(8, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=62", "timeWaitOurs=60", "free=438")
                .budget(8, "CLIENT", "10.0.0.2:0>10.0.0.7:8080", "timeWait=21", "timeWaitOurs=21", "free=479")
                .counters(2, "timeWaitSockets=20")
                .counters(9, "timeWaitSockets=95")
                .status(9.99);
        corpus.file("port-budget", recording);
    }

    /** The same where the kernel hands ports in TIME_WAIT out again: on loopback by default, or for all. */
    private static void portBudgetReused(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10)
                .settings(0.001, "ephemeralPorts=1000", "firstPort=32768", "lastPort=33767", "twReuse=2");
        recording.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:22");
        for (int i = 0; i < 120; i++) {
            String ends = i % 3 == 0
                    ? "127.0.0.1:" + (32_768 + i) + ">127.0.0.1:8080"
                    : "10.0.0.1:" + (32_768 + i) + ">10.0.0.7:8080";
            recording.life(
                    "c-" + i,
                    ends,
                    0.05 + i * 0.08,
                    0.06 + i * 0.08,
                    i % 3 == 0 ? "open.boundFirst=false" : "api=Socket");
        }
        for (int i = 0; i < 130; i++) {
            recording.life(
                    "c-" + (200 + i),
                    "127.0.0.1:" + (33_100 + i) + ">127.0.0.1:9090",
                    0.05 + i * 0.07,
                    0.06 + i * 0.07);
        }
        recording.status(9.9);
        corpus.file("port-budget-reused", recording);
    }

    /** Ports that the kernel shows taken: by open connections, by others, and soon by ours. */
    private static void portsTaken(CorpusMaker corpus) {
        AgentRecording recording =
                AgentRecording.lasting(20).settings(0.001, FEW_PORTS).status(19.9, "liveConnections=3");
        recording.openedBy("shop.Pool.grow:70");
        for (int i = 0; i < 3; i++) {
            recording.connect(1 + i, "c-" + i, "10.0.0.1:" + (32_768 + i) + ">10.0.0.7:8080");
        }
        for (int i = 0; i < 4; i++) {
            recording
                    .budget(
                            2 + i * 4,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.7:8080",
                            "established=" + (300 + i * 50),
                            "timeWait=20",
                            "free=" + (180 - i * 50),
                            "opensPerSecond=12.5",
                            "secondsLeft=" + (20 - i * 4) + "s")
                    .budget(
                            2.001 + i * 4,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.8:443",
                            "established=" + (20 + i * 5),
                            "timeWait=2",
                            "timeWaitOurs=-1",
                            "otherProcesses=" + (15 + i),
                            "free=" + (478 - i * 5),
                            "secondsLeft=" + (400 - i) + "s")
                    .budget(
                            2.002 + i * 4,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.9:443",
                            "timeWait=" + (260 + i),
                            "otherProcesses=" + (250 + i),
                            "free=-1");
        }
        recording.budget(18, "CLIENT", "[fd00::1]:0>[fd00::7]:8080", "established=500", "free=0", "secondsLeft=0s");
        corpus.file("ports-taken", recording);
    }

    /** One address of clients that needs its ports towards a port of ours. */
    private static void peerPorts(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording.openedBy("shop.Door.open:5").closedBy("shop.Door.close:8");
        for (int i = 0; i < 10; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:80<10.0.0.9:" + (40_000 + i),
                    0.5 + i * 0.3,
                    0.6 + i * 0.3,
                    "closedFirst=" + (i < 7 ? "REMOTE" : "LOCAL"),
                    i < 7 ? "kernelState=CLOSE_WAIT" : "kernelState=ESTABLISHED");
        }
        for (int i = 1; i <= 5; i++) {
            recording.budget(
                    2 + i * 0.001,
                    "SERVER",
                    "10.0.0.1:80>10.0.0." + (8 + i) + ":0",
                    "capacity=-1",
                    "established=" + (15_000 + i * 1_000),
                    "timeWait=40",
                    "otherStates=3",
                    "inAcceptQueue=1",
                    "free=-1",
                    "opensPerSecond=" + (30 * i));
        }
        // our own connects come from there
        recording.connect(3, "c-50", "10.0.0.13:50000>10.0.0.1:80");
        corpus.file("peer-ports", recording);
    }

    private static void timeWaitTableFull(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5)
                .settings(0.001, "maxTimeWaitBuckets=64")
                .status(4.9);
        recording
                .counters(1, "timeWaitSockets=64", "timeWaitOverflow=1000", "listenOverflows=4", "timeWaited=9000")
                .counters(3, "timeWaitSockets=63", "timeWaitOverflow=1300", "listenOverflows=4", "timeWaited=9100")
                .counters(4, "timeWaitSockets=64", "timeWaitOverflow=1432", "listenOverflows=9", "timeWaited=9200");
        corpus.file("time-wait-table-full", recording);
    }

    /** More destinations than are shown, or followed over time; more budgets than are followed. */
    private static void manyDestinations(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording.openedBy("shop.Crawler.fetch:60").closedBy("shop.Crawler.done:66");
        for (int i = 0; i < 75; i++) {
            String ends = "10.0.0.1:" + (33_000 + i) + ">10.0.1." + i % 25 + ":80";
            recording.life(
                    "c-" + i, ends, 0.1 + i * 0.05, 0.12 + i * 0.05, i % 4 == 3 ? "closedFirst=REMOTE" : "api=Socket");
        }
        for (int i = 0; i < 12; i++) {
            recording.budget(
                    3 + i * 0.001,
                    "CLIENT",
                    "10.0.0.1:0>10.0.1." + i + ":80",
                    "capacity=28232",
                    "timeWait=" + (2 + i),
                    "timeWaitOurs=2",
                    "free=" + (28_230 - i),
                    "truncated=13");
        }
        corpus.file("many-destinations", recording);
    }
}
