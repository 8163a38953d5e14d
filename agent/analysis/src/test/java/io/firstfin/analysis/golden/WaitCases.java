package io.firstfin.analysis.golden;

/** Recordings of connections that wait: for our close, for the peer's, for an accept, for the collector. */
final class WaitCases {

    private static final String CLIENT = "10.0.0.1:40001>10.0.0.7:8080";
    private static final String SERVER = "10.0.0.1:80<10.0.0.9:50001";

    private WaitCases() {}

    static void make(CorpusMaker corpus) {
        longCloseWait(corpus);
        closeWaitLeak(corpus);
        oneCloseWaitLeak(corpus);
        finWait(corpus);
        outOfDescriptors(corpus);
        closedNotReleased(corpus);
        acceptQueue(corpus);
        closedByCollector(corpus);
        responsesNeverClosed(corpus);
        clientsNeverClosed(corpus);
    }

    /** A pool whose connections are all leased, with responses that nobody reads. */
    private static void responsesNeverClosed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001).status(4.9, "liveConnections=5");
        for (int i = 0; i < 5; i++) {
            recording
                    .openedBy("java.net.Socket.connect:1", "org.apache.hc.client5.Client.execute:2", "shop.Feed.ask:23")
                    .connect(1 + i * 0.1, "c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080");
        }
        for (int second = 2; second < 5; second++) {
            recording.budget(
                    second,
                    "CLIENT",
                    "10.0.0.1:0>10.0.0.7:8080",
                    "established=5",
                    "free=495",
                    "httpClient=Apache HttpClient 5.6.5",
                    "httpConnections=5",
                    "httpRequests=5",
                    "httpPools=1",
                    "httpUnread=" + (second == 2 ? 0 : 5),
                    "httpUnreadFor=" + (second == 2 ? "unknown" : second - 1 + "s"));
        }
        corpus.file("responses-never-closed", recording);
    }

    /** A client for each request, by a thread of its own; the connections stay open. */
    private static void clientsNeverClosed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001).status(4.9, "liveConnections=30");
        for (int i = 0; i < 30; i++) {
            recording
                    .openedBy("java.net.Socket.connect:1", "okhttp3.internal.connection.ConnectPlan.connectTcp:2")
                    .connect(
                            1 + i * 0.1,
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                            "requestedBy=shop.PriceClient.ask:23");
        }
        recording.budget(
                4.5,
                "CLIENT",
                "10.0.0.1:0>10.0.0.7:8080",
                "established=30",
                "free=470",
                "httpClient=OkHttp 5.5.1",
                "httpConnections=30",
                "httpRequests=30",
                "httpPools=30",
                "httpUnreadFor=unknown");
        corpus.file("clients-never-closed", recording);
    }

    private static void longCloseWait(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Pool.grow:70");
        String[] waits = {"unknown", "999ms", "1s", "4.2s", "150s", "3ms"};
        for (int i = 0; i < waits.length; i++) {
            recording
                    .closedBy(i == 4 ? "shop.Pool.end:90" : "shop.Pool.evict:81")
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                            0.5,
                            1 + i * 0.5,
                            "closedFirst=REMOTE",
                            "kernelState=CLOSE_WAIT",
                            "closeWait=" + waits[i],
                            "reason=STALE",
                            "httpClient=OkHttp 4.12.0",
                            "exchanges=3");
        }
        corpus.file("long-close-wait", recording);
    }

    /** Of five kinds and more, some alike that have no event of their own, one that was closed after all. */
    private static void closeWaitLeak(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(20).settings(0.001).status(19.9, "liveConnections=40");
        String[][] kinds = {
            {"c-0", "10.0.0.1:40000>10.0.0.7:8080", "openedBy=shop.Feed.open:12", "httpClient=OkHttp 4.12.0"},
            {"c-1", "10.0.0.1:40001>10.0.0.7:8080", "openedBy=shop.Feed.open:12", "httpClient=OkHttp 4.12.0"},
            {"c-2", "10.0.0.1:40002>10.0.0.7:8080", "openedBy=shop.Feed.open:12", "httpClient=OkHttp 4.12.0"},
            {"c-10", "10.0.0.1:80<10.0.0.9:50001", "openedBy=shop.Door.open:5", "httpServer=Tomcat 11.0.2"},
            {"c-11", "10.0.0.1:80<10.0.0.9:50002"},
            {"c-12", "10.0.0.1:40012?10.0.0.8:443", "openedBy=shop.Old.open:3"},
            {"c-13", "10.0.0.1:40013?10.0.0.8:443"},
            {"c-14", "[fd00::1]:40014>[fd00::7]:443", "openedBy=shop.Feed.open:13"},
        };
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < kinds.length; i++) {
                String[] kind = kinds[i];
                recording.closeWait(
                        2 + round * 6,
                        kind[0],
                        kind[1],
                        "waiting=" + (1 + round * 6 + i * 0.5) + "s",
                        kind.length > 2 ? kind[2] : "openedBy=null",
                        kind.length > 3 ? kind[3] : "httpServer=null",
                        "alike=" + (i < 3 ? 3 + round * 4 : 1),
                        "inAll=" + (8 + round * 6),
                        "leftOut=" + round * 6,
                        "otherKinds=" + round * 2);
            }
        }
        recording
                .openedBy("shop.Feed.open:12")
                .connect(0.5, "c-0", "10.0.0.1:40000>10.0.0.7:8080")
                .life(
                        "c-14",
                        "[fd00::1]:40014>[fd00::7]:443",
                        1,
                        16,
                        "closedFirst=REMOTE",
                        "closeWait=14s",
                        "kernelState=CLOSE_WAIT")
                // the kernel closed it, no code did
                .life(
                        "c-13",
                        "10.0.0.1:40013?10.0.0.8:443",
                        1,
                        19.8,
                        "trigger=EXIT",
                        "open=none",
                        "closedFirst=REMOTE");
        corpus.file("close-wait-leak", recording);
    }

    private static void oneCloseWaitLeak(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).settings(0.001).status(4.9, "liveConnections=1");
        recording.openedBy("shop.Feed.open:12").connect(1, "c-1", CLIENT);
        recording.closeWait(3, "c-1", CLIENT, "waiting=1.2s", "openedBy=shop.Feed.open:12");
        recording.closeWait(4, "c-1", CLIENT, "waiting=2.2s", "openedBy=shop.Feed.open:12");
        corpus.file("one-close-wait-leak", recording);
    }

    /** Half-closed and held by our code, closed after all or never; and left to the kernel by a close. */
    private static void finWait(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).settings(0.001).status(9.9, "liveConnections=3");
        for (int i = 0; i < 6; i++) {
            String ends =
                    i % 2 == 0 ? "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080" : "10.0.0.1:80<10.0.0.9:" + (50_000 + i);
            recording.openedBy("shop.Ask.open:12").closedBy(i < 4 ? "shop.Ask.end:20" : "shop.Ask.bye:25");
            recording.halfClose(2, "c-" + i, ends);
            if (i < 3) {
                recording.life(
                        "c-" + i, ends, 1, i == 2 ? 2.4 : 5 + i, "trigger=SHUTDOWN_OUTPUT", "kernelState=FIN_WAIT2");
            } else if (i % 2 == 0) {
                recording.connect(1, "c-" + i, ends);
            } else {
                recording.accept(1, "c-" + i, ends);
            }
            if (i != 5) {
                recording.finWait(4, "c-" + i, ends, "waiting=2s", "openedBy=shop.Ask.open:12");
            }
        }
        for (int i = 10; i < 14; i++) {
            recording
                    .closedBy("shop.Feed.close:22")
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (i == 13 ? 8 : 7) + ":8080",
                            3,
                            4,
                            "kernel.state=FIN_WAIT2",
                            "kernel.remaining=58s",
                            "kernel.timeWait=UNKNOWN");
        }
        // in FIN_WAIT2 first, in TIME_WAIT soon
        recording.kernelState(4.5, "c-10", "10.0.0.1:40010>10.0.0.7:8080", "remaining=57s");
        for (int i = 11; i < 14; i++) {
            recording.kernelState(
                    i == 12 ? 9 : 6,
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (i == 13 ? 8 : 7) + ":8080",
                    "state=FIN_WAIT2",
                    "remaining=56s",
                    "timeWait=UNKNOWN");
        }
        corpus.file("fin-wait", recording);
    }

    /** A server that accepts more than it may have open, and a client that makes one of the sockets too many. */
    private static void outOfDescriptors(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).settings(0.001).status(9.9, "liveConnections=1000");
        recording.openedBy("shop.Door.open:5");
        for (int i = 0; i < 40; i++) {
            recording.accept(1 + i * 0.01, "c-" + i, "10.0.0.1:80<10.0.0.9:" + (50_000 + i));
        }
        recording
                .descriptorExhaustion(
                        3,
                        "call=ACCEPT",
                        "localPort=80",
                        "connections=1000",
                        "inEstablished=997",
                        "inCloseWait=3",
                        "openedBy=shop.Door.open:5",
                        "openedThere=990",
                        "failedAt=shop.Door.open:5")
                .descriptorExhaustion(
                        4,
                        "call=ACCEPT",
                        "localPort=80",
                        "connections=999",
                        "inEstablished=-1",
                        "inCloseWait=-1",
                        "suppressed=7000")
                .descriptorExhaustion(4.5, "connections=999", "inEstablished=-1", "inCloseWait=-1");
        corpus.file("out-of-descriptors", recording);
    }

    private static void closedNotReleased(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Nio.open:3");
        for (int i = 0; i < 4; i++) {
            String ends = "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080";
            recording.closedBy("shop.Nio.close:9");
            if (i < 2) {
                recording.life("c-" + i, ends, 0.5, 1, "api=SocketChannel");
            }
            // that client selects again by itself
            String client = "httpClient=" + (i < 3 ? "" : "java.net.http of JDK 25");
            recording
                    .unreleased(3, "c-" + i, ends, "waiting=2s", "closedBy=shop.Nio.close", "unreleased=6", client)
                    .unreleased(
                            4,
                            "c-" + i,
                            ends,
                            "waiting=" + (3 + i) + "s",
                            "closedBy=shop.Nio.end:11",
                            "unreleased=7",
                            client);
        }
        corpus.file("closed-not-released", recording);
    }

    /** Six ports on which connections wait, for different reasons; one that is quick enough. */
    private static void acceptQueue(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(20).framed(20);
        recording.counters(1, "listenOverflows=10").counters(15, "listenOverflows=37");
        for (int round = 0; round < 2; round++) {
            double at = 3 + round * 10;
            recording
                    .acceptQueue(
                            at,
                            "127.0.0.1",
                            7070,
                            "queueLength=" + (40 + round * 11),
                            "givenUp=" + (30 + round * 19),
                            "longestWaiting=" + (2 + round * 10) + "s",
                            "sinceLastAccept=" + (3 + round * 10) + "s",
                            "acceptedBy=shop.Door.open:5",
                            "boundBy=shop.Door.main:4",
                            "acceptThread=door",
                            "acceptThreadAt=shop.Door.collect:9",
                            "leftOut=2")
                    .acceptQueue(
                            at,
                            "0.0.0.0",
                            7071,
                            "queueLength=" + (3 - round),
                            "longestWaiting=" + (1 + round) + "s",
                            "sinceLastAccept=9s",
                            "acceptThread=gone",
                            "acceptThreadAt=ENDED",
                            "acceptedBy=shop.Gone.open:5")
                    .acceptQueue(at, "::", 7072, "queueLength=5", "queueLimit=-1", "givenUp=-1", "longestWaiting=1.5s")
                    .acceptQueue(
                            at,
                            "0.0.0.0",
                            7073,
                            "queueLength=11",
                            "queueLimit=10",
                            "givenUp=11",
                            "longestWaiting=100ms",
                            "sinceLastAccept=2ms",
                            "acceptThread=quick",
                            "acceptThreadAt=shop.Quick.open:5",
                            "acceptThreadWaits=true")
                    .acceptQueue(
                            at,
                            "::ffff:127.0.0.1",
                            7074,
                            "queueLength=1",
                            "longestWaiting=61s",
                            "boundBy=shop.Late.main:2")
                    .acceptQueue(at, "0.0.0.0", 7075, "queueLength=2", "longestWaiting=3s", "sinceLastAccept=200s")
                    .acceptQueue(at, "0.0.0.0", 7076, "queueLength=4", "longestWaiting=20ms", "sinceLastAccept=1ms");
        }
        corpus.file("accept-queue", recording);
    }

    private static void closedByCollector(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        for (int i = 0; i < 7; i++) {
            recording
                    .openedBy(i < 4 ? "shop.Stock.ask:9" : "shop.Feed.open:12")
                    .closedBy("java.lang.ref.Finalizer.runFinalizer:60")
                    .life(
                            "c-" + i,
                            i == 6 ? SERVER : "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                            0.5 + i * 0.1,
                            3 + i * 0.1,
                            "trigger=CLEANER",
                            "reason=COLLECTED",
                            "openedBy=shop.Stock.ask:9",
                            i == 5 ? "open=none" : "api=Socket");
        }
        corpus.file("closed-by-collector", recording);
    }
}
