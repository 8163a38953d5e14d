package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The peer closes first: our endpoint gets its FIN, stands in CLOSE_WAIT until we close too, and
 * leaves no TIME_WAIT here. FirstFin says REMOTE for our endpoint, and LOCAL for the server's.
 *
 * <p>Over TLS 1.3 our close first writes a closing record. It meets a socket that nobody reads any
 * more and brings a RST, so here nobody is left with a TIME_WAIT.
 */
public final class S01PeerClosesFirst implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S01PeerClosesFirst(), args);
    }

    @Override
    public String title() {
        return "the peer closes first";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.values());
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        pair.closeInTurn(stage, pair.server(), pair.client());
    }
}
