package io.firstfin.analysis.golden;

/** Recordings of closes: who was first, how they ended, why, and where in the code. */
final class CloseCases {

    private static final String[] FIRST = {"LOCAL", "REMOTE", "BOTH", "NONE", "UNKNOWN"};
    private static final String[] ENDINGS = {
        "FIN", "RESET_BY_LINGER", "RESET_BY_UNREAD_DATA", "RESET_BY_PEER", "FIN_THEN_RESET", "TIMED_OUT", "UNKNOWN"
    };
    private static final String[] TRIGGERS = {"CLOSE", "SHUTDOWN_OUTPUT", "CLEANER", "EXIT", "UNKNOWN"};
    private static final String[] SENDERS = {"null", "LOCAL", "REMOTE", "UNKNOWN"};
    private static final String[] PROOFS = {"PROVEN", "SUPPOSED", "NONE"};

    private static final String[] REASONS = {
        "RESPONSE_SAID_CLOSE",
        "REQUEST_SAID_CLOSE",
        "HTTP_1_0",
        "IDLE_TIMEOUT",
        "MAX_LIFETIME",
        "MAX_REQUESTS",
        "POOL_FULL",
        "POOL_CLOSED",
        "STALE",
        "BODY_ABANDONED",
        "EXCHANGE_FAILED",
        "DISCONNECT_CALLED",
        "GOAWAY",
        "PEER_CLOSED",
        "APPLICATION",
        "COLLECTED",
        "JVM_ENDED",
        "UNKNOWN",
        "POOL_EVICTED",
        "VALIDATION_FAILED",
        "HELD_TOO_LONG"
    };

    private static final String CLIENT = "10.0.0.1:40001>10.0.0.7:8080";
    private static final String SERVER = "10.0.0.1:80<10.0.0.9:50001";

    private CloseCases() {}

    static void make(CorpusMaker corpus) {
        verdictsAtClose(corpus);
        verdictsSettled(corpus);
        endings(corpus);
        clientResets(corpus);
        serverResets(corpus);
        stalePool(corpus);
        undelivered(corpus);
        connectFailed(corpus);
        otherAddress(corpus);
        reasonsOfClients(corpus);
        reasonsOfServers(corpus);
        connectionPerRequest(corpus);
        shortConnections(corpus);
        redirects(corpus);
        limitsOfPeers(corpus);
        endsInARush(corpus);
        proxies(corpus);
        serverClosesFirst(corpus);
        exit(corpus);
        sampledCallSites(corpus);
        callSites(corpus);
    }

    /** Every first side with every proof, as told at close; no word of the kernel follows. */
    private static void verdictsAtClose(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        int number = 0;
        for (String first : FIRST) {
            for (String proof : PROOFS) {
                for (String ending : new String[] {"FIN", "RESET_BY_PEER", "UNKNOWN"}) {
                    number++;
                    recording.life(
                            "c-" + number,
                            number % 2 == 0 ? CLIENT : SERVER,
                            number * 0.1,
                            number * 0.1 + 0.02,
                            "closedFirst=" + first,
                            "proof=" + proof,
                            "ending=" + ending,
                            "evidence=seen at close: " + first,
                            "kernel=none");
                }
            }
        }
        corpus.file("verdicts-at-close", recording);
    }

