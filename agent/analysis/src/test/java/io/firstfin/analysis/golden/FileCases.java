package io.firstfin.analysis.golden;

import java.util.Arrays;

/** Recordings in several files, or in less than one: cut ones, dumps that overlap, JVMs beside each other. */
final class FileCases {

    private FileCases() {}

    static void make(CorpusMaker corpus) {
        cut(corpus);
        unfinished(corpus);
        overlappingDumps(corpus);
        twoJvmsOfOneNetwork(corpus);
        twoNetworks(corpus);
        unnamedJvms(corpus);
    }

    /** A file that breaks off in its second chunk. */
    private static void cut(CorpusMaker corpus) {
        byte[] whole = dump(1, 2).file().toArray();
        byte[] first = dump(1, 1).file().toArray();
        corpus.file("cut", Arrays.copyOf(whole, first.length + 200));
    }

    /** A folder in which one file is still being written, and one is cut. */
    private static void unfinished(CorpusMaker corpus) {
        byte[] whole = dump(1, 2).file().toArray();
        byte[] first = dump(1, 1).file().toArray();
        corpus.file("unfinished/1", Arrays.copyOf(whole, first.length + 30));
        corpus.file("unfinished/2", Arrays.copyOf(first, 500));
        corpus.file("unfinished/3", dump(3, 3).file().toArray());
    }

    /** Three dumps of one recording: the second has what the first one has, and more. */
    private static void overlappingDumps(CorpusMaker corpus) {
        corpus.file("overlapping-dumps/a", dump(1, 2));
        corpus.file("overlapping-dumps/b", dump(1, 3));
        corpus.file("overlapping-dumps/c", dump(3, 4));
    }

    /** The chunks of one JVM from one number to another, each 5 s long. */
    private static AgentRecording dump(int from, int to) {
        LiteralRecording file = new LiteralRecording("2026-03-01T10:00:00Z").jvm(4711);
        AgentRecording recording = new AgentRecording(file);
        recording.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:22");
        for (int chunk = from; chunk <= to; chunk++) {
            double begin = (chunk - 1) * 5;
            file.chunk(begin, begin + 5);
            recording
                    .settings(begin + 0.001, "firstPort=32768", "lastPort=33267", "ephemeralPorts=500", "twReuse=0")
                    .counters(begin + 1, "timeWaitSockets=" + chunk * 10)
                    .budget(
                            begin + 1,
                            "CLIENT",
                            "10.0.0.1:0>10.0.0.7:8080",
                            "timeWait=" + chunk * 9,
                            "free=" + (500 - chunk * 9))
                    .status(begin + 4.9, "liveConnections=1");
            for (int i = 0; i < 10; i++) {
                String name = "c-" + (chunk * 100 + i);
                String ends = "10.0.0.1:" + (40_000 + chunk * 100 + i) + ">10.0.0.7:8080";
                recording.life(name, ends, begin + 0.1 + i * 0.3, begin + 0.2 + i * 0.3);
            }
            // opened here and closed in the next chunk
            String ends = "10.0.0.1:" + (50_000 + chunk) + ">10.0.0.7:8080";
            recording.connect(begin + 4.5, "c-" + (chunk * 100 + 50), ends);
            if (chunk > from) {
                String before = "10.0.0.1:" + (49_999 + chunk) + ">10.0.0.7:8080";
                recording.life("c-" + (chunk * 100 - 50), before, begin - 0.5, begin + 0.5, "open=none");
            }
            recording.exhaustion(begin + 2, "CONNECT", "10.0.0.1:0>10.0.0.9:8080", "timeWait=500");
        }
        return recording;
    }

    /** A client and its server in one network namespace; their connections have the same names. */
    private static void twoJvmsOfOneNetwork(CorpusMaker corpus) {
        AgentRecording client = jvm("2026-03-01T10:00:00Z", 4711, 10).settings(0.001);
        AgentRecording server = jvm("2026-03-01T10:00:02Z", 4712, 10).settings(0.001);
        client.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:22");
        server.openedBy("shop.Door.open:5").closedBy("shop.Door.close:8");
        for (int i = 0; i < 20; i++) {
            client.life("c-" + i, "10.0.0.1:" + (40_000 + i) + ">10.0.0.1:80", 0.5 + i * 0.4, 0.7 + i * 0.4);
            server.life(
                    "c-" + i,
                    "10.0.0.1:80<10.0.0.1:" + (40_000 + i),
                    0.5 + i * 0.4,
                    0.7 + i * 0.4,
                    "closedFirst=REMOTE",
                    "kernelState=CLOSE_WAIT");
        }
        client.counters(1, "timeWaitSockets=5", "timeWaitOverflow=1").status(9.9);
        server.counters(1, "timeWaitSockets=25", "timeWaitOverflow=3").status(9.9, "dropped=1");
        corpus.file("two-jvms/client", client);
        corpus.file("two-jvms/server", server);
    }

    /** Equal addresses in two network namespaces are different destinations, with settings of their own. */
    private static void twoNetworks(CorpusMaker corpus) {
        for (int pod = 1; pod <= 2; pod++) {
            AgentRecording recording = jvm("2026-03-01T10:00:0" + pod * 3 + "Z", 1, 5)
                    .settings(
                            0.001,
                            "networkNamespace=net:[402653" + pod + "]",
                            "lastPort=" + (32_767 + pod * 500),
                            "ephemeralPorts=" + pod * 500,
                            "twReuse=" + (pod - 1));
            recording.openedBy("shop.Feed.open:12").closedBy("shop.Feed.close:" + (20 + pod));
            for (int i = 0; i < 10 + pod * 10; i++) {
                recording.life("c-" + i, "10.0.0.1:" + (32_768 + i) + ">10.0.0.7:8080", 0.1 + i * 0.1, 0.2 + i * 0.1);
            }
            recording
                    .life("c-90", "10.0.0.1:80<10.0.0.9:50000", 3, 4)
                    .counters(2, "timeWaitSockets=" + pod * 100)
                    .budget(3, "CLIENT", "10.0.0.1:0>10.0.0.7:8080", "timeWait=" + pod * 20, "free=" + (480 - pod))
                    .status(4.9);
            corpus.file("two-networks/pod-" + pod, recording);
        }
    }

    /** Files that do not name their JVM stand for themselves. */
    private static void unnamedJvms(CorpusMaker corpus) {
        for (int i = 1; i <= 2; i++) {
            AgentRecording recording =
                    new AgentRecording(new LiteralRecording("2026-03-01T10:00:0" + i + "Z").chunk(0, 5));
            recording.life("c-1", "10.0.0.1:40001>10.0.0.7:8080", 1, 1 + i).status(4.9);
            corpus.file("unnamed-jvms/" + i, recording);
        }
    }

    private static AgentRecording jvm(String start, long pid, double seconds) {
        return new AgentRecording(new LiteralRecording(start).jvm(pid).chunk(0, seconds));
    }
}
