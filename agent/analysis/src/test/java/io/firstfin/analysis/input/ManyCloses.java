package io.firstfin.analysis.input;

import java.nio.file.Path;

/**
 * Records 300,000 closes with a connect and the kernel's word each: of ten, six are a client's that
 * closes first, two its peer's, one a server's; of the last, one in two is a reset, one unknown.
 */
final class ManyCloses {

    static final int ALL = 300_000;

    private static final int SAMPLED = 1_000;
    private static final int LOOKED = 30_000;

    private ManyCloses() {}

    /** With a file; JFR needs room for all of it, or it gives up some while they come that fast. */
    public static void main(String[] args) throws Exception {
        try (TestRecording recording = new TestRecording(false)) {
            TestRecording.settings();
            TestRecording.status(status -> {});
            for (int i = 0; i < ALL; i++) {
                one(i);
                if (i % SAMPLED == 0) {
                    TestRecording.sample("c-" + i, "CLOSE", SAMPLED);
                }
                if (i % LOOKED == 0) {
                    TestRecording.timeWaitCounted(i / 100);
                    PortEvents.budget(budget -> {});
                }
            }
            recording.dump(Path.of(args[0]));
        }
    }

    private static void one(int i) {
        String connection = "c-" + i;
        switch (i % 10) {
            case 6, 7 -> client(i, "10.0.0.8", "REMOTE", "REMOTE", "FIN");
            case 8 -> {
                TestRecording.accept(connection, 80, "10.1.0." + i % 200);
                TestRecording.close(connection, close -> {
                    close.role = "SERVER";
                    close.localPort = 80;
                    close.remoteAddress = "10.1.0." + i % 200;
                });
                TestRecording.kernelState(connection, "LOCAL", "LOCAL", true);
            }
            case 9 -> {
                boolean reset = i % 20 == 9;
                client(
                        i,
                        "10.0.0.9",
                        reset ? "LOCAL" : "UNKNOWN",
                        reset ? "NONE" : "UNKNOWN",
                        reset ? "RESET_BY_LINGER" : "UNKNOWN");
            }
            default -> client(i, "10.0.0.7", "LOCAL", "LOCAL", "FIN");
        }
    }

    private static void client(int i, String peer, String first, String timeWait, String ending) {
        String connection = "c-" + i;
        int port = 32_768 + i % 28_232;
        TestRecording.connect(connection, connect -> {
            connect.localPort = port;
            connect.remoteAddress = peer;
        });
        TestRecording.close(connection, close -> {
            close.localPort = port;
            close.remoteAddress = peer;
            close.closedFirst = first;
            close.ending = ending;
            close.reason = "RESPONSE_SAID_CLOSE";
            close.httpClient = "OkHttp 4.12.0";
            close.exchanges = 1;
        });
        TestRecording.kernelState(connection, first, timeWait, ending, true);
    }
}
