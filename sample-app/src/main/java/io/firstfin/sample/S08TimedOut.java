package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.FullListener;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Nobody answers our SYN and the connect's timeout ends it: there was no connection, so nobody
 * closes one. FirstFin reports a failed Connect, TIMED_OUT, and no Close. The variant
 * {@code channel} is {@code SocketChannel.socket()}, the only way a channel has such a timeout.
 */
public final class S08TimedOut implements Scenario {
    private static final int TIMEOUT_MILLIS = 200;

    public static void main(String[] args) throws Exception {
        Stage.play(new S08TimedOut(), args);
    }

    @Override
    public String title() {
        return "a connect that times out";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        FullListener full = new FullListener(stage);
        stage.expect("Connect", "remote=" + Stage.text(full.address()) + " failureKind=TIMED_OUT");
        try (Socket socket = socket(stage.api())) {
            socket.connect(full.address(), TIMEOUT_MILLIS);
            throw new IllegalStateException("the queue of " + full.address() + " is not full");
        } catch (SocketTimeoutException expected) {
            stage.say("timed out: %s", expected.getMessage());
        }
        full.end(stage);
    }

    private static Socket socket(Api api) throws IOException {
        return api == Api.CHANNEL ? SocketChannel.open().socket() : new Socket();
    }
}
