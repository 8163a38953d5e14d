package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * We close first: our FIN goes out at close, and the TIME_WAIT stays here for 60 s and holds our
 * port. FirstFin says LOCAL for our endpoint, and REMOTE for the server's.
 */
public final class S02WeCloseFirst implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S02WeCloseFirst(), args);
    }

    @Override
    public String lesson() {
        return "we close first";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.values());
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN kernelState=ESTABLISHED"
                + S01PeerClosesFirst.timeWait(stage, "LOCAL"));
        pair.client().close();

        pair.server().readToEnd();
        stage.expectClose(pair.server(),
                "closedFirst=REMOTE ending=FIN kernelState=CLOSE_WAIT trigger=CLOSE"
                        + S01PeerClosesFirst.timeWait(stage, "REMOTE"));
        pair.server().close();
    }
}
