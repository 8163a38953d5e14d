package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * SO_LINGER 0 makes close send a RST: no TIME_WAIT on either side, and the peer sees an error
 * instead of an end. FirstFin says LOCAL, RESET_BY_LINGER here, and REMOTE, RESET_BY_PEER there.
 */
public final class S04LingerZero implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S04LingerZero(), args);
    }

    @Override
    public String title() {
        return "we close with SO_LINGER 0";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.SELECTOR);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        pair.client().linger(0);
        stage.expectClose(
                pair.client(),
                "closedFirst=LOCAL ending=RESET_BY_LINGER timeWait=NONE " + "trigger=CLOSE kernelState=ESTABLISHED");
        pair.client().close();

        KernelTable.awaitReset(pair.server());
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=RESET_BY_PEER timeWait=NONE trigger=CLOSE");
        pair.server().close();
    }
}
