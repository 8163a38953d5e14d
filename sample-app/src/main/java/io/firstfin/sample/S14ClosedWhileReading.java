package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.util.List;

/**
 * Another thread closes what a thread is reading from, or accepting on. The JDK then takes the
 * connection from under the descriptor and releases the number later. FirstFin says LOCAL, and the
 * closer's stack is the other thread's. A listener that is closed was no connection.
 */
public final class S14ClosedWhileReading implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S14ClosedWhileReading(), args);
    }

    @Override
    public String title() {
        return "closed by another thread during read and accept";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        boolean virtual = stage.api() == Api.VIRTUAL;
        Pair pair = stage.open();
        Threads.Running reader = Threads.start(virtual, () -> pair.client().read(new byte[1]));
        Threads.awaitBlocked(reader.thread());
        stage.expectClose(
                pair.client(),
                "closedFirst=LOCAL ending=FIN timeWait=LOCAL " + "trigger=CLOSE kernelState=ESTABLISHED");
        pair.client().close();
        reader.awaitFailure();

        pair.server().readToEnd();
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=FIN timeWait=REMOTE trigger=CLOSE");
        pair.server().close();

        Listener lonely = stage.api().listen();
        Threads.Running acceptor = Threads.start(virtual, lonely::accept);
        Threads.awaitBlocked(acceptor.thread());
        lonely.close();
        acceptor.awaitFailure();
    }
}
