package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.SelectorLink;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * A non-blocking channel that is registered with a Selector sends its FIN at close, but keeps its
 * descriptor until the next select. With SO_LINGER 0 ({@code linger0}) even the RST waits for that
 * select, and the connection stays established meanwhile. FirstFin says LOCAL for both.
 */
public final class S16ClosedWhileRegistered implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S16ClosedWhileRegistered(), args);
    }

    @Override
    public String title() {
        return "a channel closed while its Selector still holds it";
    }

    @Override
    public List<String> variants() {
        return List.of("selector", "linger0");
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        Pair pair = Pair.open(Api.SELECTOR);
        stage.expectOpened(pair);
        SelectorLink client = (SelectorLink) pair.client();
        Link server = pair.server();
        if (stage.variant().equals("linger0")) {
            client.linger(0);
            stage.expectClose(client, "closedFirst=LOCAL ending=RESET_BY_LINGER timeWait=NONE");
            client.closeChannel();
            if (!KernelTable.look(server).state().equals("ESTABLISHED")) {
                throw new IllegalStateException("the RST did not wait for the select");
            }
            client.select();
            KernelTable.awaitReset(server);
            stage.expectClose(server, "closedFirst=REMOTE ending=RESET_BY_PEER timeWait=NONE");
            server.close();
        } else {
            stage.expectClose(client, "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE");
            client.closeChannel();
            server.readToEnd();
            stage.expectClose(server, "closedFirst=REMOTE ending=FIN timeWait=REMOTE");
            server.close();
            client.select();
        }
    }
}