    /** Every first side with every proof and every side for TIME_WAIT, as the kernel's last word has it. */
    private static void verdictsSettled(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).framed(10);
        int number = 0;
        for (String first : FIRST) {
            for (String proof : PROOFS) {
                for (String timeWait : FIRST) {
                    number++;
                    recording.life(
                            "c-" + number,
                            number % 3 == 0 ? SERVER : CLIENT,
                            number * 0.1,
                            number * 0.1 + 0.02,
                            "closedFirst=UNKNOWN",
                            "proof=NONE",
                            "kernel.closedFirst=" + first,
                            "kernel.proof=" + proof,
                            "kernel.timeWait=" + timeWait,
                            "kernel.state=" + (number % 2 == 0 ? "TIME_WAIT" : "FIN_WAIT2"),
                            "kernel.evidence=seen afterwards: " + first);
                }
            }
        }
        corpus.file("verdicts-settled", recording);
    }

    /** Every ending by every trigger, with every sender of a reset, for each first side in turn. */
    private static void endings(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).framed(10);
        int number = 0;
        for (String ending : ENDINGS) {
            for (String trigger : TRIGGERS) {
                String sender = SENDERS[number % SENDERS.length];
                recording.life(
                        "c-" + number,
                        number % 2 == 0 ? CLIENT : SERVER,
                        0.1 + number * 0.2,
                        0.2 + number * 0.2,
                        "closedFirst=" + FIRST[number % 3],
                        "ending=" + ending,
                        "trigger=" + trigger,
                        "resetBy=" + sender,
                        "soLinger=" + (number % 4 == 1 ? 0 : -1),
                        "unreadBytes=" + (number % 4 == 2 ? 12 : 0));
                number++;
            }
        }
        corpus.file("endings", recording);
    }

    private static void clientResets(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Feed.open:12");
        for (int i = 0; i < 8; i++) {
            recording
                    .closedBy(i < 5 ? "shop.Feed.abort:40" : "shop.Feed.stop:44")
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (7 + i % 2) + ":8080",
                            0.1 + i * 0.1,
                            0.15 + i * 0.1,
                            "ending=RESET_BY_LINGER",
                            "resetBy=LOCAL",
                            "soLinger=0",
                            "lingerSetBy=" + (i < 6 ? "shop.Feed.configure:14" : "redis.clients.jedis.Pool.socket:9"));
        }
        for (int i = 10; i < 16; i++) {
            recording
                    .closedBy("shop.Stock.ask:91")
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                            1 + i * 0.1,
                            1.05 + i * 0.1,
                            "ending=RESET_BY_UNREAD_DATA",
                            "resetBy=LOCAL",
                            "unreadBytes=812");
        }
        for (int i = 20; i < 24; i++) {
            recording
                    .closedBy("shop.Feed.close:22")
                    .life(
                            "c-" + i,
                            "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (i % 4 == 0 ? 9 : 7) + ":8080",
                            1 + i * 0.1,
                            1.05 + i * 0.1,
                            "closedFirst=REMOTE",
                            "ending=RESET_BY_PEER",
                            "resetBy=REMOTE");
        }
        String[] senders = {"LOCAL", "REMOTE", "REMOTE", "null"};
        for (int i = 0; i < senders.length; i++) {
            recording
                    .closedBy("shop.Mail.giveUp:77")
                    .life(
                            "c-" + (30 + i),
                            "10.0.0.1:" + (40_030 + i) + ">10.0.0.7:25",
                            4 + i * 0.1,
                            4.05 + i * 0.1,
                            "ending=FIN_THEN_RESET",
                            "resetBy=" + senders[i],
                            "reason=EXCHANGE_FAILED",
                            "httpClient=HttpURLConnection of JDK 17",
                            "exchanges=0");
        }
        // a reset of ours after our FIN that the close itself made
        recording
                .life(
                        "c-40",
                        "10.0.0.1:40040>10.0.0.7:25",
                        4.5,
                        4.6,
                        "ending=FIN_THEN_RESET",
                        "resetBy=LOCAL",
                        "soLinger=0")
                .life(
                        "c-41",
                        "10.0.0.1:40041>10.0.0.7:25",
                        4.5,
                        4.7,
                        "ending=FIN_THEN_RESET",
                        "resetBy=LOCAL",
                        "unreadBytes=9")
                .life("c-42", "10.0.0.1:40042>10.0.0.7:25", 4.5, 4.8, "closedFirst=REMOTE", "ending=TIMED_OUT");
        corpus.file("resets-of-a-client", recording);
    }

    private static void serverResets(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording.openedBy("shop.Door.open:5").closedBy("shop.Door.close:8");
        for (int i = 0; i < 3; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:80<10.0.0.9:" + (50_000 + i),
                    1 + i * 0.5,
                    1.2 + i * 0.5,
                    "ending=FIN_THEN_RESET",
                    "resetBy=LOCAL",
                    "httpServer=Tomcat 11.0.2",
                    "exchanges=1",
                    "reason=EXCHANGE_FAILED");
        }
        for (int i = 3; i < 60; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:80<10.0.0.9:" + (50_000 + i),
                    3 + i * 0.01,
                    3.1 + i * 0.01,
                    "closedFirst=REMOTE");
        }
        recording.life(
                "c-70",
                "10.0.0.1:80<10.0.0.9:50070",
                4,
                4.2,
                "closedFirst=REMOTE",
                "ending=RESET_BY_PEER",
                "resetBy=REMOTE");
        corpus.file("resets-of-a-server", recording);
    }

    /** Every kind of failure of a connect. */
    /** A pool that sends on what the peer had closed, and a server that answers clients that had given up. */
    private static void stalePool(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(30)
                .framed(30)
                .openedBy("shop.Pool.open:12")
                .closedBy("shop.Pool.evict:81");
        for (int i = 0; i < 8; i++) {
            recording.life(
                    "c-" + i,
                    i < 6 ? "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:5432" : "10.0.0.1:80<10.0.0.9:" + (50_000 + i),
                    0.1 + i,
                    5 + i,
                    "closedFirst=REMOTE",
                    "ending=RESET_BY_PEER",
                    "resetBy=REMOTE",
                    "kernelState=CLOSE",
                    "finThenReset=true",
                    "quietBeforeFin=3" + i + "00ms",
                    "sentAfterFin=1" + i + "00ms",
                    "closeWait=1" + i + "10ms",
                    "kernel=none");
        }
        corpus.file("stale-pool", recording);
    }

    /** A peer that does not read what was sent before the close. */
    private static void undelivered(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(10).framed(10).closedBy("shop.Feed.end:44");
        for (int i = 0; i < 3; i++) {
            String ends = "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:25";
            recording
                    .life("c-" + i, ends, 0.1 + i, 0.5 + i, "kernel=none")
                    .kernelState(
                            2.5 + i,
                            "c-" + i,
                            ends,
                            "state=FIN_WAIT1",
                            "remaining=unknown",
                            "ending=UNKNOWN",
                            "timeWait=UNKNOWN",
                            "undelivered=" + (i + 1) * 700);
        }
        corpus.file("undelivered", recording);
    }

    /** A name whose first address refuses and whose second one accepts. */
    private static void otherAddress(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Probe.look:7");
        for (int i = 0; i < 4; i++) {
            recording
                    .connect(
                            0.2 + i,
                            "c-" + i,
                            "0:0:0:0:0:0:0:1:0>0:0:0:0:0:0:0:1:8080",
                            "host=localhost",
                            "failure=Connection refused",
                            "failureKind=REFUSED")
                    .life(
                            "c-1" + i,
                            "127.0.0.1:" + (40_000 + i) + ">127.0.0.1:8080",
                            0.21 + i,
                            0.3 + i,
                            "open.host=localhost",
                            "closedFirst=REMOTE");
        }
        corpus.file("other-address", recording);
    }

    private static void connectFailed(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Probe.look:7");
        String[] kinds = {"REFUSED", "TIMED_OUT", "UNREACHABLE", "RESET", "CANCELLED", "OTHER"};
        String[] texts = {
            "Connection refused",
            "Connect timed out",
            "No route to host",
            "Connection reset",
            "Closed by interrupt",
            "Permission denied"
        };
        int number = 0;
        for (int kind = 0; kind < kinds.length; kind++) {
            for (int i = 0; i <= kind; i++) {
                recording.connect(
                        0.2 + number * 0.1,
                        "c-" + number,
                        "10.0.0.1:0>10.0.0." + (7 + i % 2) + ":8080",
                        "failure=" + texts[kind],
                        "failureKind=" + kinds[kind],
                        "boundFirst=" + (kind == 3));
                number++;
            }
        }
        recording
                .connect(4, "c-50", "10.0.0.1:0>10.0.0.7:8080", "failure=an old agent told no kind")
                .connect(4.5, "c-51", CLIENT, "abandoned=true");
        corpus.file("connect-failed", recording);
    }

    /** Each reason by a client, three for each destination, so that each has its advice; in two recordings. */
    private static void reasonsOfClients(CorpusMaker corpus) {
        String[] programs = {"OkHttp 4.12.0", "HttpURLConnection of JDK 17", ""};
        for (int half = 0; half < 2; half++) {
            AgentRecording recording = AgentRecording.lasting(5).framed(5);
            recording
                    .openedBy("okhttp3.internal.connection.RealCall.execute:154", "shop.Feed.load:18")
                    .closedBy("okhttp3.internal.connection.RealConnection.close:99", "shop.Feed.load:19");
            for (int i = 0; i < REASONS.length; i++) {
                for (int of = 0; i % 2 == half && of < 3 + i / 2 % 3; of++) {
                    String program = programs[of % programs.length];
                    recording.life(
                            "c-" + (i * 10 + of),
                            "10.0.0.1:" + (40_000 + i * 10 + of) + ">10.0.0." + (7 + i / 6) + ":8080",
                            0.1 + i * 0.2,
                            0.15 + i * 0.2 + of * 0.01,
                            "reason=" + REASONS[i],
                            "reasonEvidence=seen",
                            "httpClient=" + program,
                            "exchanges=" + (program.isEmpty() ? -1 : 1),
                            "closedFirst=" + (i % 3 == 2 ? "REMOTE" : "LOCAL"));
                }
            }
            corpus.file("reasons-of-clients-" + (half + 1), recording);
        }
    }

    /** Each reason by a server, three for each port of ours; in two recordings. */
    private static void reasonsOfServers(CorpusMaker corpus) {
        for (int half = 0; half < 2; half++) {
            AgentRecording recording = AgentRecording.lasting(5).framed(5);
            recording
                    .openedBy("org.apache.tomcat.util.net.NioEndpoint.serverSocketAccept:510")
                    .closedBy("org.apache.tomcat.util.net.NioChannel.close:83");
            for (int i = 0; i < REASONS.length; i++) {
                for (int of = 0; i % 2 == half && of < 2 + i / 2 % 3; of++) {
                    recording.life(
                            "c-" + (i * 20 + of),
                            "10.0.0.1:" + (8_000 + i / 6) + "<10.0.0.9:" + (50_000 + i * 20 + of),
                            0.1 + i * 0.2 + of * 0.01,
                            0.15 + i * 0.2 + of * 0.01,
                            "reason=" + REASONS[i],
                            "httpServer=" + (i % 4 == 0 ? "Tomcat 11.0.2" : "Undertow 2.3.27.Final"),
                            "exchanges=" + (1 + i));
                }
            }
            corpus.file("reasons-of-servers-" + (half + 1), recording);
        }
    }

    /** A connection for each request to six destinations: one more than is shown. */
    private static void connectionPerRequest(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording
                .openedBy("org.apache.hc.client5.http.impl.Connector.connect:31", "shop.PriceFeed.fetchPrice:39")
                .closedBy("org.apache.hc.client5.http.impl.Pool.close:77", "shop.PriceFeed.fetchPrice:40");
        for (int i = 0; i < 100; i++) {
            int to = i < 60 ? 0 : 1 + i % 5;
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (7 + to) + ":8080",
                    0.1 + i * 0.04,
                    0.11 + i * 0.04,
                    "reason=" + (i % 10 == 0 ? "EXCHANGE_FAILED" : "POOL_CLOSED"),
                    "httpClient=Apache HttpClient 5.4.1",
                    "exchanges=" + (i % 20 == 0 && i < 60 ? 0 : 1),
                    "closedFirst=" + (i % 10 < 8 ? "LOCAL" : "REMOTE"));
        }
        corpus.file("connection-per-request", recording);
    }

    /** Short ones of no HTTP client, short ones that carry more than a request, and long ones. */
    private static void shortConnections(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording.openedBy("shop.Redis.ask:14").closedBy("shop.Redis.done:19");
        for (int i = 0; i < 30; i++) {
            recording.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:6379", 0.1 + i * 0.1, 0.13 + i * 0.1);
        }
        for (int i = 30; i < 80; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.8:80",
                    0.1 + (i - 30) * 0.05,
                    0.4 + (i - 30) * 0.05,
                    "httpClient=java.net.http of JDK 25",
                    "exchanges=" + (2 + i % 5),
                    "reason=IDLE_TIMEOUT");
        }
        for (int i = 80; i < 105; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.9:80",
                    0.1,
                    3 + i * 0.01,
                    "lifetime=" + (i - 75) + "s");
        }
        corpus.file("short-connections", recording);
    }

    /** One server ends connections after 5 requests, and another one those that were idle for 2 s. */
    private static void limitsOfPeers(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(60)
                .framed(60)
                .openedBy("shop.Feed.load:18")
                .closedBy("shop.Feed.load:18");
        for (int i = 0; i < 12; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    1 + i,
                    1.5 + i,
                    "httpClient=OkHttp 4.12.0",
                    "exchanges=5",
                    "reason=RESPONSE_SAID_CLOSE");
        }
        for (int i = 0; i < 8; i++) {
            recording.life(
                    "c-2" + i,
                    "10.0.0.1:" + (41_000 + i) + ">10.0.0.8:8080",
                    2 + i * 5,
                    5 + i * 5,
                    "httpClient=OkHttp 4.12.0",
                    "exchanges=" + (1 + i % 3),
                    "reason=PEER_CLOSED",
                    "closedFirst=REMOTE",
                    "kernelState=CLOSE_WAIT",
                    "closeWait=0s",
                    "quietBeforeFin=2" + i + "00ms",
                    "kernel=none");
        }
        corpus.file("limits-of-peers", recording);
    }

    /** The same at a rate that is worth a warning, and a server that redirects each request. */
    private static void endsInARush(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5)
                .framed(5)
                .openedBy("shop.Feed.load:18")
                .closedBy("shop.Feed.load:18");
        for (int i = 0; i < 60; i++) {
            double opened = 0.5 + i * 0.06;
            recording.life(
                    "c-" + i,
                    "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080",
                    opened,
                    opened + 0.05,
                    "httpClient=OkHttp 4.12.0",
                    "exchanges=5",
                    "reason=RESPONSE_SAID_CLOSE");
            recording.life(
                    "c-1" + (100 + i),
                    "10.0.0.1:" + (41_000 + i) + ">10.0.0.8:8080",
                    opened,
                    opened + 0.3 + i % 7 * 0.05,
                    "httpClient=OkHttp 4.12.0",
                    "exchanges=3",
                    "reason=PEER_CLOSED",
                    "closedFirst=REMOTE",
                    "kernelState=CLOSE_WAIT",
                    "closeWait=0s",
                    "quietBeforeFin=200ms",
                    "kernel=none");
            recording.life(
                    "c-2" + (100 + i),
                    "10.0.0.1:" + (42_000 + i) + ">10.0.0.9:8080",
                    opened,
                    opened + 0.02,
                    "httpClient=HttpURLConnection of JDK 17",
                    "exchanges=1",
                    "reason=REDIRECTED");
        }
        corpus.file("ends-in-a-rush", recording);
    }

    /** HttpURLConnection gives up what it is redirected on; other clients keep it. */
    private static void redirects(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        recording.openedBy("shop.Feed.load:18").closedBy("shop.Feed.load:18");
        int[] status = {301, 302, 303, 307, 308, 304, 200};
        for (int i = 0; i < status.length; i++) {
            String ends = "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (7 + i % 2) + ":8080";
            String client = "client=HttpURLConnection of JDK 17";
            recording
                    .exchange(1 + i * 0.1, "c-" + i, ends, client, "status=200")
                    .exchange(1.02 + i * 0.1, "c-" + i, ends, client, "status=" + status[i], "exchange=2")
                    .life(
                            "c-" + i,
                            ends,
                            0.5 + i * 0.1,
                            1.1 + i * 0.1,
                            "httpClient=HttpURLConnection of JDK 17",
                            "exchanges=2",
                            status[i] == 304 || status[i] == 200 ? "reason=UNKNOWN" : "reason=REDIRECTED");
        }
        recording
                .exchange(3, "c-20", CLIENT, "client=OkHttp 4.12.0", "status=302")
                .life("c-20", CLIENT, 2.9, 3.1, "httpClient=OkHttp 4.12.0", "exchanges=1");
        corpus.file("redirects", recording);
    }

    /** Questions for credentials that end connections, and proxies that refuse: among few other closes, and among many. */
    private static void proxies(CorpusMaker corpus) {
        for (int others : new int[] {10, 120}) {
            AgentRecording recording = AgentRecording.lasting(5).framed(5);
            recording.openedBy("shop.Feed.load:18").closedBy("shop.Feed.load:19");
            for (int i = 0; i < 5; i++) {
                double at = 0.1 + i * 0.2;
                String said = "reason=RESPONSE_SAID_CLOSE";
                recording
                        .life(
                                "c-" + i,
                                port(i) + ">10.0.0.7:3128",
                                at,
                                at + 0.1,
                                said,
                                "lastStatus=407",
                                "exchanges=2",
                                "httpClient=OkHttp 5.5.1")
                        .life(
                                "c-1" + i,
                                port(10 + i) + ">10.0.0.8:3128",
                                at,
                                at + 0.1,
                                said,
                                "lastStatus=407",
                                "exchanges=0",
                                "httpClient=HttpURLConnection of JDK 17",
                                "proxyTarget=example:443")
                        .life(
                                "c-2" + i,
                                port(20 + i) + ">10.0.0.9:8080",
                                at,
                                at + 0.1,
                                said,
                                "lastStatus=401",
                                "exchanges=1",
                                "httpClient=Apache HttpClient 5.6.5");
            }
            for (int i = 0; i < (others == 10 ? 5 : 1); i++) {
                recording.life(
                        "c-3" + i,
                        port(30 + i) + ">10.0.0.10:1080",
                        2 + i * 0.1,
                        2.01 + i * 0.1,
                        "reason=PROXY_REFUSED",
                        "proxyTarget=" + (i == 3 ? "other:22" : "example:5432"));
            }
            for (int i = 0; i < others; i++) {
                recording.life(
                        "c-4" + i,
                        port(40 + i) + ">10.0.0.11:3128",
                        0.5 + i * 0.01,
                        3 + i * 0.01,
                        "reason=IDLE_TIMEOUT",
                        "exchanges=40",
                        "httpClient=OkHttp 5.5.1",
                        "lastStatus=200",
                        "proxyTarget=example:443");
            }
            corpus.file(others == 10 ? "proxies" : "proxies-among-others", recording);
        }
    }

    private static String port(int number) {
        return "10.0.0.1:" + (40_000 + number);
    }

    /** Servers that close first: projected by their rate, by their table's limit, by their peers' ports. */
    private static void serverClosesFirst(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(2)
                .settings(0.001, "maxTimeWaitBuckets=2000")
                .status(1.99);
        recording.openedBy("shop.Door.open:5").closedBy("shop.Door.close:8");
        for (int i = 0; i < 100; i++) {
            recording.life(
                    "c-" + i,
                    "10.0.0.1:80<10.0.0." + (9 + i % 3) + ":" + (50_000 + i),
                    0.1 + i * 0.015,
                    0.11 + i * 0.015,
                    i % 10 == 0 ? "ending=RESET_BY_LINGER" : "ending=FIN");
        }
        for (int i = 0; i < 7; i++) {
            recording.life(
                    "c-" + (200 + i), "10.0.0.1:" + (8_080 + i) + "<10.0.0.9:" + (51_000 + i), 0.5, 0.6 + i * 0.1);
        }
        recording.counters(1, "timeWaitSockets=40");
        corpus.file("server-closes-first", recording);
        // at such a rate one peer has not the ports
        AgentRecording blink = AgentRecording.lasting(0.05).settings(0.001).status(0.049);
        for (int i = 0; i < 80; i++) {
            blink.life("c-" + i, "10.0.0.1:80<10.0.0.9:" + (50_000 + i), 0.001 + i * 0.0004, 0.0015 + i * 0.0004);
        }
        corpus.file("server-closes-first-in-a-blink", blink);
    }

    /** The JVM ends with connections open: they have no place in the code and no time of the load's. */
    private static void exit(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5).openedBy("shop.Pool.grow:70");
        recording.closedBy("shop.Feed.close:22").life("c-1", CLIENT, 1, 1.5).closedBy("java.lang.Shutdown.exit:170");
        for (int i = 2; i < 8; i++) {
            String first = i % 3 == 0 ? "UNKNOWN" : i % 3 == 1 ? "LOCAL" : "REMOTE";
            recording.life(
                    "c-" + i,
                    i % 2 == 0 ? "10.0.0.1:" + (40_000 + i) + ">10.0.0.7:8080" : "10.0.0.1:80<10.0.0.9:" + (50_000 + i),
                    2,
                    4.9,
                    "trigger=EXIT",
                    "reason=JVM_ENDED",
                    "openedBy=shop.Pool.grow:70",
                    "closedFirst=" + first,
                    "proof=" + (first.equals("UNKNOWN") ? "NONE" : "PROVEN"),
                    "ending=" + (first.equals("UNKNOWN") ? "UNKNOWN" : "FIN"),
                    i < 5 ? "kernel=none" : "kernel.source=NONE");
        }
        corpus.file("exit", recording);
    }

    /** Stacks of some closes and connects only, each with how many it represents; one by an agent that did not say. */
    private static void sampledCallSites(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        for (int i = 0; i < 90; i++) {
            boolean feed = i % 3 > 0;
            double at = 0.1 + i * 0.05;
            String name = "c-" + i;
            String ends = "10.0.0.1:" + (40_000 + i) + ">10.0.0." + (feed ? 7 : 8) + ":8080";
            recording.life(name, ends, at, at + 0.02, "httpClient=OkHttp 4.12.0", "exchanges=1");
            if (i % 10 == 0) {
                String opener = feed ? "shop.Feed.load:18" : "shop.Stock.ask:9";
                recording.sample(
                        at, "CONNECT", name, ends, 10, "okhttp3.internal.connection.RealCall.execute:154", opener);
                recording.sample(
                        at + 0.02, "CLOSE", name, ends, i == 0 ? 0 : 10, "shop.Feed.close:" + (20 + i % 20 / 5));
            }
        }
        recording
                .budget(
                        2,
                        "CLIENT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "capacity=28232",
                        "timeWait=30",
                        "timeWaitOurs=26",
                        "free=28202")
                .budget(
                        4,
                        "CLIENT",
                        "10.0.0.1:0>10.0.0.7:8080",
                        "capacity=28232",
                        "timeWait=55",
                        "timeWaitOurs=52",
                        "free=28177");
        corpus.file("sampled-call-sites", recording);
    }

    /** What counts as the line that a developer can change, in stacks of every kind. */
    private static void callSites(CorpusMaker corpus) {
        AgentRecording recording = AgentRecording.lasting(5).framed(5);
        String[][] stacks = {
            {"sun.nio.ch.NioSocketImpl.close:908", "java.net.Socket.close:1617", "shop.Feed.close:22"},
            {"io.firstfin.tracer.Closing.closed:1", "java.net.Socket.close:1617", "shop.Feed.close:23"},
            {
                "okhttp3.Call.close:7",
                "kotlin.io.Closeable.use:5",
                "org.springframework.web.Door.go:8",
                "shop.Feed.run:24"
            },
            {"io.netty.channel.Loop.run:500", "java.lang.Thread.run:840"},
            {"sun.nio.ch.Net.close:1", "java.lang.Thread.run:840"},
            {"shop.Feed$$Lambda.run:1", "java.lang.Thread.run:840"},
            {"shop.Feed$$SpringCGLIB$$0.close:-1", "shop.Feed.closeAll:25"},
            {"shop.Feed.<init>:26"},
            {"Main.main:3"},
            {"com.zaxxer.hikari.pool.Pool.close:9", "org.postgresql.Driver.close:10", "shop.data.Rows.close:27"},
        };
        for (int i = 0; i < stacks.length; i++) {
            recording.openedBy(stacks[i]).closedBy(stacks[i]);
            for (int of = 0; of <= i; of++) {
                recording.life(
                        "c-" + (i * 20 + of),
                        "10.0.0.1:" + (40_000 + i * 20 + of) + ">10.0.0.7:8080",
                        0.1 + i * 0.2,
                        0.2 + i * 0.2 + of * 0.01);
            }
        }
        recording.openedBy().closedBy().life("c-300", SERVER, 4, 4.1);
        corpus.file("call-sites", recording);
    }
}
