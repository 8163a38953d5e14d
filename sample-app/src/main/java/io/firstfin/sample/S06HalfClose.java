package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * We end our half with shutdownOutput and go on reading: the FIN, and so the TIME_WAIT, is ours
 * from that moment, whoever calls close first. When we close at last, the kernel shows nothing of
 * the socket any more. FirstFin says LOCAL, with SHUTDOWN_OUTPUT as the trigger.
 */
public final class S06HalfClose implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S06HalfClose(), args);
    }

    @Override
    public String title() {
        return "we half-close, the peer answers and closes";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        pair.client().write("question".getBytes());
        stage.expect("HalfClose", pair.client(), "kernelState=ESTABLISHED");
        pair.client().shutdownOutput();

        pair.server().readToEnd();
        pair.server().write("answer".getBytes());
        stage.expectClose(
                pair.server(),
                "closedFirst=REMOTE ending=FIN timeWait=REMOTE " + "trigger=CLOSE kernelState=CLOSE_WAIT");
        pair.server().close();

        pair.client().readToEnd();
        stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=SHUTDOWN_OUTPUT");
        pair.client().close();
    }
}
