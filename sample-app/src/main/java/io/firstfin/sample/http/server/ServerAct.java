package io.firstfin.sample.http.server;

import io.firstfin.sample.http.Verdict;
import io.firstfin.sample.http.server.HttpServerLibrary.Running;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Stage;
import java.util.EnumSet;
import java.util.Set;

/** One way to end, as one library goes it. */
record ServerAct(ServerWay way, Verdict reported) {
    private static final Set<ServerWay> EXCHANGED = EnumSet.of(ServerWay.KEPT_ALIVE, ServerWay.REQUEST_SAYS_CLOSE);

    /** Plays it, and says what must be reported. */
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
                default -> {}
            }
            client.close();
            KernelTable.awaitPeerClosed(client.link());
            stage.expect(
                    "Close",
                    String.join(
                            " ",
                            "count=1 role=SERVER",
                            "local=" + Stage.text(server.address()),
                            "remote=" + Stage.text(client.link().local()),
                            "way=" + Stage.word(way.text()),
                            "reason=" + reported.reason(),
                            "exchanges=" + reported.exchanges() + reported.closedFirstFact(),
                            "httpServer=" + Stage.word(httpServer)));
            expectExchanges(stage, server, client, httpServer);
        } catch (Exception e) {
            throw new IllegalStateException(way + ": " + e, e);
        }
    }

    /** Where nothing is left to the library, each request is reported, too. */
    private void expectExchanges(Stage stage, Running server, RawClient client, String httpServer) {
        if (EXCHANGED.contains(way)) {
            stage.expect(
                    "HttpExchange",
                    String.join(
                            " ",
                            "count=" + reported.exchanges(),
                            "local=" + Stage.text(server.address()),
                            "remote=" + Stage.text(client.link().local()),
                            "client=null",
                            "server=" + Stage.word(httpServer),
                            "method=GET",
                            "host=scenario",
                            "status=200",
                            "version=HTTP/1.1",
                            "closeRequestedBy=" + (way == ServerWay.KEPT_ALIVE ? "null" : "CLIENT")));
        }
    }
}
