package io.firstfin.sample.http.server;

import io.firstfin.sample.http.Verdict;
import io.firstfin.sample.http.server.HttpServerLibrary.Running;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Stage;

/** One way to end, as one library goes it. */
record ServerAct(ServerWay way, Verdict told) {

    /** Plays it, and says what must be told. */
    void play(Stage stage, HttpServerLibrary library, String httpServer) throws Exception {
        try (Running server = library.start(way.setup());
                RawClient client = RawClient.open(server.address(), way.setup().tls())) {
            for (String request : way.requests()) {
                client.ask(request);
            }
            switch (way.then()) {
                case WAITS -> client.awaitEnd();
                case STOPS -> {
                    server.close();
                    client.awaitEnd();
                }
                default -> { }
            }
            client.close();
            KernelTable.awaitPeerClosed(client.link());
            stage.expect("Close", String.join(" ", "count=1 role=SERVER",
                    "local=" + Stage.text(server.address()),
                    "remote=" + Stage.text(client.link().local()),
                    "way=" + Stage.word(way.text()), "reason=" + told.reason(),
                    "exchanges=" + told.exchanges() + told.closedFirstFact(),
                    "httpServer=" + Stage.word(httpServer)));
        } catch (Exception e) {
            throw new IllegalStateException(way + ": " + e, e);
        }
    }
}
