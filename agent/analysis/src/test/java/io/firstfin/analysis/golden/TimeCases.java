package io.firstfin.analysis.golden;

/** Recordings in which time matters: whose TIME_WAIT stands when, what would be under another load, gaps. */
final class TimeCases {

    private TimeCases() {}

    static void make(CorpusMaker corpus) {
        timeWaitOwners(corpus);
        timeWaitCounted(corpus);
        whatIf(corpus);
        whatIfUnknown(corpus);
        gap(corpus);
        outOfOrder(corpus);
        longRecording(corpus);
        portsUsedAgain(corpus);
    }

    /** More than a minute, in which the kernel was asked: whose TIME_WAIT stood at its peak and at the end. */
    private static void timeWaitOwners(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(130).settings(0.001).status(129.9);
        String[] closers = {"shop.Feed.close:22", "shop.Stock.close:11", "shop.Mail.done:51"};
        for (int i = 0; i < 120; i++) {
            recording
                    .openedBy("shop.Feed.open:12")
                    .closedBy(closers[i % 7 % 3])
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (33_000 + i) + ">10.0.0." + (7 + i % 2) + ":8080",
                            1 + i,
                            1.5 + i,
                            "reason=" + (i % 4 == 0 ? "IDLE_TIMEOUT" : "POOL_CLOSED"),
                            "httpClient=OkHttp 4.12.0",
                            "exchanges=2",
                            i % 5 == 4 ? "closedFirst=REMOTE" : "closedFirst=LOCAL");
        }
        // the peer's FIN came late, and with it the TIME_WAIT
        recording.kernelState(55.2, "c-20", "10.0.0.1:33020>10.0.0.7:8080", "remaining=42s");
        for (int at = 10; at < 130; at += 10) {
            int standing = Math.min(at, 60) * 8 / 10 - (at > 100 ? 10 : 0);
            recording
                    .budget(
                            at,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.7:8080",
                            "capacity=28232",
                            "timeWait=" + (standing / 2 + 3),
                            "timeWaitOurs=" + standing / 2,
                            "otherProcesses=3",
                            "free=" + (28_232 - standing / 2 - 3))
                    .budget(
                            at + 0.004,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.8:8080",
                            "capacity=28232",
                            "timeWait=" + standing / 2,
                            "timeWaitOurs=" + standing / 2,
                            "free=" + (28_232 - standing / 2),
                            "truncated=1")
                    .budget(
                            at + 0.008,
                            "BIND",
                            "10.0.0.1:0>:0",
                            "capacity=28232",
                            "timeWait=" + (standing + 3),
                            "timeWaitOurs=" + standing,
                            "free=" + (28_229 - standing))
                    .counters(at + 0.02, "timeWaitSockets=" + (standing + 9), "timeWaited=" + at);
        }
        corpus.file("time-wait-owners", recording);
    }

    /** The counters alone tell of TIME_WAIT; no budget does. */
    private static void timeWaitCounted(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(70).settings(0.001).status(69.9);
        recording.closedBy("shop.Door.close:8");
        for (int i = 0; i < 60; i++) {
            recording.life("c-" + i, "10.0.0.1:80<10.0.0.9:" + (50_000 + i), 1 + i, 1.2 + i);
        }
        for (int at = 5; at < 70; at += 20) {
            recording.counters(at, "timeWaitSockets=" + (at == 45 ? 60 : at));
        }
        corpus.file("time-wait-counted", recording);
    }

    /** A load that keeps a pool busy by fits and starts, with connections that stay, and refused ones. */
    private static void whatIf(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(40)
                .settings(
                        0.001,
                        "firstPort=32768",
                        "lastPort=33267",
                        "reservedPorts=32900-32909,33000",
                        "ephemeralPorts=489",
                        "twReuse=1",
                        "twReuseDelay=1s");
        recording.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:22");
        int number = 0;
        for (int burst = 0; burst < 4; burst++) {
            for (int i = 0; i < 40; i++) {
                double at = 0.5 + burst * 9 + i * 0.05;
                recording.life(
                        "c-" + number,
                        "10.0.0.1:" + (32_768 + number % 489) + ">10.0.0.7:8080",
                        at,
                        at + 0.2 + i % 5 * 0.3,
                        i % 8 == 7 ? "closedFirst=REMOTE" : "closedFirst=LOCAL",
                        "httpClient=OkHttp 4.12.0",
                        "exchanges=1");
                number++;
            }
        }
        for (int i = 0; i < 6; i++) {
            recording.connect(5 + i, "c-" + (1000 + i), "10.0.0.1:" + (33_200 + i) + ">10.0.0.7:8080");
        }
        for (int i = 0; i < 9; i++) {
            recording.connect(
                    38 + i * 0.1,
                    "c-" + (1100 + i),
                    "10.0.0.1:0>10.0.0.7:8080",
                    "failure=Cannot assign requested address",
                    "failureKind=PORTS_EXHAUSTED");
        }
        recording.life("c-900", "10.0.0.1:33260>10.0.0.7:8080", 0, 12, "open=none", "lifetime=unknown");
        recording.status(39.9, "liveConnections=6");
        corpus.file("what-if", recording);
    }

    /** Neither the ports nor whose TIME_WAIT it is are known. */
    private static void whatIfUnknown(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5)
                .settings(0.001, "firstPort=-1", "lastPort=-1", "ephemeralPorts=-1", "twReuse=-1", "timestamps=-1")
                .status(4.9);
        for (int i = 0; i < 40; i++) {
            recording.life(
                    "c-" + i,
                    "[fd00::1]:" + (40_000 + i) + ">[fd00::7]:8080",
                    0.1 + i * 0.1,
                    0.4 + i * 0.1,
                    i % 2 == 0 ? "closedFirst=UNKNOWN" : "closedFirst=LOCAL",
                    i % 2 == 0 ? "proof=NONE" : "proof=PROVEN");
        }
        corpus.file("what-if-unknown", recording);
    }

    /** Three chunks, of which two follow each other and one comes after a gap; the rate of the last is higher. */
    private static void gap(CorpusMaker corpus) {
        AgentRecording recording = new AgentRecording(new LiteralRecording("2026-03-01T10:00:00Z")
                .jvm(4711)
                .chunk(0, 10)
                .chunk(10.02, 20)
                .chunk(50, 60));
        recording.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:22");
        for (double begin : new double[] {0.001, 10.03, 50.001}) {
            recording.settings(begin).counters(begin + 1, "timeWaitSockets=" + (int) begin);
        }
        for (int i = 0; i < 20; i++) {
            recording.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080", 0.2 + i * 0.9, 0.6 + i * 0.9);
        }
        for (int i = 20; i < 80; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    50.1 + (i - 20) * 0.15,
                    50.2 + (i - 20) * 0.15);
        }
        // opened in one chunk and closed in another, and one that nobody closed
        recording.life("c-100", "10.0.0.1:41000>10.0.0.7:8080", 19, 55);
        recording.connect(19.5, "c-101", "10.0.0.1:41001>10.0.0.7:8080");
        recording.status(19.9, "liveConnections=2").status(59.9, "liveConnections=1");
        corpus.file("gap", recording);
    }

    /**
     * What several threads wrote, each block in order and the blocks not: closes before connects, the kernel's
     * word before the close, its last word before its first one.
     */
    private static void outOfOrder(CorpusMaker corpus) {
        AgentRecording recording = new AgentRecording(new LiteralRecording("2026-03-01T10:00:00Z")
                .jvm(4711)
                .inFileOrder()
                .chunk(0, 10)
                .chunk(10, 15));
        String[] ends = new String[8];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080";
        }
        for (int i = 0; i < ends.length; i++) {
            recording.kernelState(
                    6 + i * 0.1,
                    "c-" + i,
                    ends[i],
                    "closedFirst=" + (i % 2 == 0 ? "LOCAL" : "REMOTE"),
                    "timeWait=" + (i % 2 == 0 ? "LOCAL" : "REMOTE"),
                    "state=" + (i % 2 == 0 ? "TIME_WAIT" : "null"));
        }
        for (int i = 0; i < ends.length; i++) {
            recording.kernelState(
                    5.1 + i * 0.1,
                    "c-" + i,
                    ends[i],
                    "state=FIN_WAIT2",
                    "closedFirst=UNKNOWN",
                    "proof=NONE",
                    "timeWait=UNKNOWN",
                    "remaining=60s");
        }
        recording.closedBy("shop.Feed.close:22");
        for (int i = ends.length - 1; i >= 0; i--) {
            recording.close(
                    5 + i * 0.1, "c-" + i, ends[i], "lifetime=" + (4 + i) + "s", "closedFirst=UNKNOWN", "proof=NONE");
        }
        recording.openedBy("shop.Feed.open:12");
        for (int i = 0; i < ends.length; i++) {
            recording.connect(1, "c-" + i, ends[i]);
        }
        recording
                .counters(9, "timeWaitSockets=9", "timeWaitOverflow=9")
                .counters(2, "timeWaitSockets=2", "timeWaitOverflow=2")
                .counters(5, "timeWaitSockets=50", "timeWaitOverflow=5")
                .status(9, "dropped=3", "liveConnections=0")
                .status(3, "dropped=1", "liveConnections=8")
                .settings(8, "twReuse=1")
                .settings(1, "twReuse=0")
                .budget(8, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=3", "free=497")
                .budget(3, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=30", "free=470")
                .budget(6, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=30", "free=470")
                .settings(11, "twReuse=2");
        // the second word about a connection comes in the next chunk
        recording.kernelState(11, "c-7", ends[7], "closedFirst=BOTH", "timeWait=BOTH");
        corpus.file("out-of-order", recording);
    }

    /** Two hours, with little in them: long steps of time, rates far below one. */
    private static void longRecording(CorpusMaker corpus) {
        LiteralRecording file = new LiteralRecording("2026-02-28T23:00:00Z").jvm(4711);
        for (int chunk = 0; chunk < 4; chunk++) {
            file.chunk(chunk * 1800, chunk * 1800 + 1800);
        }
        AgentRecording recording = new AgentRecording(file);
        recording.openedBy("shop.Nightly.open:3").closedBy("shop.Nightly.close:9");
        for (int i = 0; i < 24; i++) {
            recording
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:5432",
                            10 + i * 290.0,
                            250 + i * 290.0,
                            i % 6 == 5 ? "closedFirst=REMOTE" : "closedFirst=LOCAL",
                            i % 6 == 5 ? "closeWait=90s" : "closeWait=unknown",
                            "reason=MAX_LIFETIME",
                            "httpClient=Jetty 12.0.39",
                            "exchanges=40")
                    .counters(20 + i * 290.0, "timeWaitSockets=" + i % 3);
        }
        recording
                .settings(0.5)
                .settings(1800.5)
                .settings(3600.5)
                .settings(5400.5)
                .status(7199);
        corpus.file("long-recording", recording);
    }

    /** The same ports over and over: the last connection on a pair of ends decides whether TIME_WAIT stands. */
    private static void portsUsedAgain(CorpusMaker corpus) {
        AgentRecording recording =
                AgentRecording.lasting(70).settings(0.001, "twReuse=1").status(69.9, "liveConnections=1");
        recording.closedBy("shop.Feed.close:22");
        for (int i = 0; i < 40; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i % 10) + ">10.0.0.7:8080",
                    20 + i,
                    20.5 + i,
                    i >= 35 ? "closedFirst=REMOTE" : "closedFirst=LOCAL");
        }
        recording.connect(65, "c-100", "10.0.0.1:40003>10.0.0.7:8080");
        corpus.file("ports-used-again", recording);
    }
}
