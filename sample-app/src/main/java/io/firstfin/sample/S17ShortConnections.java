package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that opens a connection for each request, and closes it first: each leaves a TIME_WAIT
 * and holds a port for 60 s. At 470 a second the 28,232 ports of one destination are gone. FirstFin
 * says LOCAL for all of them, and tells how long the ports will last.
 *
 * <p>{@code -Dconnections=} says how many (default 200), {@code -DperSecond=} how fast (200).
 */
public final class S17ShortConnections implements Scenario {
    private final int connections = Integer.getInteger("connections", 200);
    private final int perSecond = Integer.getInteger("perSecond", 200);

    public static void main(String[] args) throws Exception {
        Stage.play(new S17ShortConnections(), args);
    }

    @Override
    public String title() {
        return "a connection for each request";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        Listener listener = stage.api().listen();
        String address = Stage.text(listener.address());
        stage.expect(
                "Close",
                "count=" + connections + " role=CLIENT remote=" + address
                        + " closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE");
        stage.expect(
                "Close",
                "count=" + connections + " role=SERVER local=" + address
                        + " closedFirst=REMOTE ending=FIN timeWait=REMOTE trigger=CLOSE");
        Threads.Running server = Threads.start(false, () -> serve(listener));
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            request(stage.api().connect(listener.address()));
            long due = start + TimeUnit.SECONDS.toNanos(i + 1) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        server.await();
        stage.say("%d connections to %s, each closed by us first", connections, address);
    }

    private static void request(Link link) throws IOException {
        try (link) {
            link.write("question".getBytes());
            link.read(new byte[16]);
        }
    }

    private void serve(Listener listener) throws IOException {
        for (int i = 0; i < connections; i++) {
            try (Link link = listener.accept()) {
                link.read(new byte[16]);
                link.write("answer".getBytes());
                link.read(new byte[16]);
            }
        }
    }
}
