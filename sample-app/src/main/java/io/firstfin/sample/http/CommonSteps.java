package io.firstfin.sample.http;

import io.firstfin.sample.http.HttpClientLibrary.Client;
import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Threads;

/** What every library can be led through by requests and by closing its pool. */
record CommonSteps(HttpClientLibrary library) {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final int IMPATIENCE_MILLIS = 300;

    /** The pool is closed after that, when there is nothing left in it. */
    Steps endsByItself(String... headers) {
        return server -> {
            try (Client client = open()) {
                client.get(server.url(), headers);
                server.awaitEnds();
            }
        };
    }

    Steps endsWithThePool(int requests, String... headers) {
        return server -> {
            try (Client client = open()) {
                for (int i = 0; i < requests; i++) {
                    client.get(server.url(), headers);
                }
            }
        };
    }

    void timesOut(HttpServer server) throws Exception {
        try (Client client = library.open(IMPATIENCE_MILLIS)) {
            fails(() -> client.get(server.url()));
            server.awaitEnds();
        }
    }

    void asksAgainAfterTheServersClose(HttpServer server) throws Exception {
        try (Client client = open()) {
            client.get(server.url());
            server.awaitCloses(1);
            try {
                client.get(server.url());
            } catch (Exception expected) {
                // some clients ask once more by themselves, others leave that to the application
            }
        }
    }

    void noticesTheServersClose(HttpServer server) throws Exception {
        try (Client client = open()) {
            client.get(server.url());
            server.awaitEnds();
        }
    }

    void keepsWhatTheServerClosed(HttpServer server) throws Exception {
        try (Client client = open()) {
            client.get(server.url());
            server.awaitCloses(1);
        }
    }

    private Client open() throws Exception {
        return library.open(PATIENCE_MILLIS);
    }

    /** The client must throw. */
    static void fails(Threads.Acts acts) {
        try {
            acts.run();
        } catch (Exception expected) {
            return;
        }
        throw new IllegalStateException("the client should have failed");
    }
}
