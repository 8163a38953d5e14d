package io.firstfin.analysis.golden;

/** Recordings that do not hold all, or that say so: doubtful verdicts, agents in trouble, hostile texts. */
final class TrustCases {

    private static final String CLIENT = "10.0.0.1:40001>10.0.0.7:8080";

    private TrustCases() {}

    static void make(CorpusMaker corpus) {
        verdictsUnknown(corpus);
        verdictsSupposed(corpus);
        disagreement(corpus);
        untracedConnections(corpus);
        untracedOpens(corpus);
        agentTrouble(corpus);
        netlinkRefused(corpus);
        olderThanTheAgent(corpus);
        nothingClosed(corpus);
        nothingButCloses(corpus);
        hostileTexts(corpus);
    }

    /** For more causes than are shown; some connections are older than the agent. */
    private static void verdictsUnknown(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001).status(4.9, "kernelSource=NONE");
        String[] evidence = {"CLOSE at the entry of close", "nothing asked", "FIN_WAIT1 after close", "no look", ""};
        for (int i = 0; i < 20; i++) {
            int kind = i % 7 % evidence.length;
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    0.1 + i * 0.2,
                    0.2 + i * 0.2,
                    "closedFirst=" + (i < 14 ? "UNKNOWN" : "LOCAL"),
                    "proof=" + (i < 14 ? "NONE" : "PROVEN"),
                    "ending=" + (i < 14 ? "UNKNOWN" : "FIN"),
                    "evidence=" + evidence[kind],
                    i % 3 == 0 ? "lifetime=unknown" : "api=Socket",
                    i % 2 == 0 ? "kernel=none" : "kernel.evidence=later: " + evidence[kind]);
        }
        corpus.file("verdicts-unknown", recording);
    }

    private static void verdictsSupposed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        for (int i = 0; i < 60; i++) {
            boolean supposed = i < 2;
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    0.1 + i * 0.05,
                    0.2 + i * 0.05,
                    "closedFirst=" + (i == 1 ? "REMOTE" : "LOCAL"),
                    "proof=" + (supposed ? "SUPPOSED" : "PROVEN"),
                    "kernel.evidence="
                            + (i == 0 ? "nothing left, and nobody looked in time" : "FIN_WAIT2 after close"));
        }
        corpus.file("verdicts-supposed", recording);
    }

    /** The kernel's later word changes who was first, or how it ended, or nothing but the ending. */
    private static void disagreement(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        String[][] words = {
            {"closedFirst=LOCAL", "kernel.closedFirst=REMOTE", "kernel.timeWait=REMOTE"},
            {"closedFirst=LOCAL", "kernel.closedFirst=REMOTE", "kernel.timeWait=REMOTE"},
            {"closedFirst=REMOTE", "kernel.closedFirst=LOCAL", "kernel.timeWait=LOCAL"},
            {"closedFirst=LOCAL", "kernel.ending=FIN_THEN_RESET", "kernel.resetBy=REMOTE", "kernel.timeWait=NONE"},
            {"closedFirst=LOCAL", "kernel.closedFirst=UNKNOWN", "kernel.proof=NONE", "kernel.timeWait=UNKNOWN"},
            {
                "closedFirst=UNKNOWN",
                "proof=NONE",
                "kernel.closedFirst=BOTH",
                "kernel.proof=PROVEN",
                "kernel.timeWait=BOTH"
            },
        };
        for (int i = 0; i < words.length; i++) {
            String[] values = new String[words[i].length + 2];
            System.arraycopy(words[i], 0, values, 0, words[i].length);
            values[words[i].length] = "kernel.agrees=false";
            values[words[i].length + 1] = "kernel.evidence=LAST_ACK after close (" + i + ")";
            recording.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080", 1, 1.5 + i * 0.1, values);
        }
        recording.life("c-10", "10.0.0.1:40010>10.0.0.7:8080", 3, 4.5, "trigger=EXIT", "kernel.agrees=false");
        for (int i = 20; i < 40; i++) {
            recording.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080", 3, 3.5 + i * 0.01);
        }
        corpus.file("disagreement", recording);
    }

    private static void untracedConnections(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001);
        recording
                .status(1, "untracedConnections=3", "untracedOpens=-1", "leftAlone=Netty 3.10 (unknown)")
                .status(4.9, "untracedConnections=1", "untracedOpens=-1")
                .life("c-1", CLIENT, 1, 2);
        corpus.file("untraced-connections", recording);
    }

    private static void untracedOpens(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001);
        for (int i = 0; i < 20; i++) {
            recording.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080", 1, 1.5 + i * 0.1);
        }
        recording.status(2, "untracedOpens=4").status(4.9, "untracedConnections=1", "untracedOpens=12");
        corpus.file("untraced-opens", recording);
    }

    private static void agentTrouble(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001);
        recording
                .life("c-1", CLIENT, 1, 2)
                .status(2, "dropped=100")
                .status(
                        4.9,
                        "dropped=1234",
                        "suppressedErrors=2",
                        "unsettled=7",
                        "lastError=java.lang.IllegalStateException: no such row",
                        "kernelDelay=1.5s");
        corpus.file("agent-trouble", recording);
    }

    /**
     * JVMs whose agents read /proc, each for another reason. They were recorded for 4 s, since their rates are added
     * up in any order, and the sum of quarters is the same in each.
     */
    private static void netlinkRefused(CorpusMaker corpus) {
        String[] reasons = {
            "socket(AF_NETLINK) failed: EPERM",
            "socket(AF_NETLINK) failed: EPROTONOSUPPORT",
            "socket(AF_NETLINK) failed: EAFNOSUPPORT",
            "no native access: UnsatisfiedLinkError",
            "null"
        };
        for (int jvm = 0; jvm < reasons.length; jvm++) {
            AgentRecording recording = new AgentRecording(new LiteralRecording("2026-03-01T10:00:0" + jvm + "Z")
                    .jvm(5000 + jvm)
                    .chunk(0, 4));
            recording.settings(0.001);
            for (int i = 0; i <= jvm; i++) {
                recording.life(
                        "c-" + i,
                        "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                        1,
                        1.5 + i * 0.1,
                        "closedFirst=" + (i == 2 ? "UNKNOWN" : "LOCAL"),
                        "proof=" + (i == 2 ? "NONE" : i == 3 ? "SUPPOSED" : "PROVEN"));
            }
            recording.status(
                    3.9,
                    "kernelSource=PROCFS",
                    "kernelSourceReason=" + reasons[jvm],
                    "kernelDelay=" + (jvm == 1 ? "unknown" : jvm * 100 + "ms"));
            corpus.file("netlink-refused/" + jvm, recording);
        }
    }

    /** Connections whose opening nobody saw, and whose side is known of some. */
    private static void olderThanTheAgent(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        for (int i = 0; i < 9; i++) {
            String sides = "?><";
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (i % 3 == 2 ? 80 : 40_000 + i) + sides.charAt(i % 3) + "10.0.0.7:8080",
                    0,
                    1 + i * 0.2,
                    "open=none",
                    "lifetime=unknown",
                    i == 3 ? "localAddress=null" : "api=Socket",
                    i == 4 ? "remotePort=-1" : "api=Socket");
        }
        corpus.file("older-than-the-agent", recording);
    }

    private static void nothingClosed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001);
        recording
                .openedBy("shop.Feed.open:12")
                .connect(1, "c-1", CLIENT)
                .accept(2, "c-2", "10.0.0.1:80<10.0.0.9:50001")
                .connect(3, "c-3", "10.0.0.1:40003>10.0.0.7:8080")
                .counters(1, "timeWaitSockets=17")
                .status(4.9, "liveConnections=3");
        corpus.file("nothing-closed", recording);
        corpus.file("nothing-at-all", AgentRecording.lasting(5).framed(5));
        // the agent counts fewer open ones than were opened: closes are missing
        AgentRecording missing = AgentRecording.lasting(5).settings(0.001);
        missing.connect(1, "c-1", CLIENT)
                .connect(2, "c-2", "10.0.0.1:40002>10.0.0.7:8080")
                .status(4.9, "liveConnections=1");
        corpus.file("closes-missing", missing);
    }

    /** Neither the JVM nor the settings, neither a status nor an opening: what was closed counts as opened. */
    private static void nothingButCloses(CorpusMaker corpus) {
        AgentRecording recording = new AgentRecording(new LiteralRecording("2026-03-01T10:00:00Z").chunk(0, 5));
        for (int i = 0; i < 8; i++) {
            recording.life(
                    "conn/" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    1,
                    1.1 + i * 0.1,
                    "open=none",
                    "kernel=none");
        }
        recording.close(3, "", CLIENT).close(3.1, "", CLIENT).close(3.2, "null", CLIENT);
        corpus.file("nothing-but-closes", recording);
    }

    /** Texts that a terminal, a page or a spreadsheet would take for commands. */
    private static void hostileTexts(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5)
                .settings(0.001, "networkNamespace=net:[<b>1</b>]\u001b[31m", "reservedPorts==cmd|' /C calc'!A0");
        recording.openedBy("shop.<script>.alert:1").closedBy("shop.\u202eevil.close:2");
        recording.life(
                "=1+2",
                CLIENT,
                1,
                2,
                "reason=</script><script>alert(1)</script>",
                "httpClient=\u001b]0;owned\u0007 \"OkHttp\", <4>",
                "exchanges=1");
        recording.life(
                "+c",
                "10.0.0.1:40002>10.0.0.7:8080",
                1,
                2.5,
                "closedFirst=UNKNOWN",
                "proof=NONE",
                "httpServer=@SUM(A1)\r\nline",
                "reason=-2+3",
                "evidence=a\nb\tc\u0000d",
                "kernel.evidence=\u2028 separated &amp; <i>");
        recording.status(4.9, "version=0.1.0<br>", "lastError=\u009b5m beep", "suppressedErrors=1");
        corpus.file("hostile-texts", recording);
    }
}
