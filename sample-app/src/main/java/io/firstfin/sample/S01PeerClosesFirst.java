package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The peer closes first: our endpoint gets its FIN, stands in CLOSE_WAIT until we close too, and
 * leaves no TIME_WAIT here. FirstFin says REMOTE for our endpoint, and LOCAL for the server's.
 */
public final class S01PeerClosesFirst implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S01PeerClosesFirst(), args);
    }

    @Override
    public String lesson() {
        return "the peer closes first";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.values());
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        stage.expectClose(pair.server(),
                "closedFirst=LOCAL ending=FIN kernelState=ESTABLISHED" + timeWait(stage, "LOCAL"));
        pair.server().close();

        pair.client().readToEnd();
        stage.expectClose(pair.client(),
                "closedFirst=REMOTE ending=FIN kernelState=CLOSE_WAIT trigger=CLOSE"
                        + timeWait(stage, "REMOTE"));
        pair.client().close();
    }

    /** TLS answers with a record of its own, which may meet a closed socket and a RST. */
    static String timeWait(Stage stage, String side) {
        return stage.api() == Api.TLS ? "" : " timeWait=" + side;
    }
}
