package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A pool keeps its connection: ten requests, one port, one TIME_WAIT at the very end, when the
 * pool is closed. FirstFin reports one Connect and one Close, LOCAL. Scenario 17 is the opposite.
 */
public final class S13KeepAlive implements Scenario {
    private static final int REQUESTS = 10;

    private final Deque<Link> pool = new ArrayDeque<>();

    public static void main(String[] args) throws Exception {
        Stage.play(new S13KeepAlive(), args);
    }

    @Override
    public String title() {
        return "a pool that keeps its connection";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        Threads.Running server = Threads.start(false, () -> answerUntilEnd(pair.server()));
        pool.add(pair.client());
        for (int i = 0; i < REQUESTS; i++) {
            Link link = pool.removeFirst();
            link.write(new byte[1]);
            link.read(new byte[1]);
            pool.addFirst(link);
        }
        stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE");
        pool.removeFirst().close();
        server.await();
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=FIN timeWait=REMOTE");
        pair.server().close();
    }

    private static void answerUntilEnd(Link link) throws IOException {
        byte[] request = new byte[1];
        while (link.read(request) > 0) {
            link.write(request);
        }
    }
}
