package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The peer has closed and we never do: the connection stays in CLOSE_WAIT for as long as we live, and
 * without SO_KEEPALIVE no timer of the kernel ends it. FirstFin has no Close to tell of it; while it
 * lasts, CloseWait events name the line that opened it.
 */
public final class S11CloseWait implements Scenario {
    /** Out of the collector's reach: it would close what nobody can reach any more. */
    private static Pair kept;

    public static void main(String[] args) throws Exception {
        Stage.play(new S11CloseWait(), args);
    }

    @Override
    public String title() {
        return "a CLOSE_WAIT that nobody ends";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        kept = pair;
        stage.expectClose(pair.server(), "closedFirst=LOCAL trigger=CLOSE kernelState=ESTABLISHED settles=no");
        pair.server().close();

        pair.client().readToEnd();
        stage.expect("NoClose", pair.client(), "");
        stage.linger();
    }
}
