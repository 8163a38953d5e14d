package io.firstfin.sample.http;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One way to end, as one library goes it.
 *
 * @param reported one verdict for each connection, in the order in which they are opened
 */
record Act(WayToEnd way, Steps steps, List<Verdict> reported) {
    private static final Set<WayToEnd> EXCHANGED = EnumSet.of(WayToEnd.KEPT_ALIVE, WayToEnd.RESPONSE_SAYS_CLOSE);

    /** Plays it, and says what must be reported. */
    void play(Stage stage, String httpClient) throws Exception {
        try (HttpServer server = way.serve(reported.size())) {
            steps.play(server);
            server.awaitEnds();
            for (int i = 0; i < reported.size(); i++) {
                Verdict verdict = reported.get(i);
                stage.expect(
                        "Close",
                        String.join(
                                " ",
                                "count=1 role=CLIENT",
                                "local=" + server.client(i),
                                "remote=" + server.address(),
                                "way=" + Stage.word(way.text()),
                                "reason=" + verdict.reason(),
                                "exchanges=" + verdict.exchanges() + verdict.closedFirstFact(),
                                "httpClient=" + Stage.word(httpClient)));
            }
            expectExchanges(stage, server, httpClient);
        } catch (Exception e) {
            throw new IllegalStateException(way + ": " + e, e);
        }
    }

    /** Where nothing is left to the library, each request is reported, too. */
    private void expectExchanges(Stage stage, HttpServer server, String httpClient) {
        if (EXCHANGED.contains(way)) {
            stage.expect(
                    "HttpExchange",
                    String.join(
                            " ",
                            "count=" + reported.get(0).exchanges(),
                            "local=" + server.client(0),
                            "remote=" + server.address(),
                            "client=" + Stage.word(httpClient),
                            "server=null",
                            "method=GET",
                            "host=" + server.address(),
                            "status=200",
                            "version=HTTP/1.1",
                            "closeRequestedBy=" + (way == WayToEnd.KEPT_ALIVE ? "null" : "SERVER")));
        }
    }
}
