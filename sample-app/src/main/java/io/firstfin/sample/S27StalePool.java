package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * The peer closes in order, and we send on the connection all the same, as a pool does that keeps connections for longer
 * than the peer: the peer's kernel answers by a RST. FirstFin says REMOTE, RESET_BY_PEER, and, where it
 * can make native calls by then, that the peer's FIN had come before.
 */
public final class S27StalePool implements Scenario {

    private static final byte[] REQUEST = new byte[20];

    public static void main(String[] args) throws Exception {
        Stage.play(new S27StalePool(), args);
    }

    @Override
    public String title() {
        return "we use what the peer had closed";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        stage.expectClose(pair.server(), "closedFirst=LOCAL timeWait=NONE trigger=CLOSE");
        pair.server().close();

        KernelTable.awaitPeerFin(pair.client());
        pair.client().write(REQUEST);
        KernelTable.awaitReset(pair.client());
        stage.expectClose(
                pair.client(),
                "closedFirst=REMOTE ending=RESET_BY_PEER resetBy=REMOTE timeWait=NONE trigger=CLOSE kernelState=CLOSE");
        pair.client().close();
    }
}
