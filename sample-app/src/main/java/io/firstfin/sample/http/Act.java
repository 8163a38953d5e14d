package io.firstfin.sample.http;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * One way to end, as one library goes it.
 *
 * @param told one verdict for each connection, in the order in which they are opened
 */
record Act(WayToEnd way, Steps steps, List<Verdict> told) {

    /** Plays it, and says what must be told. */
    void play(Stage stage, String httpClient) throws Exception {
        try (HttpServer server = way.serve(told.size())) {
            steps.play(server);
            server.awaitEnds();
            for (int i = 0; i < told.size(); i++) {
                Verdict verdict = told.get(i);
                stage.expect("Close", String.join(" ", "count=1 role=CLIENT",
                        "local=" + server.client(i), "remote=" + server.address(),
                        "way=" + Stage.word(way.text()), "reason=" + verdict.reason(),
                        "exchanges=" + verdict.exchanges() + verdict.closedFirstFact(),
                        "httpClient=" + Stage.word(httpClient)));
            }
        } catch (Exception e) {
            throw new IllegalStateException(way + ": " + e, e);
        }
    }
}
