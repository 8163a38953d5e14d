package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.io.IOException;
import java.util.List;

/**
 * More short connections than there are ports, as fast as they go. The server closes first and keeps
 * the TIME_WAIT, so the client's ports are free at once; Linux lets the next connection of the same
 * 4-tuple take the place of that TIME_WAIT. What stands in the kernel's table a moment later is
 * another connection's: FirstFin takes none for the other.
 *
 * <p>{@code -Dconnections=} says how many (default 2500).
 */
public final class S20PortsUsedAgain implements Scenario {
    private final int connections = Integer.getInteger("connections", 2500);

    public static void main(String[] args) throws Exception {
        Stage.play(new S20PortsUsedAgain(), args);
    }

    @Override
    public String title() {
        return "ports used again at once";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        Listener listener = stage.api().listen();
        String address = Stage.text(listener.address());
        stage.expect("Close", "count=" + connections + " role=CLIENT remote=" + address);
        stage.expect("Close", "count=" + connections + " role=SERVER local=" + address);
        Threads.Running server = Threads.start(false, () -> serve(listener));
        for (int i = 0; i < connections; i++) {
            try (Link link = stage.api().connect(listener.address())) {
                while (link.read(new byte[16]) > 0) {
                    continue;
                }
            }
        }
        server.await();
    }

    private void serve(Listener listener) throws IOException {
        for (int i = 0; i < connections; i++) {
            try (Link link = listener.accept()) {
                link.write("answer".getBytes());
            }
        }
    }
}
