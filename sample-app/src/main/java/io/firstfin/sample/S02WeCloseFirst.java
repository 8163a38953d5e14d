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
    public String title() {
        return "we close first";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.values());
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        pair.closeInTurn(stage, pair.client(), pair.server());
    }
}
