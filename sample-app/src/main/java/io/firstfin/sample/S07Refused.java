package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Nobody listens: the connect fails at once and there is no connection, so nobody closes one.
 * FirstFin reports a failed Connect, REFUSED, and no Close.
 */
public final class S07Refused implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S07Refused(), args);
    }

    @Override
    public String title() {
        return "a connect that is refused";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        InetSocketAddress nobody = addressOfNobody(stage.api());
        String remote = "remote=" + Stage.text(nobody);
        stage.expect("Connect", remote + " failureKind=REFUSED");
        stage.expect("NoClose", remote);
        try {
            stage.api().connect(nobody).close();
            throw new IllegalStateException("somebody listens on " + nobody);
        } catch (IOException refused) {
            stage.say("refused: %s", refused.getMessage());
        }
    }

    private static InetSocketAddress addressOfNobody(Api api) throws IOException {
        try (Listener listener = api.listen()) {
            return listener.address();
        }
    }
}
